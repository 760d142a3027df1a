package costwright.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.reports.SampleReports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeeklyReportHtmlTest {
    /** Run with {@code -Dgolden=write} to accept the page as it is now; review the difference before committing it. */
    private static final boolean WRITE = "write".equals(System.getProperty("golden"));

    private static final Path GOLDEN = Path.of("src/test/resources/golden/weekly.html");

    private final WeeklyReportHtml html = new WeeklyReportHtml();

    @Test
    void rendersTheGoldenPage() throws IOException {
        String page = html.render(SampleReports.full());
        if (WRITE) {
            Files.createDirectories(GOLDEN.getParent());
            Files.writeString(GOLDEN, page);
        }
        assertThat(page).isEqualTo(Files.readString(GOLDEN, StandardCharsets.UTF_8));
    }

    @Test
    void rendersTheSameBytesTwice() {
        assertThat(html.render(SampleReports.full())).isEqualTo(new WeeklyReportHtml().render(SampleReports.full()));
    }

    @Test
    void saysThatNothingIsBilledWhenTheStoreIsEmpty() {
        String page = html.render(SampleReports.empty());

        assertThat(page)
                .contains("Nothing is billed yet")
                .contains("No bill is imported")
                .doesNotContain("0.00");
    }

    @Test
    void setsBudgetsBesideTheirLimitsAndNamesWhoForecasts() {
        String page = html.render(SampleReports.full());
        int start = page.indexOf("<section id=\"outlook\">");
        String box = page.substring(start, page.indexOf("</section>", start));

        assertThat(box)
                .contains("82.5%", "<strong>over</strong>", "AWS 111122223333, monthly", "No cause named")
                .contains("since 27", "unknown</td>");
        assertThat(html.render(SampleReports.withRecommendations(1))).doesNotContain("outlook", "Budgets and forecast");
    }

    @Test
    void rendersASingleRecommendation() {
        assertThat(html.render(SampleReports.withRecommendations(1)))
                .contains("1 recommendation would save $90.91 a month");
    }

    @Test
    void keepsCurrenciesApart() {
        String page = html.render(SampleReports.severalCurrencies());

        assertThat(page)
                .contains("id=\"savings-EUR\"", "id=\"savings-JPY\"", "id=\"savings-USD\"", "Everything billed in JPY");
        assertThat(page).contains("€").contains("¥").contains("$");
    }

    @Test
    void showsANegativeSavingAsNegative() {
        assertThat(html.render(SampleReports.negativeSaving()))
                .contains("\u2212$12.34")
                .doesNotContain(">$12.34");
    }

    @Test
    void showsWhatIsTooSmallAsACostBesideTheSavings() {
        assertThat(html.render(SampleReports.tooSmall()))
                .contains("1 recommendation would save $10.00 a month")
                .contains("href=\"#costs-USD\"", "id=\"costs-USD\"", "1 risk, no savings", ">\u2212$12.34<");
        assertThat(html.render(SampleReports.withRecommendations(1))).doesNotContain("costs-USD");
    }

    @Test
    void showsHugeAmountsInFull() {
        assertThat(html.render(SampleReports.huge())).contains("$90,909,546,090.91");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\" onmouseover=\"alert(1)",
                "' onfocus='alert(1)",
                "</style><img src=x onerror=alert(1)>",
                "\u202Egnp.exe",
                "=HYPERLINK(\"http://evil.example\")",
                "${7*7} <#assign x=1> [=1]",
                "https://evil.example/\"><script>",
                "javascript:alert(1)",
                "\u0000\u0007\uD800",
                "]]> <!-- "
            })
    void escapesHostileTextWhereverItMayStand(String text) {
        String page = html.render(SampleReports.hostile(text));

        assertThat(page.toLowerCase(java.util.Locale.ROOT))
                .doesNotContain("<script")
                .doesNotContain("<img")
                .doesNotContain("<!-- ");
        assertThat(Pattern.compile("<[^>]*\\son\\w+\\s*=")
                        .matcher(withoutAttributeValues(page))
                        .find())
                .isFalse();
        assertThat(page).doesNotContain("href=\"javascript");
        assertThat(page.chars().filter(c -> (c < ' ' && c != '\n') || Character.isSurrogate((char) c)))
                .isEmpty();
    }

    @Test
    void asksNothingOfTheNetwork() {
        String page = html.render(SampleReports.full());

        assertThat(page).contains("default-src 'none'");
        assertThat(Pattern.compile("(src|srcset|data|poster|action|xlink:href)\\s*=\\s*[\"']?(https?:|//)")
                        .matcher(page)
                        .find())
                .isFalse();
        assertThat(Pattern.compile("url\\(|@import|<link|<iframe|<object|<embed|<base|http-equiv=\"refresh")
                        .matcher(page)
                        .find())
                .isFalse();
        assertThat(Pattern.compile("<a [^>]*href=\"https?:(?![^>]*rel=\"noreferrer)")
                        .matcher(page)
                        .find())
                .isFalse();
    }

    /** What is left is markup and text: a quote in a text is always escaped. */
    private static String withoutAttributeValues(String page) {
        return page.substring(page.indexOf("</style>")).replaceAll("=\"[^\"]*\"", "=");
    }
}
