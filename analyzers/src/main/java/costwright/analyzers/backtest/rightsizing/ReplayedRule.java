package costwright.analyzers.backtest.rightsizing;

import costwright.analyzers.rightsizing.Candidate;
import costwright.analyzers.rightsizing.Machine;
import costwright.analyzers.rightsizing.Policy;
import costwright.analyzers.rightsizing.SizedOption;
import costwright.analyzers.rightsizing.SizingEngine;
import costwright.analyzers.rightsizing.baseline.Advice;
import costwright.analyzers.rightsizing.baseline.AzureResize;
import costwright.analyzers.rightsizing.baseline.ComputeOptimizer;
import costwright.analyzers.rightsizing.baseline.Peak;
import costwright.analyzers.rightsizing.baseline.RobustaKrr;
import costwright.analyzers.rightsizing.baseline.SizingRule;
import costwright.analyzers.rightsizing.baseline.VerticalPodAutoscaler;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * A rule as it is replayed.
 *
 * @param name for the table
 * @param ours whether it is one of our policies
 * @param choice the type that it would have chosen
 */
record ReplayedRule(String name, boolean ours, Function<BacktestCase, Candidate> choice) {
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
        rules.add(new ReplayedRule("keep current", false, BacktestCase::present));
        rules.add(new ReplayedRule("hindsight", false, BacktestCase::oracle));
        return rules;
    }

    static ReplayedRule ours(Policy policy) {
        SizingEngine engine = SizingEngine.of(policy);
        return new ReplayedRule(
                "costwright " + policy.word().toLowerCase(Locale.ROOT),
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
        return new ReplayedRule(rule.name(), false, one -> {
            Advice advice = rule.advise(one.training().lastDays(rule.lookbackDays()));
            if (advice instanceof Advice.Capacity capacity) {
                double memory = Double.isNaN(capacity.memoryMib())
                        ? one.present().type().memoryMib().doubleValue()
                        : capacity.memoryMib();
                return Ladder.covering(capacity.vcpu(), memory);
            }
            return one.present();
        });
    }
}
