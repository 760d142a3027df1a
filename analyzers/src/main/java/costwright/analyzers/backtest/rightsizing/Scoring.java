package costwright.analyzers.backtest.rightsizing;

import costwright.analyzers.rightsizing.Candidate;
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

    private final List<BacktestCase> cases;
    private final List<Candidate> oracles;
    private final double hindsight;
    private final double hindsightAlike;

    Scoring(List<BacktestCase> cases) {
        this.cases = cases;
        this.oracles = cases.stream().map(BacktestCase::oracle).toList();
        double sum = 0;
        double alike = 0;
        for (int i = 0; i < cases.size(); i++) {
            double price = price(cases.get(i).present());
            double saved = price - price(oracles.get(i));
            sum += saved;
            alike += saved / price;
        }
        hindsight = sum;
        hindsightAlike = alike;
    }

    private static double price(Candidate candidate) {
        return candidate.hourly().amount().doubleValue();
    }

    RuleScore score(ReplayedRule rule) {
        Sums sums = new Sums();
        Map<ResourceId, List<double[]>> byMachine = new TreeMap<>();
        Map<ResourceId, String> lastChoice = new TreeMap<>();
        int pairs = 0;
        int changes = 0;
        for (int i = 0; i < cases.size(); i++) {
            BacktestCase one = cases.get(i);
            Candidate choice = rule.choice().apply(one);
            double net = sums.add(one, choice, oracles.get(i));
            byMachine
                    .computeIfAbsent(one.machine(), id -> new ArrayList<>())
                    .add(new double[] {net, price(one.present()) - price(oracles.get(i))});
            String before = lastChoice.put(one.machine(), choice.type().name());
            if (before != null) {
                pairs++;
                changes += before.equals(choice.type().name()) ? 0 : 1;
            }
        }
        int n = cases.size();
        Samples bootstrap = bootstrap(new ArrayList<>(byMachine.values()));
        return new RuleScore(
                rule.name(),
                rule.ours(),
                n,
                byMachine.size(),
                sums.saved / sums.price,
                sums.saved / hindsight,
                sums.harmed / (double) n,
                sums.cpuHarmed / (double) n,
                sums.memoryHarmed / (double) n,
                sums.violations / n,
                sums.net / hindsight,
                bootstrap.quantile(0.025),
                bootstrap.quantile(0.975),
                sums.netAlike / hindsightAlike,
                sums.regret / n,
                pairs == 0 ? Double.NaN : changes / (double) pairs);
    }

    /** Machines, not cases, are drawn: cases of one machine resemble each other. */
    private static Samples bootstrap(List<List<double[]>> machines) {
        SplittableRandom random = new SplittableRandom(SEED);
        double[] outcomes = new double[REPLICATES];
        for (int replicate = 0; replicate < REPLICATES; replicate++) {
            double net = 0;
            double best = 0;
            for (int draw = 0; draw < machines.size(); draw++) {
                for (double[] one : machines.get(random.nextInt(machines.size()))) {
                    net += one[0];
                    best += one[1];
                }
            }
            outcomes[replicate] = best == 0 ? Double.NaN : net / best;
        }
        return Samples.of(outcomes);
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

        double add(BacktestCase one, Candidate choice, Candidate oracle) {
            double now = price(one.present());
            double saving = now - price(choice);
            BacktestCase.Harm harm = one.harm(choice);
            double value = harm.any() ? -now : saving;
            price += now;
            saved += saving;
            net += value;
            netAlike += value / now;
            violations += harm.violationShare();
            regret += (one.pinball(choice) - one.pinball(oracle))
                    / one.present().type().vcpu().doubleValue();
            harmed += harm.any() ? 1 : 0;
            cpuHarmed += harm.cpu() ? 1 : 0;
            memoryHarmed += harm.memory() ? 1 : 0;
            return value;
        }
    }
}
