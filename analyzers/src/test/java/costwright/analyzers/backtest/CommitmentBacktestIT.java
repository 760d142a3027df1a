package costwright.analyzers.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.analyzers.backtest.CommitmentBacktest.Track;
import costwright.analyzers.backtest.UsageRegimes.Regime;
import costwright.analyzers.commitment.DeclineAwareRule;
import costwright.analyzers.commitment.PurchaseRule;
import costwright.analyzers.commitment.baseline.Baselines;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The track record over all regimes: 30 days seen, 90 days held, four dates each. */
class CommitmentBacktestIT {
    private static final int DAY = 24;
    private static final int HORIZON = 90 * DAY;

    @Test
    void isNeverBelowEitherProvidersRuleInMeanWorstRegimeAndLosses() {
        List<PurchaseRule> rules = new ArrayList<>();
        rules.add(new DeclineAwareRule(Baselines.providers(), HORIZON));
        rules.addAll(Baselines.providers());
        double[] savings = new double[rules.size()];
        double[] worstRegret = new double[rules.size()];
        long[] losses = new long[rules.size()];
        for (Regime regime : Regime.values()) {
            List<Track> tracks = new CommitmentBacktest(30 * DAY, HORIZON, 75 * DAY)
                    .run(UsageRegimes.demand(regime, 364 * DAY, 7), UsageRegimes.offers(), rules);
            for (int rule = 0; rule < rules.size(); rule++) {
                savings[rule] += tracks.get(rule).savings().amount().doubleValue();
                worstRegret[rule] = Math.max(
                        worstRegret[rule],
                        tracks.get(rule).regret().value().orElseThrow().doubleValue());
                losses[rule] += tracks.get(rule).losses();
            }
        }
        for (int provider = 1; provider < rules.size(); provider++) {
            assertThat(savings[0]).isGreaterThanOrEqualTo(savings[provider]);
            assertThat(worstRegret[0]).isLessThanOrEqualTo(worstRegret[provider]);
            assertThat(losses[0]).isLessThanOrEqualTo(losses[provider]);
        }
    }
}
