package costwright.analyzers.parking;

import costwright.analyzers.statistics.Samples;
import costwright.schema.utilization.Series;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How a machine is used over the hours of a week.
 *
 * @param largestCpu the largest CPU percentage of each cell; NaN for a cell without a sample
 * @param network the 95th percentile of bytes per second in both directions of each cell; NaN likewise
 * @param occurrences on how many days each cell was seen
 * @param samples how many CPU samples each cell has
 * @param days on how many days the machine was seen at all
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one judgement
record WeekUse(double[] largestCpu, double[] network, int[] occurrences, int[] samples, int days) {
    private static final double NETWORK_SHARE = 0.95;

    static WeekUse of(Series cpu, Series in, Series out, ZoneId zone) {
        double[] largest = new double[WeekHour.CELLS];
        int[] samples = new int[WeekHour.CELLS];
        List<Set<Long>> seen = new ArrayList<>();
        for (int cell = 0; cell < WeekHour.CELLS; cell++) {
            largest[cell] = Double.NaN;
            seen.add(new HashSet<>());
        }
        Set<Long> days = new HashSet<>();
        for (int i = 0; i < cpu.size(); i++) {
            ZonedDateTime local = local(cpu, i, zone);
            int cell = WeekHour.cell(local);
            double peak = cpu.peak(i);
            largest[cell] = Double.isNaN(largest[cell]) ? peak : Math.max(largest[cell], peak);
            samples[cell]++;
            long day = local.toLocalDate().toEpochDay();
            seen.get(cell).add(day);
            days.add(day);
        }
        return new WeekUse(
                largest,
                network(in, out, zone),
                seen.stream().mapToInt(Set::size).toArray(),
                samples,
                days.size());
    }

    private static double[] network(Series in, Series out, ZoneId zone) {
        double[] in95 = quantiles(in, zone);
        double[] out95 = quantiles(out, zone);
        double[] sum = new double[WeekHour.CELLS];
        for (int cell = 0; cell < sum.length; cell++) {
            sum[cell] = in95[cell] + out95[cell];
        }
        return sum;
    }

    private static double[] quantiles(Series series, ZoneId zone) {
        double[] result = new double[WeekHour.CELLS];
        List<List<Double>> values = new ArrayList<>();
        for (int cell = 0; cell < WeekHour.CELLS; cell++) {
            values.add(new ArrayList<>());
        }
        for (int i = 0; i < series.size(); i++) {
            values.get(WeekHour.cell(local(series, i, zone))).add(series.peak(i));
        }
        for (int cell = 0; cell < WeekHour.CELLS; cell++) {
            Samples samples = Samples.of(
                    values.get(cell).stream().mapToDouble(Double::doubleValue).toArray());
            result[cell] = samples.isEmpty() ? Double.NaN : samples.quantile(NETWORK_SHARE);
        }
        return result;
    }

    private static ZonedDateTime local(Series series, int index, ZoneId zone) {
        return Instant.ofEpochSecond(series.startEpochSeconds()[index]).atZone(zone);
    }

    /** Whether nothing of note happened in a cell, or the machine was off whenever it came round. */
    boolean isQuiet(int cell, double quietCpu, double quietNetwork) {
        return samples[cell] == 0
                || (largestCpu[cell] < quietCpu && !(network[cell] >= quietNetwork) && !Double.isNaN(network[cell]));
    }
}
