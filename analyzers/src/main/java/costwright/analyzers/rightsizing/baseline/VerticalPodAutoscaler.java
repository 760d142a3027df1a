package costwright.analyzers.rightsizing.baseline;

import costwright.analyzers.rightsizing.Demand;
import costwright.analyzers.rightsizing.Dimension;
import costwright.analyzers.rightsizing.Track;

/**
 * The target of the Kubernetes vertical pod autoscaler: P90 of a histogram whose weights halve each day, over 8 days, CPU
 * by its samples and memory by its daily peaks, and 15 % on top. Buckets grow by 5 % and the end of the bucket counts.
 *
 * <p>Source: kubernetes/autoscaler, vertical-pod-autoscaler/pkg/recommender (histogram options, percentile estimator).
 */
public final class VerticalPodAutoscaler implements SizingRule {
    private static final double SHARE = 0.90;
    private static final double SAFETY_MARGIN = 1.15;
    private static final double GROWTH = 1.05;
    private static final double HALF_LIFE_DAYS = 1;
    private static final double FIRST_CPU_BUCKET = 0.01;
    private static final double FIRST_MEMORY_BUCKET_MIB = 1e7 / (1 << 20);
    /** Bucket ends reach beyond 1,000 cores and 1 TB. */
    private static final int BUCKETS = 200;

    @Override
    public String name() {
        return "vpa P90*1.15@8d";
    }

    @Override
    public String label() {
        return "VPA, %d days".formatted(lookbackDays());
    }

    @Override
    public int lookbackDays() {
        return 8;
    }

    @Override
    public Advice advise(Track cpu, Demand demand) {
        double[] weights = new double[BUCKETS];
        for (int i = 0; i < cpu.size(); i++) {
            double age = (demand.end() - cpu.startEpochSeconds()[i]) / (double) Track.SECONDS_PER_DAY;
            weights[bucket(cpu.average()[i], FIRST_CPU_BUCKET)] += weight(age);
        }
        double memory = demand.of(Dimension.MEMORY)
                .map(track -> SAFETY_MARGIN * percentile(dailyPeaks(track, demand.end()), FIRST_MEMORY_BUCKET_MIB))
                .orElse(Double.NaN);
        return new Advice.Capacity(SAFETY_MARGIN * percentile(weights, FIRST_CPU_BUCKET), memory);
    }

    private double[] dailyPeaks(Track memory, long end) {
        double[] weights = new double[BUCKETS];
        double[] peaks = memory.dailyMaxima(lookbackDays(), end);
        for (int day = 0; day < peaks.length; day++) {
            if (!Double.isNaN(peaks[day])) {
                weights[bucket(peaks[day], FIRST_MEMORY_BUCKET_MIB)] += weight(peaks.length - 1.0 - day);
            }
        }
        return weights;
    }

    private static double weight(double ageDays) {
        return Math.pow(2, -ageDays / HALF_LIFE_DAYS);
    }

    private static int bucket(double value, double first) {
        return Math.min(BUCKETS - 1, (int) Math.floor(Math.log(value * (GROWTH - 1) / first + 1) / Math.log(GROWTH)));
    }

    private static double percentile(double[] weights, double first) {
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        double cumulative = 0;
        int bucket = 0;
        while (bucket < BUCKETS - 1) {
            cumulative += weights[bucket];
            if (cumulative >= SHARE * total) {
                break;
            }
            bucket++;
        }
        return first * (Math.pow(GROWTH, bucket + 1.0) - 1) / (GROWTH - 1);
    }
}
