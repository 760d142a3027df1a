package costwright.jobs;

import java.time.Instant;

/**
 * What names a run: the same request is the same run, which is done once and resumed when it was cut off.
 *
 * @param asOf the instant of the judgement
 * @param window the billing periods that it looks at, such as {@code 2026-08/2026-10}
 * @param fingerprint names the settings and the inputs that the job does not bring in itself
 */
public record JobRequest(Instant asOf, String window, String fingerprint) {}
