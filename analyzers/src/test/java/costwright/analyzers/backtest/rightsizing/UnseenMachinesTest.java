package costwright.analyzers.backtest.rightsizing;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.analyzers.rightsizing.Candidate;
import costwright.analyzers.rightsizing.Demand;
import costwright.analyzers.rightsizing.DemandReader;
import costwright.analyzers.rightsizing.Dimension;
import costwright.analyzers.rightsizing.Track;
import costwright.schema.resource.ResourceId;
import costwright.schema.time.Lookback;
import costwright.schema.time.Period;
import costwright.schema.utilization.Metric;
import costwright.schema.utilization.Series;
import costwright.schema.utilization.UtilizationSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a trace looks like, a replay ends, and every rule names a type of the ladder. */
class UnseenMachinesTest {
    private static final Instant ORIGIN = Instant.parse("2026-09-01T00:00:00Z");
    private static final int HISTORY_DAYS = 40;
    private static final int TEST_DAYS = 14;
    private static final int MACHINES = 25;
    private static final int[] INTERVALS = {300, 900, 3600, 86_400};

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyRuleNamesATypeOfTheLadderWhateverTheTraceLooksLike(long seed) {
        Traces traces = Traces.of(seed);
        List<ReplayedRule> rules = ReplayedRule.all();
        Candidate present = Ladder.covering(4, 16_384);
        Demand afterwards = new Demand(
                Map.of(Dimension.CPU, Track.of(300, new long[] {ORIGIN.getEpochSecond()}, new double[] {1})),
                ORIGIN.getEpochSecond() + 300);
        for (ResourceId machine : traces.machines()) {
            Demand training = new DemandReader(traces).read(machine, new Lookback(start(), ORIGIN), 4, 16_384);
            BacktestCase one =
                    new BacktestCase(machine, ORIGIN.getEpochSecond() - 1, training, afterwards, present, 4, 16_384);
            for (ReplayedRule rule : rules) {
                Candidate choice = rule.choice().apply(one);
                assertThat(choice.equals(Ladder.stopped())
                                || Ladder.candidates().contains(choice))
                        .as("%s for %s of seed %d", rule.name(), machine, seed)
                        .isTrue();
                if (training.of(Dimension.CPU).isEmpty() && !rule.name().equals(RightsizingBacktest.HINDSIGHT)) {
                    assertThat(choice).as(rule.name()).isEqualTo(present);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aReplayOfAnythingEndsWithAScoreForEveryRule(long seed) {
        Traces traces = Traces.of(seed);
        List<Instant> origins = List.of(ORIGIN.minus(Duration.ofDays(14)), ORIGIN);

        RightsizingBacktest.Outcome outcome = new RightsizingBacktest(origins, TEST_DAYS)
                .run(
                        traces,
                        traces.machines().stream()
                                .map(id -> new BacktestSubject(id, 4, 16_384))
                                .toList());

        assertThat(outcome.cases()).isPositive();
        assertThat(outcome.scores()).hasSize(ReplayedRule.all().size()).allSatisfy(score -> {
            assertThat(score.harmed()).isBetween(0.0, 1.0);
            assertThat(score.net()).isNotInfinite();
            assertThat(score.netAlike()).isNotInfinite();
        });
    }

    @Test
    void rulesThatSeeNothingOfTheirLastDaysKeepTheType() {
        // On for four days, then off for ten: a rule of 7 or 8 days sees nothing, one of 14 sees the four days.
        int[] on = IntStream.range(0, 4 * 288).toArray();
        Traces traces = new Traces();
        ResourceId machine = new ResourceId("vm");
        long first = ORIGIN.minus(Duration.ofDays(14)).getEpochSecond();
        traces.put(
                machine,
                Metric.CPU_PERCENT,
                300,
                IntStream.of(on).mapToLong(i -> first + i * 300L).toArray(),
                IntStream.of(on).mapToDouble(i -> 10).toArray());
        BacktestCase one = new BacktestCase(
                machine,
                ORIGIN.getEpochSecond() - 1,
                new DemandReader(traces).read(machine, new Lookback(start(), ORIGIN), 4, 16_384),
                new Demand(Map.of(), ORIGIN.getEpochSecond()),
                Ladder.covering(4, 16_384),
                4,
                16_384);

        for (String rule : List.of(
                "azure-user-facing P95<=40%,memP99<=60%@7d",
                "azure-not-user-facing P95<=80%,memP99<=80%@7d",
                "azure-shutdown P95<3%,max3d<=2%@7d",
                "vpa P90*1.15@8d")) {
            assertThat(choice(rule, one)).as(rule).isEqualTo("4x16");
        }
        // 0.4 vCPUs of 4 are 0.5 with headroom; unmeasured memory keeps its 16 GiB, which 2 vCPUs have.
        assertThat(choice("aws-default P99.5/h20@14d", one)).isEqualTo("2x16");
    }

    @Test
    void whereHindsightSavesNothingThereIsNoShareOfIt() {
        // 90 % of the smallest type: it fits, and nothing is cheaper.
        int[] slots = IntStream.range(0, (HISTORY_DAYS + TEST_DAYS) * 288).toArray();
        Traces traces = new Traces();
        ResourceId machine = new ResourceId("vm");
        traces.put(
                machine,
                Metric.CPU_PERCENT,
                300,
                IntStream.of(slots)
                        .mapToLong(i -> start().getEpochSecond() + i * 300L)
                        .toArray(),
                IntStream.of(slots).mapToDouble(i -> 90).toArray());

        RightsizingBacktest.Outcome outcome = new RightsizingBacktest(List.of(ORIGIN), TEST_DAYS)
                .run(traces, List.of(new BacktestSubject(machine, 1, 2048)));

        assertThat(outcome.scores()).allSatisfy(score -> {
            assertThat(score.net()).isNaN();
            assertThat(score.netLow()).isNaN();
            assertThat(score.netHigh()).isNaN();
            assertThat(score.netAlike()).isNaN();
            assertThat(score.capture()).isNaN();
        });
    }

    private static String choice(String name, BacktestCase one) {
        ReplayedRule rule = ReplayedRule.all().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        return rule.choice().apply(one).type().name();
    }

    private static Instant start() {
        return ORIGIN.minus(Duration.ofDays(HISTORY_DAYS));
    }

    /** Samples that a seeded generator made as unpleasant as files may be. */
    private static final class Traces implements UtilizationSource {
        private static final Metric[] METRICS = {
            Metric.CPU_PERCENT,
            Metric.MEMORY_USED_MIB,
            Metric.MEMORY_PERCENT,
            Metric.CPU_CAPACITY_VCPU,
            Metric.MEMORY_CAPACITY_MIB,
            Metric.NETWORK_IN_BYTES_PER_SECOND,
            Metric.NETWORK_OUT_BYTES_PER_SECOND,
            Metric.DISK_READ_IOPS
        };

        private final Map<ResourceId, Map<Metric, Series>> series = new TreeMap<>();

        static Traces of(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            Traces traces = new Traces();
            for (int machine = 0; machine < MACHINES; machine++) {
                ResourceId id = new ResourceId("vm-" + machine);
                traces.series.put(id, new EnumMap<>(Metric.class));
                int interval = INTERVALS[random.nextInt(INTERVALS.length)];
                for (Metric metric : METRICS) {
                    boolean always = metric == Metric.CPU_PERCENT && machine % 5 != 0;
                    if (always || random.nextInt(3) > 0) {
                        traces.generate(id, metric, interval, always && machine % 2 == 0, random);
                    }
                }
            }
            return traces;
        }

        /** One of: a whole trace, gaps, days off, the last days off, one sample, none, no value at all, doubled starts. */
        private void generate(ResourceId id, Metric metric, int interval, boolean whole, SplittableRandom random) {
            int shape = whole ? 0 : random.nextInt(8);
            double level = level(metric, random);
            boolean constant = random.nextBoolean();
            double changed = random.nextBoolean() ? 1 : 2;
            long off = random.nextInt(1, 30) * Track.SECONDS_PER_DAY;
            long first = start().getEpochSecond();
            long end = ORIGIN.plus(Duration.ofDays(TEST_DAYS)).getEpochSecond();
            List<Long> starts = new ArrayList<>();
            List<Double> values = new ArrayList<>();
            for (long at = first; at < end; at += interval) {
                boolean absent = (shape == 1 && random.nextInt(3) == 0)
                        || (shape == 2 && (at / Track.SECONDS_PER_DAY) % 3 != 0)
                        || (shape == 3 && at >= ORIGIN.getEpochSecond() - off)
                        || (shape == 4 && !starts.isEmpty())
                        || shape == 5;
                if (absent) {
                    continue;
                }
                double value = level
                        * (constant ? 1 : random.nextDouble() * 2)
                        * (at > ORIGIN.getEpochSecond() - off ? changed : 1);
                boolean unknown = shape == 6 || (shape == 1 && random.nextInt(20) == 0);
                for (int twin = 0; twin < (shape == 7 ? 2 : 1); twin++) {
                    starts.add(at + twin);
                    values.add(unknown ? Double.NaN : value);
                }
            }
            put(
                    id,
                    metric,
                    interval,
                    starts.stream().mapToLong(Long::longValue).toArray(),
                    values.stream().mapToDouble(Double::doubleValue).toArray());
        }

        private static double level(Metric metric, SplittableRandom random) {
            double share = random.nextInt(4) == 0 ? 0 : random.nextDouble();
            return switch (metric) {
                case CPU_CAPACITY_VCPU -> random.nextInt(1, 100);
                case MEMORY_CAPACITY_MIB -> random.nextInt(512, 600_000);
                case MEMORY_USED_MIB -> share * 40_000;
                case CPU_PERCENT -> share * 50;
                default -> share * 100;
            };
        }

        void put(ResourceId id, Metric metric, int interval, long[] starts, double[] values) {
            series.computeIfAbsent(id, key -> new EnumMap<>(Metric.class))
                    .put(metric, new Series(id, metric, interval, starts, values, values));
        }

        List<ResourceId> machines() {
            return List.copyOf(series.keySet());
        }

        @Override
        public Optional<Series> series(ResourceId resource, Metric metric, Period period) {
            return Optional.ofNullable(series.getOrDefault(resource, Map.of()).get(metric))
                    .map(all -> cut(all, period));
        }

        private static Series cut(Series all, Period period) {
            int[] inside = IntStream.range(0, all.size())
                    .filter(i -> all.startEpochSeconds()[i] >= period.start().getEpochSecond()
                            && all.startEpochSeconds()[i] < period.end().getEpochSecond())
                    .toArray();
            double[] values =
                    IntStream.of(inside).mapToDouble(i -> all.average()[i]).toArray();
            return new Series(
                    all.resource(),
                    all.metric(),
                    all.intervalSeconds(),
                    IntStream.of(inside)
                            .mapToLong(i -> all.startEpochSeconds()[i])
                            .toArray(),
                    values,
                    values);
        }
    }
}
