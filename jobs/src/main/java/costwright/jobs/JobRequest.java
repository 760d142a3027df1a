package costwright.jobs;

import java.time.Instant;
import java.util.Map;

/**
 * What names a run: the same request is the same run, which is done once and resumed when it was cut off.
 *
 * @param asOf the instant of the judgement
 * @param window the billing periods that it looks at, such as {@code 2026-08/2026-10}
 * @param fingerprint names the settings and the inputs that the job does not bring in itself
 */
public record JobRequest(Instant asOf, String window, String fingerprint) {
    private static final String AS_OF = "as-of";
    private static final String WINDOW = "window";
    private static final String FINGERPRINT = "fingerprint";

    /** The request that {@link #parameters} came from. */
    static JobRequest of(Map<String, String> parameters) {
        return new JobRequest(
                Instant.parse(parameters.get(AS_OF)), parameters.get(WINDOW), parameters.get(FINGERPRINT));
    }

    /** The job parameters by name; all of them identify the run. */
    Map<String, String> parameters() {
        return Map.of(AS_OF, asOf.toString(), WINDOW, window, FINGERPRINT, fingerprint);
    }
}
