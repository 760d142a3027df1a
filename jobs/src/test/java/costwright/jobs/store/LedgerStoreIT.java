package costwright.jobs.store;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.schema.finding.FindingId;
import costwright.schema.finding.LedgerEntry;
import costwright.schema.finding.RecommendationState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LedgerStoreIT {
    private static final FindingId ID = new FindingId("unattached-disk-0a1b2c3d");
    private static final Instant MONDAY = Instant.parse("2026-11-02T06:00:00Z");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void takesTheNewestEntryAsTheState(Dialect dialect) {
        try (Store store = TestStores.open(dialect, folder)) {
            LedgerStore ledger = new LedgerStore(store);
            LedgerEntry open = new LedgerEntry(ID, RecommendationState.OPEN, MONDAY, "", "found", null);
            LedgerEntry snoozed = new LedgerEntry(
                    ID,
                    RecommendationState.SNOOZED,
                    MONDAY.plusSeconds(60),
                    "team web",
                    "migration",
                    Instant.parse("2026-12-01T00:00:00Z"));
            ledger.append(List.of(open, snoozed));
            assertThat(ledger.current(ID)).contains(snoozed);
            assertThat(ledger.current()).containsExactly(java.util.Map.entry(ID, snoozed));
            assertThat(ledger.history(ID)).containsExactly(open, snoozed);
            assertThat(ledger.current(new FindingId("other"))).isEmpty();
        }
    }
}
