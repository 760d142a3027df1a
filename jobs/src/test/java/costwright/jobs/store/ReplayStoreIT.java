package costwright.jobs.store;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.analyzers.backtest.rightsizing.OriginScore;
import costwright.analyzers.backtest.rightsizing.RuleScore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReplayStoreIT {
    private static final Instant EARLY = Instant.parse("2026-10-26T06:00:00Z");
    private static final Instant LATE = Instant.parse("2026-11-02T06:00:00Z");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void givesBackTheNewestUpToAnInstant(Dialect dialect) {
        try (Store store = TestStores.open(dialect, folder)) {
            ReplayStore replays = new ReplayStore(store);
            replays.keep(LATE, replay(2));
            replays.keep(EARLY, replay(7));
            replays.keep(EARLY, replay(1));

            assertThat(replays.latest(EARLY.minusSeconds(1))).isEmpty();
            assertThat(replays.latest(LATE.minusSeconds(1))).contains(replay(1));
            assertThat(replays.latest(LATE)).contains(replay(2));
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void prunesAllButTheNewest(Dialect dialect) {
        try (Store store = TestStores.open(dialect, folder)) {
            ReplayStore replays = new ReplayStore(store);
            replays.keep(EARLY, replay(1));
            replays.keep(LATE, replay(2));

            assertThat(StorePrune.prune(store, LATE.plusSeconds(1))).containsEntry("replays", 1);
            assertThat(replays.latest(LATE)).contains(replay(2));
            assertThat(replays.latest(EARLY)).isEmpty();
        }
    }

    /** With a share that is none, as of machines with one origin. */
    private static Replay replay(int cases) {
        return new Replay(
                EARLY.minusSeconds(86_400),
                EARLY,
                List.of(EARLY),
                14,
                3,
                2,
                cases,
                1,
                List.of(new RuleScore(
                        "r",
                        "R",
                        true,
                        cases,
                        2,
                        0.1,
                        0,
                        0.2,
                        0.3,
                        0,
                        0,
                        1,
                        0,
                        0,
                        0,
                        0.5,
                        0,
                        1,
                        0.5,
                        0.25,
                        Double.NaN)),
                List.of(new OriginScore(EARLY, cases, 0.7, 0.6, 0.1, -0.1, 0.2, 0.5, 0.4, 0.02, Double.NaN)));
    }
}
