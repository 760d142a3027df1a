package costwright.jobs.pull.file;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.jobs.store.BillingStore;
import costwright.jobs.store.Dialect;
import costwright.jobs.store.ImportStage;
import costwright.jobs.store.Spend;
import costwright.jobs.store.SpendQuestion;
import costwright.jobs.store.SpendStore;
import costwright.jobs.store.Store;
import costwright.jobs.store.TestStores;
import costwright.schema.charge.CostView;
import costwright.schema.time.Lookback;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kills an importing process at each stage and looks at what it leaves. */
class BillingCrashIT {
    private static final Instant NOW = Instant.parse("2026-11-02T06:00:00Z");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(ImportStage.class)
    void leavesTheOldSliceOrTheNewOneWhereverItDies(ImportStage stage) throws IOException, InterruptedException {
        Path first =
                new FocusRows().cost("2026-10-01", "3").cost("2026-10-02", "4").write(folder.resolve("v1.csv"));
        Path second =
                new FocusRows().cost("2026-10-01", "5").cost("2026-10-02", "6").write(folder.resolve("v2.csv"));
        String location = TestStores.location(Dialect.SQLITE, folder);
        try (Store store = Store.open(location)) {
            new BillingImport(store, ImportOptions.standard(), any -> {}).importFiles(List.of(first), NOW);
        }

        assertThat(child(location, second, stage)).isEqualTo(ImportChild.KILLED);

        try (Store store = Store.open(location)) {
            String expected = stage == ImportStage.COMMITTED ? "11" : "7";
            assertThat(totals(store)).allSatisfy(total -> assertThat(total).isEqualByComparingTo(expected));
            ImportOutcome again =
                    new BillingImport(store, ImportOptions.standard(), any -> {}).importFiles(List.of(second), NOW);
            assertThat(again.changed()).isEqualTo(stage != ImportStage.COMMITTED);
            assertThat(totals(store)).allSatisfy(total -> assertThat(total).isEqualByComparingTo("11"));
        }
    }

    /** By the exact totals and by the days: both must tell the same month. */
    private static List<BigDecimal> totals(Store store) {
        List<Spend> exact = new SpendStore(store).spend(new SpendQuestion(List.of(), null, null, CostView.BILLED));
        BigDecimal days = new BillingStore(store)
                        .dailyCharges(new Lookback(
                                Instant.parse("2026-10-01T00:00:00Z"), Instant.parse("2026-11-01T00:00:00Z")))
                        .stream()
                        .map(charge -> charge.costs().billed().amount())
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        return List.of(exact.get(0).total(), days);
    }

    private int child(String location, Path file, ImportStage stage) throws IOException, InterruptedException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ImportChild.class.getName(),
                        location,
                        file.toString(),
                        stage.name())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("child.log").toFile())
                .start()
                .waitFor();
    }
}
