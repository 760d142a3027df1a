package costwright.jobs.pull.file;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.jobs.store.Dialect;
import costwright.jobs.store.Spend;
import costwright.jobs.store.SpendQuestion;
import costwright.jobs.store.SpendStore;
import costwright.jobs.store.Store;
import costwright.jobs.store.TestStores;
import costwright.schema.charge.CostView;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The worked examples of the FOCUS specification, as it writes them: $ and thousands separators, US dates, a byte order mark. */
class FocusScenariosIT {
    private static final Instant NOW = Instant.parse("2026-11-02T06:00:00Z");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "commitment_discount_purchase_scenario_1, 8760, 0",
        "commitment_discount_purchase_scenario_2, 3, 0",
        "commitment_discount_purchase_scenario_3, 4381.50, 0",
        "commitment_discount_usage_scenario_1, 0, 1",
        "commitment_discount_usage_scenario_2, 0, 1",
        "commitment_discount_usage_scenario_3, 0, 1",
        "commitment_discount_usage_scenario_4, 0.50, 1.50",
        "one_hundred_percent_utilization_with_commitment_discount_flexibility_with_1_resource, 2.75, 2.75",
        "one_hundred_percent_utilization_with_commitment_discount_flexibility_with_2_resources, 2, 2",
        "one_hundred_percent_utilization_without_commitment_discount_flexibility, 1.50, 1.50",
        "saas_spend_agreements_a1, 1200, 1200",
        "saas_spend_agreements_a2, 1200, 1200",
        "saas_spend_agreements_b1, 1200, 1200",
        "saas_spend_agreements_b2, 1200, 1200",
        "simple_saas_agreements_a1, 10000, 10000",
        "simple_saas_agreements_a2, 50000, 50000",
        "simple_saas_agreements_a3, 1000, 1000",
        "simple_saas_agreements_b, 50000, 50000",
        "simple_saas_agreements_c, 35800, 35800",
        "virtual_currency_pricing_model_a1, 200000, 0",
        "virtual_currency_pricing_model_a2, 0, 1230",
        "virtual_currency_pricing_model_b1, 100000, 0",
        "virtual_currency_pricing_model_b2, 0, 615",
        "virtual_currency_pricing_model_b3, 0, 495",
        "virtual_currency_pricing_model_c, 53000, 0",
        "zero_percent_utilization_without_commitment_discount_flexibility, 3.50, 3.50",
    })
    void reproducesTheCostsThatTheExampleStates(String example, String billed, String effective) throws IOException {
        Path file = folder.resolve("example.csv");
        try (InputStream stream = Objects.requireNonNull(
                FocusScenariosIT.class.getResourceAsStream(
                        "/costwright/jobs/billing/focus-commitment-scenarios/" + example + ".csv"),
                example)) {
            Files.copy(stream, file);
        }
        Path completed = SpecScenario.completed(file, folder.resolve("completed.csv"));
        try (Store store = TestStores.open(Dialect.SQLITE, folder)) {
            new BillingImport(store, ImportOptions.standard(), stage -> {}).importFiles(List.of(completed), NOW);
            assertThat(total(store, CostView.BILLED).total()).isEqualByComparingTo(billed);
            assertThat(total(store, CostView.EFFECTIVE).total()).isEqualByComparingTo(effective);
        }
    }

    private static Spend total(Store store, CostView view) {
        List<Spend> answers = new SpendStore(store).spend(new SpendQuestion(List.of(), null, null, view));
        assertThat(answers).hasSize(1);
        return answers.get(0);
    }
}
