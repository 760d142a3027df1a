package costwright.jobs.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import costwright.analyzers.portfolio.Plan;
import costwright.jobs.store.Dialect;
import costwright.jobs.store.FindingStore;
import costwright.jobs.store.LedgerStore;
import costwright.jobs.store.SampleFindings;
import costwright.jobs.store.Store;
import costwright.jobs.store.TestStores;
import costwright.schema.CostwrightException;
import costwright.schema.FailureKind;
import costwright.schema.finding.Finding;
import costwright.schema.finding.FindingId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerIT {
    private static final Finding DISK = SampleFindings.finding("unattached-disk", "vol-1", "8");
    private static final Plan PLAN =
            new Plan(List.of(DISK), List.of(), List.of(SampleFindings.recommendation(DISK, 1)));
    private static final Instant AS_OF = SampleFindings.AS_OF;

    @TempDir
    Path folder;

    private Store store;
    private Ledger ledger;

    @BeforeEach
    void open() {
        store = TestStores.open(Dialect.SQLITE, folder);
        ledger = new Ledger(new LedgerStore(store), new FindingStore(store));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void hidesWhatIsDismissedAndWhatIsSnoozedUntilItsInstant() {
        assertThat(ledger.moveOn(AS_OF, PLAN)).isEqualTo(1);
        assertThat(ledger.suppressed(AS_OF)).isEmpty();
        Instant until = AS_OF.plusSeconds(3600);
        ledger.snooze(DISK.id(), "web team", "migration", until, AS_OF);
        assertThat(ledger.suppressed(until.minusSeconds(1))).containsExactly(DISK.id());
        assertThat(ledger.suppressed(until)).isEmpty();
        ledger.dismiss(DISK.id(), "web team", "cold standby", AS_OF);
        assertThat(ledger.suppressed(until)).containsExactly(DISK.id());
        ledger.accept(DISK.id(), "web team", "", AS_OF);
        assertThat(ledger.suppressed(until)).isEmpty();
    }

    @Test
    void movesOnOnlyOncePerAnalysis() {
        assertThat(ledger.moveOn(AS_OF, PLAN)).isEqualTo(1);
        assertThat(ledger.moveOn(AS_OF, PLAN)).isZero();
    }

    @Test
    void refusesAnUnknownIdAMissingReasonAndASnoozeIntoThePast() {
        ledger.moveOn(AS_OF, PLAN);
        assertRefused(
                "There is no recommendation idle-vm-1",
                () -> ledger.accept(new FindingId("idle-vm-1"), "me", "", AS_OF));
        assertRefused("give a reason with --reason", () -> ledger.dismiss(DISK.id(), "me", " ", AS_OF));
        assertRefused("is not after", () -> ledger.snooze(DISK.id(), "me", "", AS_OF, AS_OF));
    }

    private static void assertRefused(String words, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        CostwrightException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.SETTINGS))
                .hasMessageContaining(words);
    }
}
