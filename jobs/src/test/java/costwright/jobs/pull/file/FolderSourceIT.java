package costwright.jobs.pull.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import costwright.jobs.pull.SourceImport.Imported;
import costwright.jobs.store.BillingStore;
import costwright.jobs.store.Dialect;
import costwright.jobs.store.LiveSlice;
import costwright.jobs.store.Spend;
import costwright.jobs.store.SpendQuestion;
import costwright.jobs.store.SpendStore;
import costwright.jobs.store.Store;
import costwright.jobs.store.TestStores;
import costwright.schema.CostwrightException;
import costwright.schema.FailureKind;
import costwright.schema.charge.CostView;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the weekly job makes of a folder of exports. */
class FolderSourceIT {
    private static final Instant NOW = Instant.parse("2026-11-02T06:00:00Z");

    @TempDir
    Path folder;

    private Path exports;
    private Store store;

    @BeforeEach
    void open() throws IOException {
        store = TestStores.open(Dialect.SQLITE, folder);
        exports = Files.createDirectories(folder.resolve("exports"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Imported importAll() {
        return new FolderSource("exports", exports, ImportOptions.standard(), stage -> {}).importInto(store, NOW);
    }

    private BigDecimal billed() {
        List<Spend> answers = new SpendStore(store).spend(new SpendQuestion(List.of(), null, null, CostView.BILLED));
        assertThat(answers).hasSize(1);
        return answers.get(0).total();
    }

    private Path place(String name, String below) throws IOException {
        Path target = Files.createDirectories(exports.resolve(below)).resolve(name);
        try (InputStream stream = Objects.requireNonNull(
                FolderSourceIT.class.getResourceAsStream("/costwright/jobs/billing/" + name), name)) {
            Files.copy(stream, target);
        }
        return target;
    }

    @Test
    void followsManifestsAndTakesLooseBillsBesideThem() throws IOException {
        Path data = Files.createDirectories(exports.resolve("aws/focus/data/BILLING_PERIOD=2026-10"));
        Path metadata = Files.createDirectories(exports.resolve("aws/focus/metadata/BILLING_PERIOD=2026-10"));
        new FocusRows().cost("2026-10-01", "1").write(data.resolve("focus-00001.csv"));
        new FocusRows().cost("2026-10-02", "2").write(data.resolve("focus-00002.csv"));
        // A chunk of an earlier delivery, which had three.
        new FocusRows().cost("2026-10-02", "2").cost("2026-10-03", "9").write(data.resolve("focus-00003.csv"));
        Files.writeString(metadata.resolve("focus-Manifest.json"), """
                {"exportName": "focus", "billingPeriod": "2026-10", "dataFiles": [
                  "s3://bucket/aws/focus/data/BILLING_PERIOD=2026-10/focus-00001.csv",
                  "s3://bucket/aws/focus/data/BILLING_PERIOD=2026-10/focus-00002.csv"]}""");
        Path other = Files.createDirectories(exports.resolve("other"));
        new FocusRows().row("BillingAccountId", "999", "BilledCost", "40").write(other.resolve("bill.csv"));
        importAll();
        assertThat(billed()).isEqualByComparingTo("43");
        assertThat(importAll().changed()).isZero();
    }

    @Test
    void takesTheFinalDeliveryOfTheManifestsOfAMonth() throws IOException {
        String manifest = """
                {"exportName": "focus", "billingPeriod": "2026-10", "dataFiles": ["focus/data/%s/focus-00001.csv"]}""";
        for (String run : List.of("2026-10-06T05:00:00.000Z-9f", "2026-11-01T05:00:00.000Z-1a")) {
            Path data = Files.createDirectories(exports.resolve("focus/data/" + run));
            Path metadata = Files.createDirectories(exports.resolve("focus/metadata/" + run));
            new FocusRows().cost("2026-10-01", run.contains("-06T") ? "1" : "5").write(data.resolve("focus-00001.csv"));
            Files.writeString(metadata.resolve("focus-Manifest.json"), manifest.formatted(run));
        }
        importAll();
        assertThat(billed()).isEqualByComparingTo("5");
    }

    @Test
    void refusesTwoManifestsOfWhichNothingTellsTheNewer() throws IOException {
        for (String run : List.of("assembly-a", "assembly-b")) {
            Path data = Files.createDirectories(exports.resolve("20261001-20261101/" + run));
            new FocusRows().cost("2026-10-01", "1").write(data.resolve("costs-1.csv"));
            Files.writeString(data.resolve("costs-Manifest.json"), """
                    {"assemblyId": "%1$s", "reportName": "costs", "billingPeriod": {"start": "20261001T000000.000Z"},
                     "reportKeys": ["20261001-20261101/%1$s/costs-1.csv"]}""".formatted(run));
        }
        assertThatThrownBy(this::importAll)
                .isInstanceOfSatisfying(
                        CostwrightException.class,
                        refusal -> assertThat(refusal.kind()).isEqualTo(FailureKind.INPUT))
                .hasMessageContaining("assembly-a")
                .hasMessageContaining("assembly-b")
                .hasMessageContaining("nothing tells which is newer");
    }

    @Test
    void takesTheActualAndTheAmortizedExportOfOneMonthTogether() throws IOException {
        place("EA_ActualCost_Small.csv", "actual/202309");
        place("EA_AmortizedCost_Small.csv", "amortized/202309");
        importAll();
        assertThat(new BillingStore(store).slices())
                .extracting(LiveSlice::costView)
                .containsOnly("both");
        assertThat(billed()).isEqualByComparingTo("19.047780136168644627485419");
    }

    @Test
    void takesTheManifestsOfTheTwoViewsTogether() throws IOException {
        for (String view : List.of("Actual", "Amortized")) {
            Path run = exports.resolve("daily-" + view + "/20230901-20230930/run");
            Path data = place(
                    "EA_" + view + "Cost_Small.csv", exports.relativize(run).toString());
            Files.writeString(run.resolve("manifest.json"), """
                    {"exportConfig": {"exportName": "daily-%1$s", "type": "%1$sCost", "resourceId": "/billing/1"},
                     "runInfo": {"runId": "r", "submittedTime": "2023-10-01T00:00:00Z", "startDate": "2023-09-01T00:00:00"},
                     "blobs": [{"blobName": "daily-%1$s/20230901-20230930/run/EA_%1$sCost_Small.csv", "byteCount": %2$d}]}""".formatted(view, Files.size(data)));
        }
        importAll();
        assertThat(billed()).isEqualByComparingTo("19.047780136168644627485419");
    }

    @Test
    void leavesWhatALaterDeliveryReplaced() throws IOException {
        Path first = Files.createDirectories(exports.resolve("1"));
        Path second = Files.createDirectories(exports.resolve("2"));
        new FocusRows().cost("2026-10-01", "1").write(first.resolve("october.csv"));
        new FocusRows().cost("2026-10-01", "1.5").cost("2026-10-02", "2").write(second.resolve("october.csv"));
        importAll();
        assertThat(billed()).isEqualByComparingTo("3.5");
        assertThat(importAll().changed()).isZero();
        assertThat(billed()).isEqualByComparingTo("3.5");
    }

    @Test
    void refusesAMonthWhoseDaysLieInSeveralFolders() throws IOException {
        Path first = Files.createDirectories(exports.resolve("day=01"));
        Path second = Files.createDirectories(exports.resolve("day=02"));
        new FocusRows().cost("2026-10-01", "1").write(first.resolve("focus.csv"));
        new FocusRows().cost("2026-10-02", "2").write(second.resolve("focus.csv"));
        assertThatThrownBy(this::importAll)
                .isInstanceOf(CostwrightException.class)
                .hasMessageContaining("from 2026-10-01 to 2026-10-01, this on 1 days from 2026-10-02 to 2026-10-02");
        assertThat(billed()).isEqualByComparingTo("1");
    }
}
