package costwright.analyzers.backtest.rightsizing;

import costwright.analyzers.rightsizing.Demand;
import costwright.analyzers.rightsizing.DemandReader;
import costwright.analyzers.rightsizing.Dimension;
import costwright.analyzers.rightsizing.Track;
import costwright.analyzers.statistics.Samples;
import costwright.schema.time.Lookback;
import costwright.schema.utilization.Metric;
import costwright.schema.utilization.Series;
import costwright.schema.utilization.UtilizationSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cuts the history of machines into cases. */
final class CaseReader {
    /** A case needs so long on both sides. */
    private static final double LEAST_HOURS = 30;

    private static final int TRAINING_DAYS = 14;
    private static final int HISTORY_DAYS = 93;
    /** Above this share of its capacity the true demand of a machine is unknown. */
    private static final double CENSORED_SHARE = 0.95;

    private static final double CENSORED_QUANTILE = 0.995;

    private final UtilizationSource source;
    private final List<Instant> origins;
    private final int testDays;

    CaseReader(UtilizationSource source, List<Instant> origins, int testDays) {
        this.source = source;
        this.origins = origins;
        this.testDays = testDays;
    }

    /**
     * The cases of one machine, by origin.
     *
     * @param censored how many more there would be, had its CPU not run into its capacity
     */
    record Cases(List<BacktestCase> cases, int censored) {}

    Cases read(BacktestSubject subject) {
        List<BacktestCase> cases = new ArrayList<>();
        int censored = 0;
        for (Instant origin : origins) {
            Optional<BacktestCase> one = at(subject, origin)
                    .filter(each -> isLongEnough(each.training()) && each.test().hoursOn() >= LEAST_HOURS);
            if (one.isPresent()) {
                if (isCensored(one.get().training(), one.get().vcpu())) {
                    censored++;
                } else {
                    cases.add(one.get());
                }
            }
        }
        return new Cases(cases, censored);
    }

    /** The cases of one machine by origin, whatever follows them: what a job that runs at these dates sees. */
    List<BacktestCase> asked(BacktestSubject subject) {
        return origins.stream()
                .flatMap(origin -> at(subject, origin).stream())
                .filter(one -> isLongEnough(one.training()))
                .toList();
    }

    private Optional<BacktestCase> at(BacktestSubject subject, Instant origin) {
        // Training is (origin - lookback, origin], so the half-open window begins and ends a second later.
        long end = origin.getEpochSecond() + 1;
        double vcpu = capacity(subject, Metric.CPU_CAPACITY_VCPU, end).orElse(subject.vcpu());
        double memory = capacity(subject, Metric.MEMORY_CAPACITY_MIB, end).orElse(subject.memoryMib());
        if (!(vcpu > 0 && memory > 0)) {
            return Optional.empty();
        }
        Lookback window = new Lookback(
                Instant.ofEpochSecond(end - HISTORY_DAYS * Track.SECONDS_PER_DAY),
                Instant.ofEpochSecond(end + testDays * Track.SECONDS_PER_DAY));
        Demand all = new DemandReader(source).read(subject.id(), window, vcpu, memory);
        return Optional.of(new BacktestCase(
                subject.id(),
                end - 1,
                all.within(end - HISTORY_DAYS * Track.SECONDS_PER_DAY, end),
                all.within(end, all.end()),
                Ladder.covering(vcpu, memory),
                vcpu,
                memory));
    }

    private static boolean isLongEnough(Demand training) {
        return training.lastDays(TRAINING_DAYS).hoursOn() >= LEAST_HOURS;
    }

    private static boolean isCensored(Demand training, double vcpu) {
        Samples recent =
                training.lastDays(TRAINING_DAYS).of(Dimension.CPU).orElseThrow().averages();
        return recent.quantile(CENSORED_QUANTILE) >= CENSORED_SHARE * vcpu;
    }

    /** The median capacity of the last day on which the machine was on. */
    private Optional<Double> capacity(BacktestSubject subject, Metric metric, long end) {
        Optional<Series> series = source.series(
                subject.id(),
                metric,
                new Lookback(
                        Instant.ofEpochSecond(end - HISTORY_DAYS * Track.SECONDS_PER_DAY), Instant.ofEpochSecond(end)));
        return series.filter(all -> all.size() > 0).flatMap(all -> {
            long last = all.startEpochSeconds()[all.size() - 1];
            int from = all.size() - 1;
            while (from > 0 && all.startEpochSeconds()[from - 1] > last - Track.SECONDS_PER_DAY) {
                from--;
            }
            double[] values = new double[all.size() - from];
            for (int i = 0; i < values.length; i++) {
                values[i] = all.peak(from + i);
            }
            Samples known = Samples.of(values);
            return known.isEmpty() ? Optional.empty() : Optional.of(known.quantile(0.5));
        });
    }
}
