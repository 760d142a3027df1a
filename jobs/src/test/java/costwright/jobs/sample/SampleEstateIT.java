package costwright.jobs.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import costwright.jobs.pull.file.CsvTable;
import costwright.jobs.pull.file.CsvTable.Column;
import costwright.jobs.pull.file.InventoryFile;
import costwright.jobs.pull.file.PricesFile;
import costwright.schema.resource.Resource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleEstateIT {
    private static final List<String> COSTS = List.of("BilledCost", "EffectiveCost", "ContractedCost", "ListCost");

    @TempDir
    private Path folder;

    @Test
    void writesTheSameBytesWithOneThreadAndWithFour() throws IOException {
        write(new SampleOptions(folder.resolve("one"), 5, 230_000, Set.of(), 1, true, 1));
        write(new SampleOptions(folder.resolve("four"), 5, 230_000, Set.of(), 1, true, 4));
        assertThat(digests(folder.resolve("four"))).isEqualTo(digests(folder.resolve("one")));
        write(new SampleOptions(folder.resolve("other"), 6, 230_000, Set.of(), 1, true, 4));
        assertThat(digests(folder.resolve("other"))).isNotEqualTo(digests(folder.resolve("one")));
    }

    @Test
    void writesExactlyAsManyChargesAsAskedFor() throws IOException {
        // From the archive alone, and from the fleet and the archive.
        for (long rows : new long[] {200_001, 600_007}) {
            Path out = folder.resolve("rows" + rows);
            assertThat(write(new SampleOptions(out, 5, rows, Set.of(), 0, false, 4))
                            .charges())
                    .isEqualTo(rows);
            JsonNode expected = json(out.resolve("expected.json"));
            assertThat(expected.path("charges").asLong()).isEqualTo(rows);
            long inFiles = 0;
            for (JsonNode file : expected.path("files")) {
                inFiles += file.path("charges").asLong();
                assertThat(out.resolve(SampleEstate.BILLS)
                                .resolve(file.path("file").asText()))
                        .exists();
            }
            assertThat(inFiles).isEqualTo(rows);
            assertThat(sumsOf(out.resolve(SampleEstate.BILLS))).isEqualTo(sumsOf(expected));
        }
    }

    @Test
    void expectsExactlyTheSumsOfTheBillsInEveryDialect() throws IOException {
        for (Set<Dialect> dialects : List.of(Set.<Dialect>of(), EnumSet.allOf(Dialect.class))) {
            Path out = folder.resolve("dialects" + dialects.size());
            SampleEstate.Summary summary = write(new SampleOptions(out, 9, 0, dialects, 0, true, 4));
            JsonNode expected = json(out.resolve("expected.json"));
            assertThat(expected.path("charges").asLong()).isEqualTo(summary.charges());
            assertThat(sumsOf(out.resolve(SampleEstate.BILLS))).isEqualTo(sumsOf(expected));
        }
    }

    @Test
    void usesUpEveryCommitmentOrSaysWhatStayedUnused() throws IOException {
        write(new SampleOptions(folder, 9, 0, Set.of(), 0, false, 4));
        JsonNode commitments = json(folder.resolve("expected.json")).path("commitments");
        assertThat(commitments).hasSize(4);
        int partlyUnused = 0;
        for (JsonNode commitment : commitments) {
            assertThat(decimal(commitment, "used").add(decimal(commitment, "unused")))
                    .isEqualByComparingTo(decimal(commitment, "committed"));
            assertThat(decimal(commitment, "used")).isPositive();
            partlyUnused += decimal(commitment, "unused").signum();
        }
        assertThat(partlyUnused).isEqualTo(4);
    }

    @Test
    void restatesWhatEarlierDeliveriesSaid() throws IOException {
        write(new SampleOptions(folder, 9, 0, Set.of(), 4, false, 4));
        BigDecimal before = BigDecimal.ZERO;
        for (int delivery = 1; delivery <= 3; delivery++) {
            BigDecimal billed = billed(json(folder.resolve("deliveries/" + delivery + "-expected.json")), "");
            assertThat(billed).isGreaterThan(before);
            before = billed;
        }
        JsonNode third = json(folder.resolve("deliveries/3-expected.json"));
        JsonNode fourth = json(folder.resolve("deliveries/4-expected.json"));
        assertThat(billed(fourth, "Amazon Virtual Private Cloud"))
                .isLessThan(billed(third, "Amazon Virtual Private Cloud"));
        assertThat(billed(fourth, "Amazon Elastic Block Store"))
                .isEqualByComparingTo(billed(third, "Amazon Elastic Block Store"));
    }

    @Test
    void deliversALargeEstateInTwoCurrenciesUpToEachDay() throws IOException {
        write(new SampleOptions(folder, 9, 600_000, Set.of(), 4, false, 4));
        JsonNode whole = json(folder.resolve("expected.json"));
        BigDecimal euros = BigDecimal.ZERO;
        for (int delivery = 1; delivery <= 4; delivery++) {
            JsonNode expected = json(folder.resolve("deliveries/" + delivery + "-expected.json"));
            assertThat(sumsOf(folder.resolve("deliveries/" + delivery))).isEqualTo(sumsOf(expected));
            BigDecimal more = billedIn(expected, "EUR");
            assertThat(more.subtract(euros).signum()).isEqualTo(delivery == 4 ? 0 : 1);
            euros = more;
        }
        // The final delivery is October as the bills tell it, of all billing accounts and both currencies.
        Map<String, List<BigDecimal>> october = sumsOf(whole);
        october.keySet().removeIf(key -> !key.startsWith("2026-10"));
        assertThat(sumsOf(json(folder.resolve("deliveries/4-expected.json")))).isEqualTo(october);
        assertThat(billedIn(whole, "USD")).isPositive();
        assertThat(billedIn(json(folder.resolve("deliveries/3-expected.json")), "USD"))
                .isGreaterThan(billedIn(json(folder.resolve("deliveries/4-expected.json")), "USD"));
    }

    private static BigDecimal billedIn(JsonNode expected, String currency) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode row : expected.path("sums")) {
            if (currency.equals(row.path("currency").asText())) {
                sum = sum.add(decimal(row, "billed"));
            }
        }
        return sum;
    }

    @Test
    void writesFactsThatTheReadersTake() throws IOException {
        write(new SampleOptions(folder, 9, 0, Set.of(), 0, false, 4));
        List<Resource> resources = InventoryFile.read(folder.resolve("inventory.csv"));
        assertThat(resources).hasSizeBetween(50, 70);
        Set<String> ids = new HashSet<>();
        resources.forEach(resource -> ids.add(resource.id().value()));
        JsonNode expected = json(folder.resolve("expected.json"));
        expected.path("waste")
                .forEach(waste ->
                        assertThat(ids).contains(waste.path("resource_id").asText()));
        expected.path("decoys")
                .forEach(decoy ->
                        assertThat(ids).contains(decoy.path("resource_id").asText()));
        PricesFile.Content prices = PricesFile.read(folder.resolve("prices.csv"), LocalDate.EPOCH);
        assertThat(prices.rows()).hasSizeGreaterThan(1000);
        resources.stream()
                .filter(resource -> !resource.instanceType().isEmpty())
                .forEach(resource -> assertThat(prices.rows())
                        .anyMatch(row -> row.item().equals(resource.instanceType())
                                && row.region().equals(resource.region())
                                && row.os().equals(resource.os())));
    }

    private static SampleEstate.Summary write(SampleOptions options) {
        return new SampleEstate(options, rows -> {}).write();
    }

    private static JsonNode json(Path file) throws IOException {
        return new ObjectMapper().readTree(file.toFile());
    }

    private static BigDecimal decimal(JsonNode node, String field) {
        return new BigDecimal(node.path(field).asText());
    }

    private static BigDecimal billed(JsonNode expected, String service) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode row : expected.path("sums")) {
            if (service.isEmpty() || service.equals(row.path("service").asText())) {
                sum = sum.add(decimal(row, "billed"));
            }
        }
        return sum;
    }

    private static Map<String, List<BigDecimal>> sumsOf(JsonNode expected) {
        Map<String, List<BigDecimal>> sums = new TreeMap<>();
        for (JsonNode row : expected.path("sums")) {
            sums.put(
                    String.join(
                            "|",
                            row.path("month").asText(),
                            row.path("sub_account_id").asText(),
                            row.path("service").asText(),
                            row.path("charge_category").asText(),
                            row.path("currency").asText()),
                    Stream.of("billed", "effective", "contracted", "list")
                            .map(field -> decimal(row, field).stripTrailingZeros())
                            .toList());
        }
        return sums;
    }

    /** Adds up the files with the plain CSV reader. */
    private static Map<String, List<BigDecimal>> sumsOf(Path bills) throws IOException {
        List<String> names =
                List.of("BillingPeriodStart", "SubAccountId", "ServiceName", "ChargeCategory", "BillingCurrency");
        List<String> mandatory = Stream.concat(names.stream(), COSTS.stream())
                .map(name -> name.toLowerCase(java.util.Locale.ROOT))
                .toList();
        Map<String, BigDecimal[]> sums = new HashMap<>();
        try (Stream<Path> files = Files.list(bills)) {
            files.forEach(file -> {
                try (CsvTable table = CsvTable.open(file, mandatory, List.of())) {
                    List<Column> columns = mandatory.stream().map(table::column).toList();
                    table.forEach(row -> {
                        String key = String.join(
                                "|",
                                row.text(columns.get(0)).substring(0, 7),
                                row.text(columns.get(1)),
                                row.text(columns.get(2)),
                                row.text(columns.get(3)),
                                row.text(columns.get(4)));
                        BigDecimal[] costs = sums.computeIfAbsent(key, absent ->
                                new BigDecimal[] {BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO});
                        for (int i = 0; i < costs.length; i++) {
                            costs[i] = costs[i].add(row.decimal(columns.get(5 + i)));
                        }
                    });
                }
            });
        }
        Map<String, List<BigDecimal>> stripped = new TreeMap<>();
        sums.forEach((key, costs) -> stripped.put(
                key, Stream.of(costs).map(BigDecimal::stripTrailingZeros).toList()));
        return stripped;
    }

    private static Map<String, String> digests(Path root) throws IOException {
        Map<String, String> digests = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> digests.put(root.relativize(file).toString(), digest(file)));
        }
        return digests;
    }

    private static String digest(Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
