package costwright.scheduler.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import costwright.schema.CostwrightException;
import costwright.schema.finding.FindingId;
import costwright.schema.money.Money;
import costwright.schema.quantity.Ratio;
import costwright.schema.resource.Provider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConsoleTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream error = new ByteArrayOutputStream();
    private final GlobalOptions options = new GlobalOptions();
    private final Console console = new Console(out, error, Terminal.NONE, options);

    @Test
    void writesValuesAsJsonAsTheContractSays() throws IOException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("money", Money.of("-1234.5678901", "USD"));
        body.put("ratio", Ratio.of(1, 4));
        body.put("no_ratio", Ratio.NONE);
        body.put("at", Instant.parse("2026-11-02T06:00:00Z"));
        body.put("day", LocalDate.of(2026, 11, 2));
        body.put("id", new FindingId("idle-vm-1"));
        body.put("word", Provider.AWS);
        body.put("unknown", Optional.empty());
        body.put("gap", List.of(1.5, Double.NaN));
        body.put("plain", new BigDecimal("1E+3"));
        options.output = OutputFormat.JSON;
        assertThat(console.print(Result.of("test/1", body))).isZero();
        assertThat(new ObjectMapper().readTree(text(out))).isEqualTo(new ObjectMapper().readTree("""
                {"schema": "test/1", "money": {"amount": "-1234.5678901", "currency": "USD"}, "ratio": 0.25,
                 "no_ratio": null, "at": "2026-11-02T06:00:00Z", "day": "2026-11-02", "id": "idle-vm-1", "word": "aws",
                 "unknown": null, "gap": [1.5, null], "plain": 1000}
                """));
        assertThat(text(error)).isEmpty();
    }

    private record Body(String someName, List<Money> savings) {}

    @Test
    void writesTheFieldsOfARecordInSnakeCaseAfterTheSchema() throws IOException {
        options.output = OutputFormat.JSON;
        console.print(Result.of("test/1", new Body("x", List.of(Money.of("1", "EUR")))));
        JsonNode body = new ObjectMapper().readTree(text(out));
        List<String> names = new ArrayList<>();
        body.fieldNames().forEachRemaining(names::add);
        assertThat(names).containsExactly("schema", "some_name", "savings");
        assertThat(body.at("/savings/0/amount").asText()).isEqualTo("1");
    }

    @Test
    void writesExactCsvWithACurrencyBesideEachAmount() {
        options.output = OutputFormat.CSV;
        console.print(Result.of("test/1", Map.of())
                .text("a summary that CSV leaves out")
                .table(Table.of("name", "cost", "share", "count")
                        .row("a,b", Money.of("-0.123456789", "USD"), Ratio.of(1, 8), 3)
                        .row(null, null, Ratio.NONE, new BigDecimal("1E+2"))));
        assertThat(text(out)).isEqualTo("""
                name,cost,cost_currency,share,count
                "a,b",-0.123456789,USD,0.125,3
                ,,,,100
                """);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {"=cmd(),'=cmd()", "+1,'+1", "-1,'-1", "@x,'@x", "a=b,a=b", "5-1,5-1"})
    void defusesTextsThatASpreadsheetWouldRun(String cell, String written) {
        options.output = OutputFormat.CSV;
        console.print(Result.of("test/1", Map.of()).table(Table.of("cell").row(cell)));
        assertThat(text(out)).isEqualTo("cell\n" + written + "\n");
    }

    @Test
    void alignsATableForPeople() {
        console.print(Result.of("test/1", Map.of())
                .table(Table.of("a_name", "cost")
                        .row("x", Money.of("1234.5", "USD"))
                        .row("longer name", null))
                .text("Two rows."));
        assertThat(text(out)).isEqualTo("""
                A NAME            COST
                x            $1,234.50
                longer name          -

                Two rows.
                """);
    }

    @Test
    void neverSendsControlCharactersOfDataToTheTerminal() {
        console.print(Result.of("test/1", Map.of()).table(Table.of("tag").row("a\u001b[31mb\nc")));
        assertThat(text(out)).isEqualTo("TAG\na [31mb c\n");
    }

    @Test
    void refusesCsvOfAResultWithoutRows() {
        options.output = OutputFormat.CSV;
        assertThatThrownBy(() -> console.print(Result.of("test/1", Map.of()).text("words")))
                .isInstanceOf(CostwrightException.class)
                .hasMessageContaining("--output json");
    }

    @Test
    void sendsNotesToStandardErrorAndKeepsThemWhenQuiet() {
        console.note("a note");
        console.detail("a detail");
        options.quiet = true;
        console.note("another note");
        console.warn("look");
        assertThat(text(error)).isEqualTo("a note\nwarning: look\n");
        assertThat(text(out)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void endsWithTheExitCodeOfTheKindOfFailure(costwright.schema.FailureKind kind) {
        int code = new Failures(console)
                .report(new IllegalStateException(
                        "wrapped", CostwrightException.of(kind, "It was refused.", List.of())));
        assertThat(code).isEqualTo(kind.exitCode());
        assertThat(text(error)).isEqualTo("costwright: It was refused.\n");
    }

    @Test
    void callsAnUnexpectedFailureADefectAndShowsTheTraceOnlyWhenVerbose() {
        assertThat(new Failures(console).report(new IllegalStateException("oops")))
                .isEqualTo(70);
        assertThat(text(error)).contains("oops", "--verbose").doesNotContain("\tat ");
        options.verbose = true;
        assertThat(new Failures(console).report(new IllegalStateException("oops")))
                .isEqualTo(70);
        assertThat(text(error)).contains("\tat ");
    }

    @ParameterizedTest
    @CsvSource({"Broken pipe,0", "No space left on device,75"})
    void tellsAReaderThatLeftFromADiskThatIsFull(String message, int code) {
        Console broken = new Console(
                new OutputStream() {
                    @Override
                    public void write(int value) throws IOException {
                        throw new IOException(message);
                    }
                },
                error,
                Terminal.NONE,
                options);
        broken.print(Result.of("test/1", Map.of()).text("words"));
        assertThat(Failures.ofStreams(broken, 0)).isEqualTo(code);
    }

    @Test
    void drawsABarOnATerminalAndRemovesIt() {
        Console onTerminal = new Console(out, error, new Terminal(true, true, 80, false), options);
        try (Progress progress = onTerminal.progress("import", 200)) {
            progress.advance(50);
        }
        assertThat(text(error)).startsWith("\r\u001b[2Kimport [---").endsWith("\r\u001b[2K");
        assertThat(text(out)).isEmpty();
    }

    @Test
    void writesPlainLinesOfProgressElsewhere() {
        try (Progress progress = console.progress("import", 200)) {
            progress.advance(50);
            progress.reached(200, 200);
        }
        assertThat(text(error))
                .startsWith("import …\nimport 200 of 200 (100 %) in ")
                .doesNotContain("\u001b");
    }

    @Test
    void saysNothingOfProgressWhenQuiet() {
        options.quiet = true;
        console.progress("import", 200).close();
        assertThat(text(error)).isEmpty();
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
