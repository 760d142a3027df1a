package costwright.jobs.pull.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import costwright.jobs.reconcile.Reconciliation;
import costwright.jobs.store.BillingStore;
import costwright.jobs.store.Dialect;
import costwright.jobs.store.LiveSlice;
import costwright.jobs.store.Store;
import costwright.jobs.store.TestStores;
import costwright.schema.CostwrightException;
import costwright.schema.FailureKind;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two exports of Azure tell one month in two views, each with a manifest of its own: nothing is summed twice. */
class AzureViewsIT {
    private static final Instant NOW = Instant.parse("2026-11-02T06:00:00Z");
    private static final String HEADER =
            "BillingAccountId,BillingPeriodStartDate,Date,SubscriptionId,MeterCategory,MeterId,ChargeType,PricingModel,Quantity,BillingCurrency,Cost\n";

    @TempDir
    Path folder;

    private Store store;

    @BeforeEach
    void open() {
        store = TestStores.open(Dialect.SQLITE, folder);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void sumsAMonthOnceInWhichTheViewsDoNotDiffer() throws IOException {
        // No commitment: byte for byte the same file, and only the manifests tell which view it is.
        export("Actual", "10", usage("10", "OnDemand", "2.5"));
        export("Amortized", "10", usage("10", "OnDemand", "2.5"));
        Reconciliation account = importAll();
        assertThat(account.manifestRows()).isEqualTo(2);
        assertThat(account.rows().setAside()).isEqualTo(1);
        assertThat(billed()).isEqualByComparingTo("2.5");
        assertThat(new BillingStore(store).slices())
                .extracting(LiveSlice::costView)
                .containsExactly("both");
    }

    @Test
    void combinesTwoRunsByTheDocumentedRules() throws IOException {
        export(
                "Actual",
                "10",
                usage("10", "OnDemand", "2.5")
                        + usage("10", "Reservation", "0")
                        + row("10", "Purchase", "Reservation", "30"));
        export(
                "Amortized",
                "10",
                usage("10", "OnDemand", "2.5")
                        + usage("10", "Reservation", "0.75")
                        + row("10", "UnusedReservation", "Reservation", "0.25"));
        Reconciliation account = importAll();
        // Actual usage is in the amortized view too: two rows stay out, the purchase counts.
        assertThat(account.rows().setAside()).isEqualTo(2);
        // 2.5 + 30 of the purchase; covered and unused hours cost nothing on the invoice.
        assertThat(billed()).isEqualByComparingTo("32.5");
        assertThat(account.slices().get(0).costs().effective()).isEqualByComparingTo("3.5");
    }

    @Test
    void refusesAMonthOfWhichOneViewIsMissing() throws IOException {
        export("Actual", "09", usage("09", "OnDemand", "1"));
        export("Actual", "10", usage("10", "OnDemand", "2"));
        export("Amortized", "10", usage("10", "OnDemand", "2"));
        assertThatThrownBy(this::importAll)
                .isInstanceOfSatisfying(
                        CostwrightException.class,
                        refusal -> assertThat(refusal.kind()).isEqualTo(FailureKind.INPUT))
                .hasMessageContaining("2026-09")
                .hasMessageContaining("only the actual view");
        assertThat(new BillingStore(store).slices()).isEmpty();
    }

    @Test
    void takesTheBillingAccountFromTheScopeWhereTheFileHasNone() throws IOException {
        Path file = Files.writeString(
                folder.resolve("subscription.csv"),
                (HEADER + usage("10", "OnDemand", "2.5"))
                        .replace("BillingAccountId,", "")
                        .replace("8612754,", ""));
        assertThatThrownBy(() -> importFile(file, null))
                .hasMessageContaining("BillingAccountId")
                .hasMessageContaining("--scope");
        importFile(file, "77");
        assertThat(billed()).isEqualByComparingTo("2.5");
        assertThat(new BillingStore(store).slices())
                .extracting(slice -> slice.key().billingAccount())
                .containsExactly("77");
        // The same bytes of another account are another bill.
        importFile(file, "78");
        assertThat(billed()).isEqualByComparingTo("5.0");
        assertThat(new BillingImport(store, ImportOptions.standard().withScope("78"), stage -> {})
                        .importFiles(List.of(file), NOW)
                        .reconciliation())
                .isEmpty();
    }

    @Test
    void refusesAScopeWhereEveryRowNamesItsAccount() throws IOException {
        Path file = Files.writeString(folder.resolve("account.csv"), HEADER + usage("10", "OnDemand", "2.5"));
        assertThatThrownBy(() -> importFile(file, "77")).hasMessageContaining("Leave --scope out");
        assertThat(new BillingStore(store).slices()).isEmpty();
    }

    private static String usage(String month, String model, String cost) {
        return row(month, "Usage", model, cost);
    }

    private static String row(String month, String type, String model, String cost) {
        return "8612754,%1$s/01/2026,%1$s/05/2026,sub-1,Virtual Machines,m1,%2$s,%3$s,1,USD,%4$s\n"
                .formatted(month, type, model, cost);
    }

    /** As Azure lays it out: the folder of the run says nothing of the view. */
    private void export(String view, String month, String rows) throws IOException {
        String name = "daily-" + view.substring(0, 2);
        Path run = Files.createDirectories(folder.resolve(
                "exports/%s/2026%s01-2026%s28/%s".formatted(name, month, month, "run-" + name.hashCode())));
        Path data = Files.writeString(run.resolve("part_0.csv"), HEADER + rows);
        Files.writeString(run.resolve("manifest.json"), """
                {"exportConfig": {"exportName": "%1$s", "type": "%2$sCost",
                  "resourceId": "/providers/Microsoft.Billing/billingAccounts/8612754/providers/Microsoft.CostManagement/exports/%1$s"},
                 "runInfo": {"runId": "r", "submittedTime": "2026-11-02T00:00:00Z", "startDate": "2026-%3$s-01T00:00:00"},
                 "blobs": [{"blobName": "%4$s", "byteCount": %5$d, "dataRowCount": %6$d}]}""".formatted(
                        name,
                        view,
                        month,
                        folder.resolve("exports").relativize(data),
                        Files.size(data),
                        rows.lines().count()));
    }

    private Reconciliation importAll() {
        return new BillingImport(store, ImportOptions.standard(), stage -> {})
                .importFiles(List.of(folder.resolve("exports")), NOW)
                .reconciliation()
                .orElseThrow();
    }

    private void importFile(Path file, String scope) {
        new BillingImport(store, ImportOptions.standard().withScope(scope), stage -> {})
                .importFiles(List.of(file), NOW);
    }

    private BigDecimal billed() {
        BillingStore billing = new BillingStore(store);
        return billing.totals(billing.slices().stream().map(LiveSlice::key).toList()).stream()
                .map(total -> total.costs().billed())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
