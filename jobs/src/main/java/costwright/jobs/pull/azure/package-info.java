/**
 * Azure: cost by Query, forecast, benefit and advisor recommendations, budgets, commitments, inventory by Resource Graph,
 * metrics by the batch API, retail prices, cost details and exports.
 *
 * <p>Requests go through the SDK's pipeline and credentials, but answers are read as JSON here: the management client reads
 * amounts as binary numbers, loses digits, and does not follow the pages of Query. Each operation is named in
 * {@link costwright.jobs.pull.azure.AzureOperation} and in the role definition in {@code scheduler/deploy}. Start reading
 * at {@link costwright.jobs.pull.azure.AzurePull}.
 */
@NullMarked
package costwright.jobs.pull.azure;

import org.jspecify.annotations.NullMarked;
