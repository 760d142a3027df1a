package costwright.jobs.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import costwright.schema.CostwrightException;
import costwright.schema.FailureKind;
import costwright.schema.time.Lookback;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoreCareIT {
    private static final Instant EARLY = Instant.parse("2026-05-04T06:00:00Z");
    private static final Instant LATE = Instant.parse("2026-11-02T06:00:00Z");

    @TempDir
    Path folder;

    private Path file;
    private Path backup;

    @BeforeEach
    void fill() {
        file = folder.resolve("costwright.db");
        backup = folder.resolve("backup.db");
    }

    @Test
    void bringsBackWhatWasBackedUp() {
        try (Store store = Store.open(file.toString())) {
            keep(store, EARLY);
            assertThat(StoreBackup.backUp(store, backup)).isEqualTo(size(backup));
            keep(store, LATE);
        }
        StoreBackup.restore(backup, file.toString());
        try (Store store = Store.open(file.toString())) {
            assertThat(asOfs(store)).containsExactly(EARLY);
        }
        assertThat(names()).containsExactly("backup.db", "costwright.db");
    }

    @Test
    void refusesToWriteABackupOverAFile() throws IOException {
        Files.writeString(backup, "mine");
        try (Store store = Store.open(file.toString())) {
            assertRefused(FailureKind.SETTINGS, "exists already", () -> StoreBackup.backUp(store, backup));
        }
        assertThat(backup).hasContent("mine");
    }

    @Test
    void keepsTheStoreWhenTheBackupIsDamaged() throws IOException {
        try (Store store = Store.open(file.toString())) {
            keep(store, EARLY);
            StoreBackup.backUp(store, backup);
        }
        byte[] bytes = Files.readAllBytes(backup);
        Files.write(backup, Arrays.copyOf(bytes, bytes.length / 2));
        byte[] before = Files.readAllBytes(file);
        assertRefused(FailureKind.INPUT, "is damaged", () -> StoreBackup.restore(backup, file.toString()));
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void refusesToReplaceAStoreThatIsInUse() {
        try (Store store = Store.open(file.toString())) {
            StoreBackup.backUp(store, backup);
            store.read(handle -> handle.execute("SELECT 1"));
            assertRefused(FailureKind.SOURCE, "is in use", () -> StoreBackup.restore(backup, file.toString()));
            assertThat(asOfs(store)).isEmpty();
        }
    }

    @Test
    void replacesAStoreThatIsDamaged() throws IOException {
        try (Store store = Store.open(file.toString())) {
            keep(store, EARLY);
            StoreBackup.backUp(store, backup);
        }
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 10_000));
        assertThat(StoreCheck.check(file.toString(), StoreCredentials.NONE)).anyMatch(answer -> !answer.sound());
        StoreBackup.restore(backup, file.toString());
        try (Store store = Store.open(file.toString())) {
            assertThat(asOfs(store)).containsExactly(EARLY);
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void findsASoundStoreSoundAndNamesWhatIsWrong(Dialect dialect) {
        String location = TestStores.location(dialect, folder);
        try (Store store = Store.open(location)) {
            keep(store, LATE);
            assertThat(StoreCheck.check(location, StoreCredentials.NONE)).allMatch(StoreCheck.Answer::sound);
            store.useTransaction(handle -> handle.execute("DELETE FROM ledger_entry"));
            assertThat(StoreCheck.check(location, StoreCredentials.NONE))
                    .filteredOn(answer -> !answer.sound())
                    .extracting(StoreCheck.Answer::name)
                    .containsExactly("every recommendation is in the ledger");
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void prunesOldAnalysesButNeverTheLatest(Dialect dialect) {
        try (Store store = TestStores.open(dialect, folder)) {
            keep(store, EARLY);
            keep(store, LATE);
            assertThat(StorePrune.prune(store, LATE)).containsEntry("analyses", 1);
            assertThat(asOfs(store)).containsExactly(LATE);
            assertThat(StorePrune.prune(store, LATE.plusSeconds(1))).containsEntry("analyses", 0);
            long id = new FindingStore(store).latest().orElseThrow().id();
            assertThat(new FindingStore(store).recommendations(id)).hasSize(1);
            assertThat(new LedgerStore(store).all()).hasSize(2);
        }
    }

    private static void keep(Store store, Instant asOf) {
        var finding = SampleFindings.finding("unattached-disk", "vol-1", "8");
        new FindingStore(store)
                .keep(
                        new Analysis(asOf, Lookback.ofWholeDays(92, asOf), "data", "settings", 1),
                        List.of(finding),
                        List.of(),
                        List.of(SampleFindings.recommendation(finding, 1)));
        new LedgerStore(store)
                .append(List.of(new costwright.schema.finding.LedgerEntry(
                        finding.id(), costwright.schema.finding.RecommendationState.OPEN, asOf, "", "found", null)));
    }

    private static List<Instant> asOfs(Store store) {
        return new FindingStore(store)
                .analyses().stream().map(kept -> kept.analysis().asOf()).toList();
    }

    private static void assertRefused(FailureKind kind, String words, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        CostwrightException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessageContaining(words);
    }

    private List<String> names() {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long size(Path path) {
        try {
            return Files.size(path);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
