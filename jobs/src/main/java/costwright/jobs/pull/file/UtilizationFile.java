package costwright.jobs.pull.file;

import costwright.jobs.pull.file.CsvTable.Column;
import costwright.schema.resource.ResourceId;
import costwright.schema.utilization.Metric;
import costwright.schema.utilization.SampleConsumer;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code utilization.csv}, row by row: files of any size and order. */
public final class UtilizationFile {
    private static final List<String> MANDATORY = List.of("resource_id", "metric", "start", "interval_seconds");
    private static final List<String> OPTIONAL = List.of("average", "maximum");
    private static final int LONGEST_INTERVAL = 86_400;

    /**
     * What was read.
     *
     * @param samples rows with at least one value
     * @param unknownColumns columns that were ignored, in file order
     */
    public record Content(long samples, List<String> unknownColumns) {
        public Content {
            unknownColumns = List.copyOf(unknownColumns);
        }
    }

    private UtilizationFile() {}

    /**
     * Reads the header and nothing else.
     *
     * @throws costwright.schema.CostwrightException of kind INPUT if the file cannot be read or lacks a column
     */
    public static void requireReadable(Path file) {
        CsvTable.open(file, MANDATORY, OPTIONAL).close();
    }

    /**
     * Gives each row to {@code consumer}. What was given must be thrown away when this throws.
     *
     * @throws costwright.schema.CostwrightException of kind INPUT if a mandatory column or cell is missing, a row has
     *     neither average nor maximum, a value is negative, a metric is unknown, or an interval is not between a second
     *     and a day
     */
    public static Content read(Path file, SampleConsumer consumer) {
        try (CsvTable table = CsvTable.open(file, MANDATORY, OPTIONAL)) {
            Rows rows = new Rows(table, consumer);
            table.forEach(rows::read);
            return new Content(table.rows(), table.unknownColumns());
        }
    }

    private static final class Rows {
        private final Column resource;
        private final Column metric;
        private final Column start;
        private final Column interval;
        private final Column average;
        private final Column maximum;
        private final SampleConsumer consumer;
        private String resourceText = "";
        private @Nullable ResourceId resourceId;
        private String metricText = "";
        private Metric metricWord = Metric.CPU_PERCENT;
        private String intervalText = "";
        private int intervalSeconds;

        Rows(CsvTable table, SampleConsumer consumer) {
            resource = table.column("resource_id");
            metric = table.column("metric");
            start = table.column("start");
            interval = table.column("interval_seconds");
            average = table.column("average");
            maximum = table.column("maximum");
            this.consumer = consumer;
        }

        void read(CsvRow row) {
            double mean = value(row, average);
            double largest = value(row, maximum);
            if (Double.isNaN(mean) && Double.isNaN(largest)) {
                throw row.refusal(average, "give average, maximum or both; leave the row out when there is no data");
            }
            consumer.accept(resource(row), metric(row), interval(row), row.epochSeconds(start), mean, largest);
        }

        private static double value(CsvRow row, Column column) {
            double value = row.numberOrNaN(column);
            if (value < 0) {
                throw row.refusal(column, "a measurement must not be negative");
            }
            return value;
        }

        // A cell that equals the one above it is the same String: the words of a long file are made once.

        @SuppressWarnings("ReferenceEquality")
        private ResourceId resource(CsvRow row) {
            String text = row.text(resource);
            ResourceId known = resourceId;
            if (known != null && text == resourceText) {
                return known;
            }
            ResourceId made = row.word(resource, ResourceId::new);
            resourceText = text;
            resourceId = made;
            return made;
        }

        @SuppressWarnings("ReferenceEquality")
        private Metric metric(CsvRow row) {
            String text = row.text(metric);
            if (text != metricText) {
                metricWord = row.word(metric, Metric::ofWord);
                metricText = text;
            }
            return metricWord;
        }

        @SuppressWarnings("ReferenceEquality")
        private int interval(CsvRow row) {
            String text = row.text(interval);
            if (text != intervalText) {
                int seconds = row.integer(interval);
                if (seconds < 1 || seconds > LONGEST_INTERVAL) {
                    throw row.refusal(interval, "an interval lasts between 1 second and 86400");
                }
                intervalSeconds = seconds;
                intervalText = text;
            }
            return intervalSeconds;
        }
    }
}
