/**
 * AWS: cost and usage, commitments, the providers' recommendations, inventory, utilization, prices and exports.
 *
 * <p>The SDK's clients are asked through the lanes of {@link costwright.jobs.pull.Lane} and only read; each operation is
 * named in the IAM policy in {@code scheduler/deploy}, which a test compares with the calls of this package. Start
 * reading at {@link costwright.jobs.pull.aws.AwsPull}.
 */
@NullMarked
package costwright.jobs.pull.aws;

import org.jspecify.annotations.NullMarked;
