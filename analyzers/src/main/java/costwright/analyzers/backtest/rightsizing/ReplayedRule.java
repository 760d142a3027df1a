package costwright.analyzers.backtest.rightsizing;

import costwright.analyzers.rightsizing.Candidate;
import costwright.analyzers.rightsizing.Machine;
import costwright.analyzers.rightsizing.Policy;
import costwright.analyzers.rightsizing.SizedOption;
import costwright.analyzers.rightsizing.SizingEngine;
import costwright.analyzers.rightsizing.baseline.Advice;
import costwright.analyzers.rightsizing.baseline.AzureResize;
import costwright.analyzers.rightsizing.baseline.AzureShutdown;
import costwright.analyzers.rightsizing.baseline.ComputeOptimizer;
import costwright.analyzers.rightsizing.baseline.CostExplorer;
import costwright.analyzers.rightsizing.baseline.Peak;
import costwright.analyzers.rightsizing.baseline.RobustaKrr;
import costwright.analyzers.rightsizing.baseline.SizingRule;
import costwright.analyzers.rightsizing.baseline.VerticalPodAutoscaler;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.Function;

/**
 * A rule as it is replayed.
 *
 * @param name with its parameters
 * @param label for people
 * @param ours whether it is one of our policies
 * @param choice the type that it would have chosen
 */
record ReplayedRule(String name, String label, boolean ours, Function<BacktestCase, Candidate> choice) {
    private static final SizingRule COST_EXPLORER = new CostExplorer(1);
    private static final SizingRule AZURE_SHUTDOWN = new AzureShutdown(1, Double.NaN);

    /** Ours first, then today's tools, then the two ends of the scale. */
    static List<ReplayedRule> all() {
        List<ReplayedRule> rules = new ArrayList<>();
        for (Policy policy : List.of(Policy.BALANCED, Policy.SAVINGS, Policy.PERFORMANCE)) {
            rules.add(ours(policy));
        }
        for (SizingRule rule : List.of(
                ComputeOptimizer.DEFAULT,
                ComputeOptimizer.DEFAULT.over(32),
                ComputeOptimizer.BALANCED,
                ComputeOptimizer.BALANCED.over(32),
                ComputeOptimizer.MAXIMUM_SAVINGS,
                ComputeOptimizer.MAXIMUM_PERFORMANCE,
                ComputeOptimizer.MAXIMUM_PERFORMANCE.over(32),
                AzureResize.USER_FACING,
                AzureResize.NOT_USER_FACING,
                new VerticalPodAutoscaler(),
                RobustaKrr.DEFAULT,
                Peak.DEFAULT,
                new Peak(32))) {
            rules.add(published(rule));
        }
        rules.add(ofCapacity(COST_EXPLORER, CostExplorer::new));
        rules.add(ofCapacity(AZURE_SHUTDOWN, vcpu -> new AzureShutdown(vcpu, Double.NaN)));
        rules.add(new ReplayedRule("keep current", "Do nothing", false, BacktestCase::present));
        rules.add(new ReplayedRule(RightsizingBacktest.HINDSIGHT, "Hindsight", false, BacktestCase::oracle));
        return rules;
    }

    static ReplayedRule ours(Policy policy) {
        SizingEngine engine = SizingEngine.of(policy);
        return new ReplayedRule(
                "costwright " + policy.word(),
                "Costwright " + policy.word(),
                true,
                one -> engine.size(
                                Machine.of(one.present().type(), one.vcpu(), one.memoryMib()),
                                one.training(),
                                Ladder.candidates(),
                                false)
                        .recommended()
                        .map(SizedOption::candidate)
                        .orElse(one.present()));
    }

    static ReplayedRule published(SizingRule rule) {
        return new ReplayedRule(rule.name(), rule.label(), false, one -> choice(rule, one));
    }

    /** A rule that must know the capacity of the machine; the one given is asked for its name only. */
    private static ReplayedRule ofCapacity(SizingRule any, DoubleFunction<SizingRule> rule) {
        return new ReplayedRule(any.name(), any.label(), false, one -> choice(rule.apply(one.vcpu()), one));
    }

    private static Candidate choice(SizingRule rule, BacktestCase one) {
        Advice advice = rule.advise(one.training().lastDays(rule.lookbackDays()));
        if (advice instanceof Advice.Stop) {
            return Ladder.stopped();
        }
        if (advice instanceof Advice.Capacity capacity) {
            double memory = Double.isNaN(capacity.memoryMib())
                    ? one.present().type().memoryMib().doubleValue()
                    : capacity.memoryMib();
            return Ladder.covering(capacity.vcpu(), memory);
        }
        return one.present();
    }
}
