package costwright.jobs.pull.azure;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import costwright.schema.resource.ResourceId;
import costwright.schema.utilization.Metric;
import costwright.schema.utilization.Series;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;

/** The data points of one metric of one resource, each with up to four aggregations. */
final class AzurePoints {
    private static final ResourceId NOT_YET_KNOWN = new ResourceId("not yet known");

    private long[] starts = new long[512];
    private double[] average = new double[512];
    private double[] minimum = new double[512];
    private double[] maximum = new double[512];
    private double[] total = new double[512];
    private int size;

    /** Reads one {@code {"timeStamp":…,"average":…}}; the parser stands on its first brace. */
    void read(JsonParser json) throws IOException {
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, size * 2);
            average = Arrays.copyOf(average, size * 2);
            minimum = Arrays.copyOf(minimum, size * 2);
            maximum = Arrays.copyOf(maximum, size * 2);
            total = Arrays.copyOf(total, size * 2);
        }
        average[size] = Double.NaN;
        minimum[size] = Double.NaN;
        maximum[size] = Double.NaN;
        total[size] = Double.NaN;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (name.equals("timeStamp")) {
                starts[size] = Instant.parse(json.getText()).getEpochSecond();
            } else if (value.isNumeric()) {
                put(name, json.getDoubleValue());
            } else {
                json.skipChildren();
            }
        }
        size++;
    }

    private void put(String aggregation, double value) {
        switch (aggregation) {
            case "average" -> average[size] = value;
            case "minimum" -> minimum[size] = value;
            case "maximum" -> maximum[size] = value;
            case "total" -> total[size] = value;
            default -> {}
        }
    }

    /** The points that have a value, in our units; the resource is not known yet. */
    Series series(Metric metric, int intervalSeconds, String averageOf, String maximumOf) {
        long[] keptStarts = new long[size];
        double[] averages = new double[size];
        double[] maxima = new double[size];
        int kept = 0;
        for (int i = 0; i < size; i++) {
            double mean = unit(metric, value(averageOf, i), averageOf, intervalSeconds);
            double peak =
                    maximumOf.isEmpty() ? Double.NaN : unit(metric, value(maximumOf, i), maximumOf, intervalSeconds);
            if (!Double.isNaN(mean) || !Double.isNaN(peak)) {
                keptStarts[kept] = starts[i];
                averages[kept] = mean;
                maxima[kept++] = peak;
            }
        }
        return new Series(
                NOT_YET_KNOWN,
                metric,
                intervalSeconds,
                Arrays.copyOf(keptStarts, kept),
                Arrays.copyOf(averages, kept),
                Arrays.copyOf(maxima, kept));
    }

    private double value(String aggregation, int index) {
        return switch (aggregation) {
            case "average" -> average[index];
            case "minimum" -> minimum[index];
            case "maximum" -> maximum[index];
            default -> total[index];
        };
    }

    /** Totals become rates, and available memory becomes used memory: least available is most used. */
    private static double unit(Metric metric, double value, String aggregation, int intervalSeconds) {
        if (aggregation.equals("total")) {
            return value / intervalSeconds;
        }
        return metric == Metric.MEMORY_PERCENT ? 100 - value : value;
    }
}
