package costwright.jobs.store;

import java.time.Instant;

/**
 * Who runs a job.
 *
 * @param holder names the process for ever
 * @param processStart to the second, because process numbers are used again
 * @param renewedAt the last sign of life
 */
public record JobLease(String job, String holder, String host, long process, Instant processStart, Instant renewedAt) {}
