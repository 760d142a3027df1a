package costwright.jobs.publish;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What settings have a say in the report.
 *
 * @param ownerTag the tag whose value names who owns a resource
 * @param thresholds what differs from the defaults, by check id and threshold name
 * @param version of the program
 */
public record ReportSettings(String ownerTag, Map<String, Map<String, BigDecimal>> thresholds, String version) {
    public ReportSettings {
        thresholds = Collections.unmodifiableMap(new TreeMap<>(thresholds));
    }
}
