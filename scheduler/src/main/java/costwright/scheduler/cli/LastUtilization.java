package costwright.scheduler.cli;

import costwright.schema.resource.ResourceId;
import costwright.schema.time.Lookback;
import costwright.schema.utilization.Metric;
import costwright.schema.utilization.Series;
import costwright.schema.utilization.UtilizationSource;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** How hard resources have worked in the last two weeks. */
final class LastUtilization {
    private static final int DAYS = 14;
    private static final List<Metric> SHOWN = List.of(Metric.CPU_PERCENT, Metric.MEMORY_PERCENT, Metric.CONNECTIONS);

    private final UtilizationSource source;
    private final Lookback window;

    LastUtilization(UtilizationSource source, Instant asOf) {
        this.source = source;
        this.window = Lookback.ofDays(DAYS, asOf);
    }

    /**
     * @param average the mean of the averages, to one decimal; null where the source gave none
     * @param maximum the largest sample, to one decimal
     * @param last the start of the newest sample
     */
    record Summary(@Nullable BigDecimal average, BigDecimal maximum, long samples, Instant last) {}

    /** By the word of the metric; without the metrics that have no sample in the window. */
    Map<String, Summary> of(ResourceId resource) {
        Map<String, Summary> summaries = new LinkedHashMap<>();
        for (Metric metric : SHOWN) {
            source.series(resource, metric, window)
                    .filter(series -> series.size() > 0)
                    .ifPresent(series -> summaries.put(metric.word(), summary(series)));
        }
        return summaries;
    }

    private static Summary summary(Series series) {
        double[] averages = DoubleStream.of(series.average())
                .filter(value -> !Double.isNaN(value))
                .toArray();
        double maximum = IntStream.range(0, series.size())
                .mapToDouble(series::peak)
                .filter(value -> !Double.isNaN(value))
                .max()
                .orElse(0);
        return new Summary(
                averages.length == 0
                        ? null
                        : oneDecimal(DoubleStream.of(averages).sum() / averages.length),
                oneDecimal(maximum),
                series.size(),
                Instant.ofEpochSecond(series.startEpochSeconds()[series.size() - 1]));
    }

    private static BigDecimal oneDecimal(double value) {
        return BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_EVEN);
    }
}
