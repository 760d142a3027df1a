package costwright.jobs.pull.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import costwright.jobs.store.Dialect;
import costwright.jobs.store.Spend;
import costwright.jobs.store.SpendDimension;
import costwright.jobs.store.SpendQuestion;
import costwright.jobs.store.SpendStore;
import costwright.jobs.store.Store;
import costwright.jobs.store.TestStores;
import costwright.schema.charge.CostView;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every sample whose sums are stated reproduces them to the last digit. */
class BillingSamplesIT {
    private static final Instant NOW = Instant.parse("2026-11-02T06:00:00Z");

    @TempDir
    Path folder;

    /** A row of SAMPLES.csv; null where no sum is stated or the stated one is known to be damaged. */
    private record Expected(
            String provider,
            @Nullable String billed,
            @Nullable String effective,
            @Nullable String list,
            @Nullable String contracted) {}

    @TestFactory
    Stream<DynamicTest> reproducesTheStatedSums() throws IOException {
        Path index = SharedSamples.path("SAMPLES.csv");
        Map<String, List<Expected>> byFile = new TreeMap<>();
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(index)) {
            for (NamedCsvRecord row : rows) {
                byFile.computeIfAbsent(row.getField("file"), any -> new ArrayList<>())
                        .add(expected(row));
            }
        }
        return byFile.entrySet().stream()
                .map(sample -> DynamicTest.dynamicTest(
                        sample.getKey(), () -> check(index.resolveSibling(sample.getKey()), sample.getValue())));
    }

    private static Expected expected(NamedCsvRecord row) {
        return new Expected(
                row.getField("provider"),
                blankToNull(row.getField("BilledCost_or_unblended")),
                blankToNull(row.getField("EffectiveCost_or_amortized")),
                blankToNull(row.getField("ListCost_or_onDemand")),
                blankToNull(row.getField("ContractedCost")));
    }

    private static @Nullable String blankToNull(String text) {
        return text.isBlank() ? null : text;
    }

    private void check(Path sample, List<Expected> expected) throws IOException {
        assumeTrue(Files.exists(sample), "no " + sample + " on this machine");
        Path file = sample.toString().contains("spec-commitment-scenarios")
                ? SpecScenario.completed(sample, folder.resolve(sample.getFileName()))
                : sample;
        Path store = Files.createTempDirectory(folder, "store");
        try (Store open = TestStores.open(Dialect.SQLITE, store)) {
            new BillingImport(open, ImportOptions.standard(), stage -> {}).importFiles(List.of(file), NOW);
            for (Expected one : expected) {
                String provider = expected.size() > 1 ? one.provider() : null;
                assertSum(open, provider, CostView.BILLED, one.billed());
                assertSum(open, provider, CostView.EFFECTIVE, one.effective());
                assertSum(open, provider, CostView.LIST, one.list());
                assertSum(open, provider, CostView.CONTRACTED, one.contracted());
            }
        }
    }

    private static void assertSum(Store store, @Nullable String provider, CostView view, @Nullable String expected) {
        if (expected == null) {
            return;
        }
        List<Spend> answers = new SpendStore(store)
                .spend(new SpendQuestion(List.of(SpendDimension.parse("provider")), null, null, view));
        assertThat(answers).hasSize(1);
        BigDecimal sum = answers.get(0).rows().stream()
                .filter(row -> provider == null || row.keys().get(0).equals(provider))
                .map(Spend.Row::amount)
                .filter(Objects::nonNull)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(sum).as(view.word()).isEqualByComparingTo(expected);
    }
}
