package costwright.analyzers.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.analyzers.backtest.CommitmentBacktest.Track;
import costwright.analyzers.backtest.UsageRegimes.Regime;
import costwright.analyzers.commitment.DeclineAwareRule;
import costwright.analyzers.commitment.Demand;
import costwright.analyzers.commitment.PurchaseRule;
import costwright.analyzers.commitment.baseline.Baselines;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommitmentBacktestTest {
    private static final int DAY = 24;
    private static final int LOOKBACK = 11 * DAY;
    private static final int HORIZON = 7 * DAY;

    private static List<Track> tracks(Regime regime) {
        List<PurchaseRule> rules = new ArrayList<>();
        rules.add(new DeclineAwareRule(Baselines.providers(), HORIZON));
        rules.addAll(Baselines.providers());
        Demand series = UsageRegimes.demand(regime, 32 * DAY, 7);
        return new CommitmentBacktest(LOOKBACK, HORIZON, 14 * DAY).run(series, UsageRegimes.offers(), rules);
    }

    @Test
    void savesAtLeastWhatTheProvidersRulesSaveOnFlatUsage() {
        List<Track> tracks = tracks(Regime.FLAT);
        assertThat(tracks).extracting(Track::rule).containsExactly("costwright", "aws", "azure");
        assertThat(tracks.get(0).cuts()).hasSize(2);
        assertThat(tracks.get(0).savings()).isGreaterThanOrEqualTo(tracks.get(1).savings());
        assertThat(tracks.get(0).savings()).isGreaterThanOrEqualTo(tracks.get(2).savings());
        assertThat(tracks.get(0).losses()).isZero();
    }

    /** The step of −30 % lies between the two dates: the first purchase is not touched by it, the second knows it. */
    @Test
    void regretsLessThanTheProvidersRulesAfterADecommission() {
        List<Track> tracks = tracks(Regime.DECOMMISSION);
        assertThat(tracks.get(0).regret().value().orElseThrow())
                .isLessThanOrEqualTo(tracks.get(1).regret().value().orElseThrow())
                .isLessThanOrEqualTo(tracks.get(2).regret().value().orElseThrow());
    }

    @Test
    void neverBeatsHindsight() {
        for (Track track : tracks(Regime.SPIKE)) {
            track.cuts()
                    .forEach(
                            cut -> assertThat(cut.regret().numerator().signum()).isNotNegative());
        }
    }

    @Test
    void hasNoDateInAShortSeries() {
        assertThat(new CommitmentBacktest(LOOKBACK, HORIZON, DAY).dates(LOOKBACK + HORIZON - 1))
                .isZero();
        assertThat(new CommitmentBacktest(LOOKBACK, HORIZON, DAY).dates(LOOKBACK + HORIZON))
                .isEqualTo(1);
    }
}
