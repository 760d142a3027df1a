package costwright.jobs.pull.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import costwright.jobs.pull.file.CsvTable.Column;
import costwright.schema.CostwrightException;
import costwright.schema.FailureKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableTest {
    @TempDir
    private Path folder;

    @Test
    void findsColumnsByNameInAnyOrderAndCaseAndListsTheUnknown() throws IOException {
        Path file = write("\uFEFFextra,B, a ,other\r\nx,2,one,y\r\n");
        try (CsvTable table = CsvTable.open(file, List.of("a", "b"), List.of("c"))) {
            Column a = table.column("a");
            Column b = table.column("b");
            Column c = table.column("c");
            assertThat(table.map(row -> row.text(a) + row.decimal(b) + row.textOrEmpty(c) + row.isBlank(c)))
                    .containsExactly("one2true");
            assertThat(table.unknownColumns()).containsExactly("extra", "other");
            assertThat(table.rows()).isEqualTo(1);
        }
    }

    @Test
    void readsGzipWhateverTheNameIs() throws IOException {
        byte[] gzip = gzip("a\n1\n2\n");
        for (String name : List.of("data.csv.gz", "data.csv")) {
            Path file = Files.write(folder.resolve(name), gzip);
            try (CsvTable table = CsvTable.open(file, List.of("a"), List.of())) {
                Column a = table.column("a");
                assertThat(table.map(row -> row.integer(a))).containsExactly(1, 2);
            }
        }
    }

    @Test
    void keepsCommasQuotesAndNewlinesOfQuotedFieldsAndCountsTheirLines() throws IOException {
        Path file = write("a,b\n\"x, \"\"y\"\"\nz\",1\nq,bad\n");
        CostwrightException refusal = refusal(file, List.of("a", "b"), (row, column) -> {
            row.text(column.apply("a"));
            return row.decimal(column.apply("b"));
        });
        assertThat(refusal.problems()).hasSize(1);
        assertThat(refusal.problems().get(0).row()).isEqualTo(4);
        assertThat(read(write("a\n\"x, \"\"y\"\"\nz\"\n"), (row, column) -> row.text(column.apply("a"))))
                .containsExactly("x, \"y\"\nz");
    }

    @Test
    void givesAHeaderOnlyFileNoRows() throws IOException {
        assertThat(read(write("a,b"), (row, column) -> row.text(column.apply("a"))))
                .isEmpty();
    }

    @Test
    void refusesAnEmptyFile() throws IOException {
        assertThatThrownBy(() -> CsvTable.open(write(""), List.of("a", "b"), List.of()))
                .isInstanceOf(CostwrightException.class)
                .hasMessageContaining("the file is empty")
                .hasMessageContaining("a, b");
    }

    @Test
    void namesEveryMissingMandatoryColumn() throws IOException {
        Path file = write("b,d\n1,2\n");
        CostwrightException refusal = catchThrowableOfType(
                CostwrightException.class, () -> CsvTable.open(file, List.of("a", "b", "c"), List.of()));
        assertThat(refusal.kind()).isEqualTo(FailureKind.INPUT);
        assertThat(refusal.problems()).extracting(problem -> problem.column()).containsExactly("a", "c");
    }

    @Test
    void refusesAColumnThatIsThereTwice() throws IOException {
        assertThatThrownBy(() -> CsvTable.open(write("a,A\n1,2\n"), List.of("a"), List.of()))
                .hasMessageContaining("twice");
    }

    @Test
    void saysThatATruncatedGzipIsTruncated() throws IOException {
        StringBuilder text = new StringBuilder("a\n");
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 50_000; i++) {
            text.append(random.nextLong()).append('\n');
        }
        byte[] whole = gzip(text.toString());
        Path file = Files.write(folder.resolve("cut.csv.gz"), Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> read(file, (row, column) -> row.text(column.apply("a"))))
                .isInstanceOf(CostwrightException.class)
                .hasMessageContaining("cut.csv.gz")
                .hasMessageContaining("truncated");
    }

    @Test
    void refusesWhatIsNotWhatItsNameSays() throws IOException {
        Path fake = Files.writeString(folder.resolve("fake.csv.gz"), "a\n1\n");
        assertThatThrownBy(() -> CsvTable.open(fake, List.of("a"), List.of())).hasMessageContaining("not gzip");
        Path latin = Files.write(folder.resolve("latin.csv"), "a\n\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> read(latin, (row, column) -> row.text(column.apply("a"))))
                .hasMessageContaining("UTF-8");
        assertThatThrownBy(() -> CsvTable.open(folder, List.of("a"), List.of())).hasMessageContaining("folder");
        assertThatThrownBy(() -> CsvTable.open(folder.resolve("none.csv"), List.of("a"), List.of()))
                .hasMessageContaining("no such file");
    }

    @Test
    void refusesBrokenQuoting() throws IOException {
        assertThatThrownBy(() -> read(write("a\n\"open\n"), (row, column) -> row.text(column.apply("a"))))
                .isInstanceOf(CostwrightException.class)
                .hasMessageContaining("quoting");
    }

    @Test
    void collectsProblemsOfAllRowsWithRowColumnAndValue() throws IOException {
        Path file = write("a,b\n1,x\n2,3\n,4\n5,6,7\n");
        CostwrightException refusal = refusal(
                file, List.of("a", "b"), (row, column) -> row.text(column.apply("a")) + row.decimal(column.apply("b")));
        assertThat(refusal.problems())
                .extracting(problem -> problem.row() + "|" + problem.column() + "|" + problem.value())
                .containsExactly("2|b|x", "4|a|", "5|null|null");
        assertThat(refusal).hasMessageContaining("3 problems");
    }

    @Test
    void givesUpAfterTwentyProblems() throws IOException {
        Path file = write("a\n" + "x\n".repeat(1000));
        CostwrightException refusal = refusal(file, List.of("a"), (row, column) -> row.decimal(column.apply("a")));
        assertThat(refusal.problems()).hasSize(20);
        assertThat(refusal).hasMessageContaining("at least 20");
    }

    @Test
    void readsDecimalsExactly() throws IOException {
        assertThat(read(
                        write("a\n0.1234567890123456789012345678\n35.2E-7\n -4 \n"),
                        (row, column) -> row.decimal(column.apply("a"))))
                .containsExactly(
                        new BigDecimal("0.1234567890123456789012345678"),
                        new BigDecimal("0.00000352"),
                        new BigDecimal("-4"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "0x1p3", "1d", "1,5", "--1", "1e999", ".", "-", "1.2.3", "1e"})
    void refusesWhatIsNoMeasurement(String text) throws IOException {
        Path file = write("a\n\"" + text + "\"\n");
        assertThat(refusal(file, List.of("a"), (row, column) -> row.number(column.apply("a")))
                        .problems())
                .hasSize(1);
    }

    @Test
    void readsMeasurementsAsTheNearestDouble() throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        StringBuilder text = new StringBuilder("a\n");
        List<Double> expected = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            BigDecimal value = BigDecimal.valueOf(random.nextLong(1_000_000_000_000_000L), random.nextInt(16));
            text.append(value.toPlainString()).append('\n');
            expected.add(Double.parseDouble(value.toPlainString()));
        }
        assertThat(read(write(text.toString()), (row, column) -> row.number(column.apply("a"))))
                .isEqualTo(expected);
        assertThat(read(write("a,b\n,1\n"), (row, column) -> row.numberOrNaN(column.apply("a"))))
                .containsExactly(Double.NaN);
    }

    @Test
    void readsInstantsAlikeOnBothWays() throws IOException {
        Path file = write("""
                a
                2026-08-01T00:00:00Z
                2026-08-01T23:59:59Z
                2024-02-29T12:30:05Z
                2026-08-01T02:00:00+02:00
                2026-08-01T00:00:00.000Z
                """);
        List<Instant> instants = read(file, (row, column) -> row.instant(column.apply("a")));
        assertThat(instants)
                .containsExactly(
                        Instant.parse("2026-08-01T00:00:00Z"),
                        Instant.parse("2026-08-01T23:59:59Z"),
                        Instant.parse("2024-02-29T12:30:05Z"),
                        Instant.parse("2026-08-01T00:00:00Z"),
                        Instant.parse("2026-08-01T00:00:00Z"));
        assertThat(read(file, (row, column) -> Instant.ofEpochSecond(row.epochSeconds(column.apply("a")))))
                .isEqualTo(instants);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-08-01",
                "2026-13-01T00:00:00Z",
                "2026-02-30T00:00:00Z",
                "2026-08-01T24:00:00Z",
                "2026-08-01T00:60:00Z",
                "20x6-08-01T00:00:00Z",
                "2026-08-01 00:00:00"
            })
    void refusesWhatIsNoInstant(String text) throws IOException {
        Path file = write("a\n" + text + "\n");
        assertThat(refusal(file, List.of("a"), (row, column) -> row.epochSeconds(column.apply("a")))
                        .problems())
                .hasSize(1);
    }

    @Test
    void readsDatesOfDaysAndInstants() throws IOException {
        assertThat(read(
                        write("a\n2026-08-01\n2026-08-01T23:00:00-02:00\n"),
                        (row, column) -> row.date(column.apply("a"))))
                .containsExactly(LocalDate.of(2026, 8, 1), LocalDate.of(2026, 8, 2));
    }

    @Test
    void readsFlatJsonObjectsAndRefusesOthers() throws IOException {
        assertThat(read(
                        write("a\n\"{\"\"b\"\":1.50,\"\"a\"\":\"\"x\"\",\"\"c\"\":true,\"\"d\"\":null}\"\n"),
                        (row, column) -> row.jsonObject(column.apply("a"))))
                .containsExactly(Map.of("a", "x", "b", "1.50", "c", "true", "d", ""));
        for (String bad : List.of("[1]", "{\"\"a\"\":{}}", "{\"\"a\"\":1,\"\"a\"\":2}", "{", "{} {}", "\"\"x\"\"")) {
            Path file = write("a\n\"" + bad + "\"\n");
            assertThat(refusal(file, List.of("a"), (row, column) -> row.jsonObject(column.apply("a")))
                            .problems())
                    .as(bad)
                    .hasSize(1);
        }
    }

    @Test
    void givesEqualTextsBelowEachOtherAsOneObject() throws IOException {
        List<String> texts = read(write("a\nsame\nsame\nother\n"), (row, column) -> row.text(column.apply("a")));
        assertThat(texts.get(1)).isSameAs(texts.get(0));
        assertThat(texts.get(2)).isEqualTo("other");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "table", ".csv"), text);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static <T> List<T> read(Path file, BiFunction<CsvRow, Function<String, Column>, T> mapper) {
        return read(file, List.of("a"), mapper);
    }

    private static <T> List<T> read(
            Path file, List<String> mandatory, BiFunction<CsvRow, Function<String, Column>, T> mapper) {
        try (CsvTable table = CsvTable.open(file, mandatory, List.of())) {
            return table.map(row -> mapper.apply(row, table::column));
        }
    }

    private static <T> CostwrightException refusal(
            Path file, List<String> mandatory, BiFunction<CsvRow, Function<String, Column>, T> mapper) {
        return catchThrowableOfType(CostwrightException.class, () -> read(file, mandatory, mapper));
    }
}
