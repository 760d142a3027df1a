package costwright.jobs.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import costwright.jobs.engine.ExactCosts;
import costwright.jobs.engine.TotalRow;
import costwright.jobs.pull.file.BillingImport;
import costwright.jobs.pull.file.ImportOptions;
import costwright.jobs.store.BillingStore;
import costwright.jobs.store.Store;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetSampleIT {
    @TempDir
    private Path folder;

    @Test
    void importsToExactlyTheExpectedSums() throws IOException {
        Path out = folder.resolve("estate");
        SampleEstate.Summary summary = write(out, EnumSet.allOf(Dialect.class), 3);
        JsonNode expected =
                new ObjectMapper().readTree(out.resolve("expected.json").toFile());
        Map<String, ExactCosts> sums = new TreeMap<>();
        for (JsonNode row : expected.path("sums")) {
            sums.put(
                    String.join(
                            "|",
                            row.path("month").asText(),
                            row.path("sub_account_id").asText(),
                            row.path("service").asText(),
                            row.path("charge_category").asText(),
                            row.path("currency").asText()),
                    new ExactCosts(
                            decimal(row, "billed"),
                            decimal(row, "effective"),
                            decimal(row, "contracted"),
                            decimal(row, "list")));
        }
        assertThat(imported(out.resolve(SampleEstate.BILLS), summary.charges())).isEqualTo(stripped(sums));
    }

    @Test
    void writesTheSameBytesWithOneThreadAndWithThree() throws IOException {
        write(folder.resolve("one"), Set.of(), 1);
        write(folder.resolve("three"), Set.of(), 3);
        List<Path> bills = files(folder.resolve("one"));
        assertThat(bills).isNotEmpty().allMatch(file -> file.toString().endsWith(".parquet"));
        assertThat(files(folder.resolve("three"))).hasSameSizeAs(bills);
        for (Path bill : bills) {
            assertThat(folder.resolve("three").resolve(SampleEstate.BILLS).resolve(bill.getFileName()))
                    .hasSameBinaryContentAs(bill);
        }
    }

    private static SampleEstate.Summary write(Path out, Set<Dialect> dialects, int threads) {
        SampleOptions options = new SampleOptions(out, 9, 0, dialects, 0, false, threads, BillFormat.PARQUET, Set.of());
        return new SampleEstate(options, rows -> {}).write();
    }

    private static List<Path> files(Path estate) throws IOException {
        try (Stream<Path> files = Files.list(estate.resolve(SampleEstate.BILLS))) {
            return files.sorted().toList();
        }
    }

    private Map<String, ExactCosts> imported(Path bills, long charges) {
        Map<String, ExactCosts> sums = new TreeMap<>();
        try (Store store = Store.open(folder.resolve("store.db").toString())) {
            new BillingImport(store, ImportOptions.standard(), stage -> {}).importFiles(List.of(bills), Company.AS_OF);
            BillingStore billing = new BillingStore(store);
            List<TotalRow> totals = billing.totals(new HashSet<>(
                    billing.slices().stream().map(slice -> slice.key()).toList()));
            assertThat(totals.stream().mapToLong(TotalRow::charges).sum()).isEqualTo(charges);
            for (TotalRow total : totals) {
                String key = String.join(
                        "|",
                        total.slice().period().toString(),
                        total.subAccount(),
                        total.service(),
                        total.category(),
                        total.currency());
                sums.merge(key, total.costs(), ExactCosts::plus);
            }
        }
        return stripped(sums);
    }

    private static Map<String, ExactCosts> stripped(Map<String, ExactCosts> sums) {
        sums.replaceAll((key, costs) -> new ExactCosts(
                plain(costs.billed()), plain(costs.effective()), plain(costs.contracted()), plain(costs.list())));
        return sums;
    }

    private static BigDecimal plain(BigDecimal amount) {
        return amount == null || amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
    }

    private static BigDecimal decimal(JsonNode row, String field) {
        return new BigDecimal(row.path(field).asText());
    }
}
