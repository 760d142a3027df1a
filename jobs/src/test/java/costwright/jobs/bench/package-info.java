/**
 * Measures the import of bills beside others that do the like, in the same run; no part of the tests.
 *
 * <p>A number of rows comes in, a printed table goes out. Nothing here may be used by tests. Start reading at
 * {@link costwright.jobs.bench.BillingBench}.
 */
@NullMarked
package costwright.jobs.bench;

import org.jspecify.annotations.NullMarked;
