package costwright.analyzers.backtest.rightsizing;

import costwright.analyzers.statistics.Samples;
import costwright.schema.resource.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Scores rules on one set of cases. */
final class Scoring {
    private static final int REPLICATES = 500;
    private static final long SEED = 20_130_812L;
    private static final double LOW = 0.025;
    private static final double HIGH = 0.975;

    private final List<ScoredCase> cases;
    private final double hindsight;
    private final double hindsightAlike;

    /** @param cases in order of machine and origin */
    Scoring(List<ScoredCase> cases) {
        this.cases = cases;
        this.hindsight = cases.stream().mapToDouble(ScoredCase::best).sum();
        this.hindsightAlike =
                cases.stream().mapToDouble(one -> one.best() / one.price()).sum();
    }

    /** @param place of the rule among the rules of the cases */
    RuleScore score(ReplayedRule rule, int place) {
        Sums sums = new Sums();
        Map<ResourceId, Tally> byMachine = new TreeMap<>();
        Map<ResourceId, String> lastChoice = new TreeMap<>();
        int pairs = 0;
        int changes = 0;
        for (ScoredCase one : cases) {
            ScoredCase.Choice choice = one.choices().get(place);
            byMachine.computeIfAbsent(one.machine(), id -> new Tally()).add(sums.add(one, choice));
            String before = lastChoice.put(one.machine(), choice.type());
            if (before != null) {
                pairs++;
                changes += before.equals(choice.type()) ? 0 : 1;
            }
        }
        int n = cases.size();
        Bootstrap bootstrap = Bootstrap.over(new ArrayList<>(byMachine.values()));
        return new RuleScore(
                rule.name(),
                rule.label(),
                rule.ours(),
                n,
                byMachine.size(),
                sums.saved / sums.price,
                bootstrap.saved().quantile(LOW),
                bootstrap.saved().quantile(HIGH),
                share(sums.saved, hindsight),
                sums.harmed / (double) n,
                bootstrap.harmed().quantile(LOW),
                sums.harmed == 0
                        ? 1 - Math.pow(LOW, 1.0 / byMachine.size())
                        : bootstrap.harmed().quantile(HIGH),
                sums.cpuHarmed / (double) n,
                sums.memoryHarmed / (double) n,
                sums.violations / n,
                share(sums.net, hindsight),
                bootstrap.net().isEmpty() ? Double.NaN : bootstrap.net().quantile(LOW),
                bootstrap.net().isEmpty() ? Double.NaN : bootstrap.net().quantile(HIGH),
                share(sums.netAlike, hindsightAlike),
                sums.regret / n,
                pairs == 0 ? Double.NaN : changes / (double) pairs);
    }

    /** NaN where hindsight saved nothing: of nothing there is no share. */
    private static double share(double part, double hindsight) {
        return hindsight > 0 ? part / hindsight : Double.NaN;
    }

    /**
     * What one case brought.
     *
     * @param saved signed: an upsizing costs
     * @param net the same, or minus the present price where the machine was harmed
     * @param best what hindsight would have saved
     */
    private record Gain(double price, double saved, double net, double best, boolean harmed) {}

    /** The cases of one machine added up. */
    private static final class Tally {
        private double price;
        private double saved;
        private double net;
        private double best;
        private int harmed;
        private int cases;

        void add(Gain gain) {
            price += gain.price();
            saved += gain.saved();
            net += gain.net();
            best += gain.best();
            harmed += gain.harmed() ? 1 : 0;
            cases++;
        }

        void add(Tally other) {
            price += other.price;
            saved += other.saved;
            net += other.net;
            best += other.best;
            harmed += other.harmed;
            cases += other.cases;
        }
    }

    /** What other fleets of such machines would have shown. Machines, not cases, are drawn: cases of one resemble each other. */
    private record Bootstrap(Samples saved, Samples harmed, Samples net) {
        static Bootstrap over(List<Tally> machines) {
            SplittableRandom random = new SplittableRandom(SEED);
            double[] saved = new double[REPLICATES];
            double[] harmed = new double[REPLICATES];
            double[] net = new double[REPLICATES];
            for (int replicate = 0; replicate < REPLICATES; replicate++) {
                Tally drawn = new Tally();
                for (int draw = 0; draw < machines.size(); draw++) {
                    drawn.add(machines.get(random.nextInt(machines.size())));
                }
                saved[replicate] = drawn.saved / drawn.price;
                harmed[replicate] = drawn.harmed / (double) drawn.cases;
                net[replicate] = share(drawn.net, drawn.best);
            }
            return new Bootstrap(Samples.of(saved), Samples.of(harmed), Samples.of(net));
        }
    }

    private static final class Sums {
        private double price;
        private double saved;
        private double net;
        private double netAlike;
        private double violations;
        private double regret;
        private int harmed;
        private int cpuHarmed;
        private int memoryHarmed;

        Gain add(ScoredCase one, ScoredCase.Choice choice) {
            double now = one.price();
            double saving = now - choice.price();
            BacktestCase.Harm harm = choice.harm();
            double value = harm.any() ? -now : saving;
            price += now;
            saved += saving;
            net += value;
            netAlike += value / now;
            violations += harm.violationShare();
            regret += choice.regret();
            harmed += harm.any() ? 1 : 0;
            cpuHarmed += harm.cpu() ? 1 : 0;
            memoryHarmed += harm.memory() ? 1 : 0;
            return new Gain(now, saving, value, one.best(), harm.any());
        }
    }
}
