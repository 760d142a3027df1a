package costwright.jobs.pull.file;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.jobs.store.BillingStore;
import costwright.jobs.store.Dialect;
import costwright.jobs.store.Store;
import costwright.jobs.store.TestStores;
import costwright.schema.charge.DailyCharge;
import costwright.schema.time.Lookback;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BillingImportIT {
    private static final Instant NOW = Instant.parse("2026-11-02T06:00:00Z");

    @TempDir
    Path folder;

    @Test
    void importsTheOfficialSample() {
        Path sample = SharedSamples.path("focus/sample/focus_sample_1.0_1000rows.csv.gz");
        try (Store store = TestStores.open(Dialect.SQLITE, folder)) {
            ImportOutcome outcome =
                    new BillingImport(store, ImportOptions.standard(), stage -> {}).importFiles(List.of(sample), NOW);
            assertThat(outcome.reconciliations().get(0).rows().rolledUp()).isEqualTo(1000);
            List<DailyCharge> charges = new BillingStore(store)
                    .dailyCharges(
                            new Lookback(Instant.parse("2024-09-01T00:00:00Z"), Instant.parse("2024-10-01T00:00:00Z")));
            assertThat(charges).isNotEmpty();
            assertThat(new BillingImport(store, ImportOptions.standard(), stage -> {})
                            .importFiles(List.of(sample), NOW)
                            .changed())
                    .isFalse();
        }
    }
}
