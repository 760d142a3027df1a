package costwright.scheduler.settings;

import costwright.scheduler.cron.Cron;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * All settings, checked.
 *
 * @param store a path or {@code jdbc:postgresql://…}
 * @param locale how the report writes numbers and dates
 * @param thresholds what differs from the defaults, by check id and threshold name
 */
public record Settings(
        String store,
        Locale locale,
        List<SourceSettings> sources,
        Map<String, Map<String, BigDecimal>> thresholds,
        Report report,
        Schedule schedule) {
    public Settings {
        sources = List.copyOf(sources);
        thresholds = Collections.unmodifiableMap(new TreeMap<>(thresholds));
    }

    /**
     * @param out the folder for reports
     * @param ownerTag the tag that names who owns a resource
     */
    public record Report(Path out, String ownerTag) {}

    /**
     * @param jobs when each job runs, by its name
     * @param zone the zone of the expressions
     */
    public record Schedule(Map<String, Cron> jobs, ZoneId zone) {
        public Schedule {
            jobs = Collections.unmodifiableMap(new TreeMap<>(jobs));
        }
    }
}
