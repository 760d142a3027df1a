package costwright.scheduler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was planted is what is counted: violations.json beside the conformance of an import. */
class SampleConformanceIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void countsExactlyTheViolationsThatWerePlanted() throws IOException {
        assertThat(run("sample", "--out", "plain", "--seed", "4", "--rows", "600000")
                        .code())
                .isZero();
        assertThat(run("sample", "--out", "odd", "--seed", "4", "--rows", "600000", "--violations")
                        .code())
                .isZero();
        Map<String, Long> planted = new TreeMap<>();
        Set<String> places = new TreeSet<>();
        for (JsonNode row : JSON.readTree(folder.resolve("odd/violations.json").toFile())) {
            String place =
                    row.path("file").asText() + ", row " + row.path("line").asText();
            row.path("rules").forEach(rule -> planted.merge(rule.asText(), 1L, Long::sum));
            row.path("rules").forEach(rule -> places.add(rule.asText() + ": " + place));
        }
        assertThat(planted)
                .containsOnlyKeys(
                        "covered-usage-is-billed",
                        "commitment-columns-disagree",
                        "list-cost-is-not-price-times-quantity",
                        "name-or-unit-alone",
                        "unknown-word");
        // The estate itself has a correction of a day in another month.
        Map<String, Long> usual = rows(conformance("plain"));
        assertThat(usual).isEqualTo(Map.of("charge-outside-billing-period", 1L));
        planted.forEach((rule, rows) -> usual.merge(rule, rows, Long::sum));
        JsonNode odd = conformance("odd");
        assertThat(rows(odd)).isEqualTo(usual);
        for (JsonNode breach : odd) {
            if (planted.containsKey(breach.path("rule").asText())) {
                assertThat(places)
                        .contains(breach.path("rule").asText() + ": "
                                + breach.path("sample").asText());
            }
        }
    }

    private JsonNode conformance(String estate) throws IOException {
        return JSON.readTree(run(
                                "--store",
                                estate + ".db",
                                "import",
                                "billing",
                                estate + "/billing",
                                "--conformance",
                                "--output",
                                "json")
                        .out())
                .path("conformance");
    }

    private static Map<String, Long> rows(JsonNode breaches) {
        Map<String, Long> rows = new TreeMap<>();
        breaches.forEach(breach ->
                rows.merge(breach.path("rule").asText(), breach.path("rows").asLong(), Long::sum));
        return rows;
    }

    private Run run(String... arguments) {
        return Run.in(folder, Map.of(), arguments);
    }
}
