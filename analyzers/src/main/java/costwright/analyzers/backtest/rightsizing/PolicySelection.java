package costwright.analyzers.backtest.rightsizing;

import costwright.analyzers.rightsizing.Policy;
import costwright.analyzers.rightsizing.baseline.ComputeOptimizer;
import costwright.schema.resource.ResourceId;
import costwright.schema.utilization.UtilizationSource;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How the numbers of {@link Policy#BALANCED} were chosen: some are chosen on a part of the cases and scored on the rest, for
 * every fold of machines, every set of traces and every origin in turn.
 *
 * <p>The numbers for memory are chosen, those for CPU are AWS's. Each machine weighs alike, however often it was cut, and each
 * set weighs alike. What is chosen has the highest mean saving as a share of the price, where a harmed machine counts as
 * {@code harmPrice} of its prices lost. One is net_1; more keeps the share of harmed machines down on machines not seen.
 *
 * @param folds into how many parts machines are dealt, by a hash of their id
 * @param harmPrice what a harmed machine costs, in present prices
 */
public record PolicySelection(int folds, double harmPrice) {
    /** What is held out in the rows that put the folds together; their choice is not one policy. */
    public static final String ALL_FOLDS = "all folds";

    public PolicySelection {
        if (folds < 2 || !(harmPrice >= 0)) {
            throw new IllegalArgumentException(
                    "A choice needs at least two folds and a price of harm of at least 0, not %d and %s."
                            .formatted(folds, harmPrice));
        }
    }

    /** Traces to choose on. */
    public record TraceSet(
            String name,
            UtilizationSource source,
            List<BacktestSubject> subjects,
            List<Instant> origins,
            int testDays) {
        public TraceSet {
            subjects = List.copyOf(subjects);
            origins = List.copyOf(origins);
        }
    }

    /**
     * A policy that was chosen without the cases on which it was scored.
     *
     * @param heldOut what was held out, such as {@code fold 1}, {@code set} or an origin; {@code all folds} puts the folds together,
     *     each with its own choice; {@code nothing} is the choice and the score on all cases
     * @param set the set that was scored
     * @param net see {@link RuleScore}
     * @param awsNet the same of AWS Compute Optimizer's default
     */
    public record Row(
            String heldOut,
            String set,
            Policy chosen,
            int cases,
            double net,
            double netAlike,
            double harmed,
            double awsNet,
            double awsNetAlike) {}

    /** What was tried: the numbers for memory around those of the policy. */
    static List<Policy> tried() {
        List<Policy> policies = new ArrayList<>();
        for (double deviations : new double[] {3, 4, 5}) {
            for (String room : List.of("0", "0.03", "0.06")) {
                policies.add(with(deviations, 0, 1, room));
                for (double factor : new double[] {3, 5, 8}) {
                    policies.add(with(deviations, 6, factor, room));
                }
                policies.add(with(deviations, 4, 5, room));
                policies.add(with(deviations, 8, 5, room));
            }
        }
        return policies;
    }

    private static Policy with(double deviations, int days, double factor, String room) {
        Policy base = Policy.BALANCED;
        return new Policy(
                base.word(),
                base.cpuShare(),
                base.cpuHeadroom(),
                deviations,
                base.memoryHeadroom(),
                days,
                factor,
                new BigDecimal(room),
                base.highestRisk(),
                base.allowsBurstable());
    }

    /** The table, with a row for each set in which something was held out. */
    public List<Row> run(List<TraceSet> sets) {
        List<Policy> policies = tried();
        List<ReplayedRule> rules = new ArrayList<>();
        policies.forEach(policy -> rules.add(ReplayedRule.ours(policy)));
        rules.add(ReplayedRule.published(ComputeOptimizer.DEFAULT));
        List<TriedCase> cases =
                sets.stream().flatMap(set -> cases(set, rules).stream()).toList();
        return rows(cases, policies);
    }

    /** The table of cases that were tried; the rule after the policies is the yardstick. */
    List<Row> rows(List<TriedCase> cases, List<Policy> policies) {
        Table table = new Table(cases, policies, harmPrice);
        List<Row> rows = new ArrayList<>();
        int[] byFold = new int[cases.size()];
        for (int fold = 0; fold < folds; fold++) {
            int held = fold;
            rows.addAll(table.heldOut("fold %d".formatted(fold + 1), one -> fold(one.machine()) == held, byFold));
        }
        rows.addAll(table.rows(ALL_FOLDS, Policy.BALANCED, index -> true, byFold));
        int[] scratch = new int[cases.size()];
        List<String> sets = table.sets();
        for (String set : sets) {
            if (sets.size() > 1) {
                rows.addAll(table.heldOut("set", one -> one.set().equals(set), scratch));
            }
            cases.stream()
                    .filter(one -> one.set().equals(set))
                    .mapToLong(TriedCase::origin)
                    .distinct()
                    .sorted()
                    .forEach(origin -> rows.addAll(table.heldOut(
                            Instant.ofEpochSecond(origin).toString(),
                            one -> one.set().equals(set) && one.origin() == origin,
                            scratch)));
        }
        rows.addAll(table.heldOut("nothing", one -> false, scratch));
        return rows;
    }

    private int fold(ResourceId machine) {
        return Math.floorMod(machine.value().hashCode(), folds);
    }

    private static List<TriedCase> cases(TraceSet set, List<ReplayedRule> rules) {
        // Machine by machine, so that only the samples of a few are in memory; their order is kept.
        CaseReader reader = new CaseReader(set.source(), set.origins(), set.testDays());
        return set.subjects().parallelStream()
                .flatMap(subject ->
                        reader.read(subject).cases().stream().map(one -> TriedCase.of(set.name(), one, rules)))
                .toList();
    }

    /** All cases with what every policy would have brought; the last rule of each case is AWS's. */
    private static final class Table {
        private final List<TriedCase> cases;
        private final List<Policy> policies;
        private final double[][] worth;
        private final double[] weight;

        Table(List<TriedCase> cases, List<Policy> policies, double harmPrice) {
            this.cases = cases;
            this.policies = policies;
            this.worth = cases.stream()
                    .map(one -> IntStream.range(0, policies.size())
                            .mapToDouble(policy -> one.worth(policy, harmPrice))
                            .toArray())
                    .toArray(double[][]::new);
            Map<ResourceId, Long> times =
                    cases.stream().collect(Collectors.groupingBy(TriedCase::machine, Collectors.counting()));
            this.weight = cases.stream()
                    .mapToDouble(one -> 1.0 / times.getOrDefault(one.machine(), 1L))
                    .toArray();
        }

        /** Chooses without the held-out cases and scores on them, or on all cases when none is held out. */
        List<Row> heldOut(String name, Predicate<TriedCase> held, int[] choices) {
            int best = best(index -> !held.test(cases.get(index)));
            boolean any = cases.stream().anyMatch(held);
            IntPredicate scored = index -> !any || held.test(cases.get(index));
            IntStream.range(0, cases.size()).filter(scored).forEach(index -> choices[index] = best);
            return rows(name, policies.get(best), scored, choices);
        }

        private int best(IntPredicate allowed) {
            double[] sums = new double[policies.size()];
            for (String set : sets()) {
                int[] indexes = indexes(set, allowed);
                double total = IntStream.of(indexes)
                        .mapToDouble(index -> weight[index])
                        .sum();
                for (int policy = 0; policy < sums.length; policy++) {
                    for (int index : indexes) {
                        sums[policy] += worth[index][policy] * weight[index] / total;
                    }
                }
            }
            int best = 0;
            for (int policy = 1; policy < sums.length; policy++) {
                best = sums[policy] > sums[best] ? policy : best;
            }
            return best;
        }

        private List<String> sets() {
            return cases.stream().map(TriedCase::set).distinct().toList();
        }

        private int[] indexes(String set, IntPredicate allowed) {
            return IntStream.range(0, cases.size())
                    .filter(index -> cases.get(index).set().equals(set) && allowed.test(index))
                    .toArray();
        }

        List<Row> rows(String name, Policy chosen, IntPredicate scored, int[] choices) {
            List<Row> rows = new ArrayList<>();
            for (String set : sets()) {
                int[] indexes = indexes(set, scored);
                if (indexes.length > 0) {
                    Net ours = Net.of(cases, indexes, choices);
                    int[] yardstick = new int[cases.size()];
                    Arrays.fill(yardstick, policies.size());
                    Net aws = Net.of(cases, indexes, yardstick);
                    rows.add(new Row(
                            name,
                            set,
                            chosen,
                            indexes.length,
                            ours.net(),
                            ours.alike(),
                            ours.harmed(),
                            aws.net(),
                            aws.alike()));
                }
            }
            return rows;
        }
    }

    private record Net(double net, double alike, double harmed) {
        static Net of(List<TriedCase> cases, int[] indexes, int[] choices) {
            double worth = 0;
            double worthAlike = 0;
            double best = 0;
            double bestAlike = 0;
            double harmed = 0;
            for (int index : indexes) {
                TriedCase one = cases.get(index);
                double share = one.worth(choices[index], 1);
                worth += share * one.price();
                worthAlike += share;
                best += one.best();
                bestAlike += one.best() / one.price();
                harmed += one.harmed()[choices[index]] ? 1 : 0;
            }
            return new Net(worth / best, worthAlike / bestAlike, harmed / indexes.length);
        }
    }
}
