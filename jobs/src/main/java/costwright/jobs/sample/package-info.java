/**
 * A synthetic estate with its ground truth: a company with AWS and Azure accounts, what it is billed, how hard its
 * machines work, what is wasted on purpose, and the exact sums of it all.
 *
 * <p>A seed and a size come in; FOCUS 1.2 files, inventory, utilization, prices, commitments and {@code expected.json}
 * go out. The same seed and size give the same bytes, whatever the number of threads. Nothing is read from a store or
 * judged here. Start reading at {@link costwright.jobs.sample.SampleEstate}; the small estate that everything else grows
 * around is {@link costwright.jobs.sample.Company}.
 */
@NullMarked
package costwright.jobs.sample;

import org.jspecify.annotations.NullMarked;
