package costwright.scheduler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleIT {
    @TempDir
    Path folder;

    @Test
    void writesAnEstateWhoseBillsSumUpAsExpected() throws IOException {
        Run sample = Run.in(
                folder,
                Map.of(),
                "sample",
                "--out",
                "estate",
                "--seed",
                "3",
                "--dialect",
                "shuffled,bom,null-words",
                "--violations",
                "--output",
                "json");
        assertThat(sample.code()).isZero();
        JsonNode body = new ObjectMapper().readTree(sample.out());
        assertThat(body.path("schema").asText()).isEqualTo("sample/1");
        JsonNode expected = new ObjectMapper()
                .readTree(folder.resolve("estate/expected.json").toFile());
        assertThat(expected.path("charges").asLong())
                .isEqualTo(body.path("charges").asLong());
        BigDecimal billed = BigDecimal.ZERO;
        for (JsonNode row : expected.path("sums")) {
            billed = billed.add(new BigDecimal(row.path("billed").asText()));
        }
        assertThat(Run.in(folder, Map.of(), "import", "billing", "estate/billing")
                        .code())
                .isZero();
        JsonNode spend = new ObjectMapper()
                .readTree(Run.in(folder, Map.of(), "spend", "--cost", "billed", "--output", "json")
                        .out());
        assertThat(new BigDecimal(spend.findPath("total").asText())).isEqualByComparingTo(billed);
    }

    @Test
    void refusesADialectThatItDoesNotSpeak() {
        Run run = Run.in(folder, Map.of(), "sample", "--out", "estate", "--dialect", "latin");
        assertThat(run.code()).isEqualTo(64);
        assertThat(run.error()).contains("latin", "null-words");
        assertThat(folder.resolve("estate")).doesNotExist();
    }

    @Test
    void refusesMoreRowsThanItCanName() {
        Run run = Run.in(folder, Map.of(), "sample", "--out", "estate", "--rows", "-1");
        assertThat(run.code()).isEqualTo(64);
        assertThat(run.error()).contains("--rows -1");
    }

    @Test
    void refusesFewerRowsThanTheSmallEstateMayHave() {
        Run run = Run.in(folder, Map.of(), "sample", "--out", "estate", "--rows", "199999");
        assertThat(run.code()).isEqualTo(64);
        assertThat(run.error()).contains("--rows 199999", "200000", "leave it out");
        assertThat(folder.resolve("estate")).doesNotExist();
    }
}
