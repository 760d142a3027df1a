package costwright.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import costwright.schema.finding.Fingerprint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo as a user runs it, and every command that reads a store on what it leaves. */
class DemoIT {
    @TempDir
    static Path folder;

    private static Launched first;

    @BeforeAll
    static void runTheDemo() throws Exception {
        first = Launched.in(folder, "demo");
    }

    @Test
    void printsThePathOfTheReportAndNothingElse() {
        assertThat(first.code()).as(first.error()).isZero();
        Path report = Path.of(first.out().strip());
        assertThat(first.out()).isEqualTo(report + "\n");
        assertThat(report).isAbsolute().exists().startsWith(folder.resolve("costwright-demo"));
        assertThat(first.error()).doesNotContain("WARN", "ERROR", "Exception");
    }

    @Test
    void changesNothingTheSecondTime() throws Exception {
        Map<String, String> before = contents();
        Launched second = Launched.in(folder, "demo");
        assertThat(second.code()).isZero();
        assertThat(second.out()).isEqualTo(first.out());
        assertThat(contents()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "recommendations list",
                "recommendations list --action delete",
                "jobs",
                "jobs show 1",
                "inventory --type vm",
                "spend --by month,service",
                "checks",
                "store check",
                "report --week 2026-W44 --out again",
                "doctor --as-of 2026-11-02T06:00:00Z",
                "run weekly --as-of 2026-11-02T06:00:00Z"
            })
    void printsOneJsonObjectWithItsSchema(String command) throws Exception {
        JsonNode body = json(command);
        assertThat(body.get("schema").asText()).matches("[a-z-]+/[1-9]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"recommendations list", "jobs", "inventory", "spend --by service", "checks"})
    void printsRowsOfOneWidthAsCsv(String command) throws Exception {
        Launched run = inDemo(command + " --output csv");
        assertThat(run.code()).as(run.error()).isZero();
        String header = run.out().lines().findFirst().orElseThrow();
        assertThat(header).matches("[a-z0-9_]+(,[a-z0-9_]+)*");
        assertThat(run.out().lines().count()).isGreaterThan(1);
    }

    @Test
    void keepsADecisionAndShowsItsHistory() throws Exception {
        JsonNode list = json("recommendations list");
        assertThat(list.get("recommendations")).isNotEmpty();
        String id = list.at("/recommendations/0/id").asText();
        assertThat(list.at("/recommendations/0/monthly_savings/amount").asText())
                .matches("-?[0-9]+(\\.[0-9]+)?");
        assertThat(list.at("/recommendations/0/monthly_savings/currency").asText())
                .isEqualTo("USD");
        assertThat(json("explain " + id).at("/evidence/arithmetic")).isNotEmpty();

        Path copy = folder.resolve("copy.db");
        assertThat(inDemo("store backup " + copy).out()).isEqualTo(copy + "\n");
        String onCopy = " --store " + copy;
        assertThat(inDemo("recommendations dismiss " + id + onCopy).code()).isEqualTo(64);
        Launched dismissed = inDemo("recommendations dismiss " + id + " --reason because --who me" + onCopy);
        assertThat(dismissed.code()).as(dismissed.error()).isZero();
        JsonNode history = json("recommendations show " + id + onCopy).get("history");
        assertThat(history.get(history.size() - 1).get("state").asText()).isEqualTo("dismissed");
        assertThat(history.get(history.size() - 1).get("who").asText()).isEqualTo("me");
        assertThat(json("recommendations list --state dismissed" + onCopy).get("recommendations"))
                .hasSize(1);
    }

    @Test
    void namesTheNearestFinding() throws Exception {
        String id = json("recommendations list").at("/recommendations/0/id").asText();
        Launched run = inDemo("explain " + id.substring(1));
        assertThat(run.code()).isEqualTo(64);
        assertThat(run.error()).contains("Did you mean " + id + "?");
    }

    private static JsonNode json(String command) throws Exception {
        Launched run = inDemo(command + " --output json");
        assertThat(run.code()).as(run.error()).isIn(0, 3);
        return new ObjectMapper().readTree(run.out());
    }

    private static Launched inDemo(String command) throws Exception {
        return Launched.in(
                folder.resolve("costwright-demo"),
                List.of(command.split(" ", -1)).toArray(String[]::new));
    }

    /** All files but the store, which is compared by the test of the job itself. */
    private static Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder.resolve("costwright-demo"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.toString().contains(".db")) {
                    contents.put(file.toString(), hash(file));
                }
            }
        }
        return contents;
    }

    private static String hash(Path file) throws IOException {
        return Fingerprint.of(Files.readString(file, StandardCharsets.ISO_8859_1));
    }
}
