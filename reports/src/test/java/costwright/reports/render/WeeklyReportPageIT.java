package costwright.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.reports.SampleReports;
import costwright.reports.page.WeeklyReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looks at the page in a real browser; the measuring script is in {@code /page-probe.html}. */
class WeeklyReportPageIT {
    private static final String DARK = "--blink-settings=preferredColorScheme=0";
    private static final Pattern RESULT = Pattern.compile("<pre id=\"result\">([^<]*)</pre>");

    @TempDir
    Path folder;

    private Browser browser;

    @BeforeEach
    void requireABrowser() {
        Optional<Browser> found = Browser.find();
        Assumptions.assumeTrue(
                found.isPresent(), "There is no Chromium or Chrome on the PATH, so the page is not looked at.");
        browser = found.orElseThrow();
    }

    @Test
    void neverScrollsSideways() throws Exception {
        assertThat(probe(reports(), List.of(320, 390, 768, 1280), "overflow")).isEmpty();
    }

    @Test
    void isReadableInTheLight() throws Exception {
        assertThat(probe(Map.of("full", SampleReports.full()), List.of(390, 1280), "light"))
                .isEmpty();
    }

    @Test
    void isReadableInTheDark() throws Exception {
        assertThat(probe(Map.of("full", SampleReports.full()), List.of(390, 1280), "dark", DARK))
                .isEmpty();
    }

    @Test
    void namesEveryPictureAndNoElementTwice() throws Exception {
        assertThat(probe(reports(), List.of(1280), "names")).isEmpty();
    }

    @Test
    void writesNothingToTheConsoleAndAsksNothingOfTheNetwork() throws Exception {
        try (RequestTrap trap = new RequestTrap()) {
            Map<String, WeeklyReport> reports = new TreeMap<>(reports());
            reports.put(
                    "hostile", SampleReports.hostile("<img src=\"https://evil.example/x.png\" onerror=\"alert(1)\">"));

            assertThat(probe(reports, List.of(1280), "nothing", trap.flags())).isEmpty();

            assertThat(trap.requests()).isEmpty();
        }
    }

    @Test
    void printsWithEveryEvidenceOpened() throws Exception {
        Path few = print(SampleReports.withRecommendations(1));
        Path many = print(SampleReports.withRecommendations(12));

        assertThat(Files.readAllBytes(few)).startsWith("%PDF-".getBytes(StandardCharsets.US_ASCII));
        // Closed, eleven more recommendations would take a page at most.
        assertThat(pages(many)).isGreaterThan(pages(few) + 3);
    }

    private static Map<String, WeeklyReport> reports() {
        return Map.of(
                "full", SampleReports.full(),
                "empty", SampleReports.empty(),
                "huge", SampleReports.huge(),
                "several", SampleReports.severalCurrencies());
    }

    private Path print(WeeklyReport report) throws Exception {
        Path pdf = Files.createTempFile(folder, "report", ".pdf");
        browser.open(page(report), folder, "--no-pdf-header-footer", "--print-to-pdf=" + pdf);
        return pdf;
    }

    private static long pages(Path pdf) throws IOException {
        return Pattern.compile("/Type\\s*/Page\\b")
                .matcher(Files.readString(pdf, StandardCharsets.ISO_8859_1))
                .results()
                .count();
    }

    private Path page(WeeklyReport report) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "page", ".html"), new WeeklyReportHtml().render(report));
    }

    /** What the probe finds wrong with the pages at the widths, with everything opened. */
    private List<String> probe(
            Map<String, WeeklyReport> reports, List<Integer> widths, String question, String... flags)
            throws Exception {
        List<String> looks = new ArrayList<>();
        for (Map.Entry<String, WeeklyReport> report : new TreeMap<>(reports).entrySet()) {
            Path page = page(report.getValue()).getFileName();
            widths.forEach(
                    width -> looks.add("{name: '%s', page: '%s', width: %d}".formatted(report.getKey(), page, width)));
        }
        try (InputStream template = WeeklyReportPageIT.class.getResourceAsStream("/page-probe.html")) {
            String probe = new String(template.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("{looks}", looks.toString())
                    .replace("{question}", question);
            Path file = Files.writeString(Files.createTempFile(folder, "probe", ".html"), probe);
            List<String> all = new ArrayList<>(List.of(flags));
            all.add("--dump-dom");
            Browser.Visit visit = browser.open(file, folder, all.toArray(String[]::new));
            Matcher matcher = RESULT.matcher(visit.document());
            assertThat(matcher.find()).as(visit.log()).isTrue();
            assertThat(visit.log().lines().filter(line -> line.contains("CONSOLE")))
                    .isEmpty();
            return matcher.group(1).lines().filter(line -> !line.isBlank()).toList();
        }
    }
}
