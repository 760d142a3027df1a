package costwright.analyzers.backtest.rightsizing;

import costwright.analyzers.rightsizing.Candidate;
import costwright.schema.resource.ResourceId;
import java.util.List;

/**
 * What every rule would have done to one case. The samples of the case are gone by now: those of a fleet would not fit in
 * memory.
 *
 * @param price of the present type
 * @param best what hindsight would have saved
 * @param attainable what the cheapest type would have saved that harms nothing; minus the price where every type harms
 * @param choices one for each rule, in the order of the rules
 */
record ScoredCase(ResourceId machine, long origin, double price, double best, double attainable, List<Choice> choices) {
    ScoredCase {
        choices = List.copyOf(choices);
    }

    /**
     * What one rule would have done.
     *
     * @param regret the mean pinball loss above that of hindsight, as a share of the present vCPUs
     */
    record Choice(String type, double price, BacktestCase.Harm harm, double regret) {}

    static ScoredCase of(BacktestCase one, List<ReplayedRule> rules) {
        Candidate oracle = one.oracle();
        double unavoidable = one.pinball(oracle);
        double vcpu = one.present().type().vcpu().doubleValue();
        return new ScoredCase(
                one.machine(),
                one.origin(),
                price(one.present()),
                price(one.present()) - price(oracle),
                Ladder.candidates().stream()
                        .filter(candidate -> !one.harm(candidate).any())
                        .findFirst()
                        .map(candidate -> price(one.present()) - price(candidate))
                        .orElse(-price(one.present())),
                rules.stream()
                        .map(rule -> {
                            Candidate choice = rule.choice().apply(one);
                            return new Choice(
                                    choice.type().name(),
                                    price(choice),
                                    one.harm(choice),
                                    (one.pinball(choice) - unavoidable) / vcpu);
                        })
                        .toList());
    }

    private static double price(Candidate candidate) {
        return candidate.hourly().amount().doubleValue();
    }
}
