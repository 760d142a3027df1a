package costwright.analyzers.backtest.rightsizing;

import costwright.analyzers.rightsizing.Policy;
import costwright.analyzers.rightsizing.baseline.ComputeOptimizer;
import costwright.analyzers.statistics.Samples;
import costwright.schema.resource.ResourceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * How the balanced policy did beside AWS Compute Optimizer's default at one date: a margin that holds over all dates need not
 * hold at each.
 *
 * @param net see {@link RuleScore}
 * @param awsNet the same of AWS's default
 * @param above what ours nets more than AWS's
 * @param aboveLow the 2.5 % bound of a bootstrap over machines, both rules on the same draw
 * @param aboveHigh the 97.5 % bound
 * @param netAlike see {@link RuleScore}
 * @param awsNetAlike the same of AWS's default
 * @param harmed the share of cases that ours harmed
 * @param attainable the net of a rule that knows the future and takes the cheapest type that harms nobody: nothing nets more
 */
public record OriginScore(
        Instant origin,
        int cases,
        double net,
        double awsNet,
        double above,
        double aboveLow,
        double aboveHigh,
        double netAlike,
        double awsNetAlike,
        double harmed,
        double attainable) {
    private static final int REPLICATES = 500;
    private static final long SEED = 20_130_812L;

    /** One score for each origin of the cases, in order. */
    static List<OriginScore> of(List<ScoredCase> cases, List<ReplayedRule> rules) {
        int ours = place(rules, ReplayedRule.ours(Policy.BALANCED).name());
        int aws = place(rules, ComputeOptimizer.DEFAULT.name());
        Map<Long, List<ScoredCase>> byOrigin = new TreeMap<>();
        cases.forEach(one -> byOrigin.computeIfAbsent(one.origin(), origin -> new ArrayList<>())
                .add(one));
        return byOrigin.entrySet().stream()
                .map(entry -> of(Instant.ofEpochSecond(entry.getKey()), entry.getValue(), ours, aws))
                .toList();
    }

    private static int place(List<ReplayedRule> rules, String name) {
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException("The rule \"%s\" is not replayed.".formatted(name));
    }

    private static OriginScore of(Instant origin, List<ScoredCase> cases, int ours, int aws) {
        Map<ResourceId, Sums> byMachine = new TreeMap<>();
        Sums all = new Sums();
        for (ScoredCase one : cases) {
            Sums sums = Sums.of(one, ours, aws);
            all.add(sums);
            byMachine.computeIfAbsent(one.machine(), id -> new Sums()).add(sums);
        }
        Samples margins = margins(new ArrayList<>(byMachine.values()));
        return new OriginScore(
                origin,
                cases.size(),
                share(all.ours, all.best),
                share(all.aws, all.best),
                share(all.ours - all.aws, all.best),
                margins.isEmpty() ? Double.NaN : margins.quantile(0.025),
                margins.isEmpty() ? Double.NaN : margins.quantile(0.975),
                share(all.oursAlike, all.bestAlike),
                share(all.awsAlike, all.bestAlike),
                all.harmed / cases.size(),
                share(all.attainable, all.best));
    }

    private static Samples margins(List<Sums> machines) {
        SplittableRandom random = new SplittableRandom(SEED);
        double[] margins = new double[REPLICATES];
        for (int replicate = 0; replicate < REPLICATES; replicate++) {
            Sums drawn = new Sums();
            for (int draw = 0; draw < machines.size(); draw++) {
                drawn.add(machines.get(random.nextInt(machines.size())));
            }
            margins[replicate] = share(drawn.ours - drawn.aws, drawn.best);
        }
        return Samples.of(margins);
    }

    /** NaN where hindsight saved nothing: of nothing there is no share. */
    private static double share(double part, double best) {
        return best > 0 ? part / best : Double.NaN;
    }

    private static final class Sums {
        private double ours;
        private double aws;
        private double best;
        private double oursAlike;
        private double awsAlike;
        private double bestAlike;
        private double attainable;
        private double harmed;

        static Sums of(ScoredCase one, int ours, int aws) {
            Sums sums = new Sums();
            sums.ours = value(one, ours);
            sums.aws = value(one, aws);
            sums.best = one.best();
            sums.oursAlike = sums.ours / one.price();
            sums.awsAlike = sums.aws / one.price();
            sums.bestAlike = one.best() / one.price();
            sums.attainable = one.attainable();
            sums.harmed = one.choices().get(ours).harm().any() ? 1 : 0;
            return sums;
        }

        private static double value(ScoredCase one, int rule) {
            ScoredCase.Choice choice = one.choices().get(rule);
            return choice.harm().any() ? -one.price() : one.price() - choice.price();
        }

        void add(Sums other) {
            ours += other.ours;
            aws += other.aws;
            best += other.best;
            oursAlike += other.oursAlike;
            awsAlike += other.awsAlike;
            bestAlike += other.bestAlike;
            attainable += other.attainable;
            harmed += other.harmed;
        }
    }
}
