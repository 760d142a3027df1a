package costwright.reports.format;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.schema.quantity.Ratio;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
    private final Figures figures = new Figures();

    @Test
    void groupsCountsByThousands() {
        assertThat(figures.count(0)).isEqualTo("0");
        assertThat(figures.count(999)).isEqualTo("999");
        assertThat(figures.count(1_234_567)).isEqualTo("1,234,567");
        assertThat(figures.count(-1_000)).isEqualTo("\u22121,000");
        assertThat(figures.count(1, "disk", "disks")).isEqualTo("1 disk");
        assertThat(figures.count(2, "disk", "disks")).isEqualTo("2 disks");
    }

    @Test
    void neverCallsAPartAll() {
        assertThat(figures.share(Ratio.of(9_999, 10_000))).isEqualTo("99.9%");
        assertThat(figures.share(Ratio.of(1, 1))).isEqualTo("100.0%");
        assertThat(figures.share(Ratio.NONE)).isEqualTo("unknown");
    }

    @ParameterizedTest
    @CsvSource({
        "100,104.6,+4.6%",
        "100,95.4,\u22124.6%",
        "100,100,±0.0%",
        "100,100.04,±0.0%",
        "0,5,new",
        "0,0,±0.0%",
        "-5,5,n/a",
        "3,4,+33.3%"
    })
    void tellsGrowthAgainstWhatWasThere(String previous, String current, String text) {
        assertThat(figures.growth(new BigDecimal(previous), new BigDecimal(current)))
                .isEqualTo(text);
    }

    @Test
    void knowsNoPartOfNothing() {
        assertThat(figures.part(BigDecimal.ONE, BigDecimal.ZERO)).isEqualTo("unknown");
        assertThat(figures.part(BigDecimal.ONE, BigDecimal.valueOf(8))).isEqualTo("12.5%");
    }

    @Test
    void writesStatisticsAndDashesForWhatIsNone() {
        assertThat(figures.percent(0.12345)).isEqualTo("12.3%");
        assertThat(figures.percent(-0.0004)).isEqualTo("0.0%");
        assertThat(figures.percent(Double.NaN)).isEqualTo("–");
        assertThat(figures.number(-2.8711)).isEqualTo("\u22122.87");
        assertThat(figures.number(-0.001)).isEqualTo("0.00");
        assertThat(figures.number(Double.POSITIVE_INFINITY)).isEqualTo("–");
        assertThat(figures.percentTick(new BigDecimal("-50.0"))).isEqualTo("\u221250%");
        assertThat(figures.percentTick(new BigDecimal("0.00"))).isEqualTo("0%");
    }
}
