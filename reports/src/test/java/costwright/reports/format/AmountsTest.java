package costwright.reports.format;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.schema.money.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AmountsTest {
    private final Amounts amounts = new Amounts();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|USD|$0.00",
                "1234.5|USD|$1,234.50",
                "-1234.5|USD|\u2212$1,234.50",
                "0.005|USD|$0.00",
                "0.015|USD|$0.02",
                "-0.004|USD|$0.00",
                "999.999|EUR|€1,000.00",
                "1234567.4|JPY|¥1,234,567",
                "12.3456|KWD|KWD\u00a012.346",
                "98765432109876543210.12|CHF|CHF\u00a098,765,432,109,876,543,210.12"
            })
    void writesMinorUnitsOfTheCurrency(String amount, String currency, String text) {
        assertThat(amounts.money(Money.of(amount, currency))).isEqualTo(text);
    }

    @Test
    void marksTheDirectionOfAChange() {
        assertThat(amounts.change(usd("2"))).isEqualTo("+$2.00");
        assertThat(amounts.change(usd("-2"))).isEqualTo("\u2212$2.00");
        assertThat(amounts.change(usd("0.001"))).isEqualTo("$0.00");
        assertThat(amounts.size(usd("-2"))).isEqualTo("$2.00");
    }

    @Test
    void givesMissingUnitsToTheLargestRemainders() {
        // 3 × 3.333… = 10.00: a cent is missing after rounding down, and the first of equals gets it.
        assertThat(amounts.column(List.of(usd("3.333333"), usd("3.333333"), usd("3.333334"))))
                .containsExactly("$3.33", "$3.33", "$3.34");
        assertThat(amounts.column(List.of(usd("0.004"), usd("0.004"), usd("0.004"))))
                .containsExactly("$0.01", "$0.00", "$0.00");
        assertThat(amounts.column(List.of(usd("-0.006"), usd("0.006")))).containsExactly("\u2212$0.01", "$0.01");
        assertThat(amounts.column(List.of())).isEmpty();
    }

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void roundsEveryColumnSoThatItSumsToItsRoundedTotalAndNoPartMovesByAUnit(int seed) {
        Random random = new Random(seed);
        Currency currency = Currency.getInstance(seed % 5 == 0 ? "JPY" : "USD");
        BigDecimal unit = BigDecimal.ONE.movePointLeft(currency.getDefaultFractionDigits());
        List<Money> exact = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(40); i++) {
            exact.add(Money.ofMicros(random.nextLong(-5_000_000_000L, 20_000_000_000L), currency));
        }

        List<Money> shown = amounts.roundedColumn(exact);

        assertThat(Money.total(shown, currency)).isEqualTo(amounts.rounded(Money.total(exact, currency)));
        for (int i = 0; i < exact.size(); i++) {
            assertThat(shown.get(i).minus(exact.get(i)).amount().abs()).isLessThan(unit);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0,$0",
        "500,$500",
        "0.2,$0.20",
        "0.05,$0.05",
        "1000,$1k",
        "2500,$2.5k",
        "20000,$20k",
        "3000000,$3m",
        "-500,\u2212$500",
        "4000000000,$4bn"
    })
    void shortensTicks(String amount, String text) {
        assertThat(amounts.tick(new BigDecimal(amount), Currency.getInstance("USD")))
                .isEqualTo(text);
    }

    private static Money usd(String amount) {
        return Money.of(amount, "USD");
    }
}
