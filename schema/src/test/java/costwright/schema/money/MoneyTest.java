package costwright.schema.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MoneyTest {
    private static final Currency USD = Currency.getInstance("USD");

    /** Amounts of every sign and up to 28 decimals, the most that a real bill has shown. */
    static Stream<List<Money>> amounts() {
        Random random = new Random(20261121);
        return Stream.generate(() -> IntStream.range(0, 3)
                        .mapToObj(i -> new Money(
                                new BigDecimal(new BigInteger(80, random), random.nextInt(29))
                                        .multiply(BigDecimal.valueOf(random.nextInt(3) - 1)),
                                USD))
                        .toList())
                .limit(200);
    }

    @ParameterizedTest
    @MethodSource("amounts")
    void addsInAnyOrderAndGrouping(List<Money> three) {
        Money a = three.get(0);
        Money b = three.get(1);
        Money c = three.get(2);
        assertThat(a.plus(b)).isEqualTo(b.plus(a));
        assertThat(a.plus(b).plus(c)).isEqualTo(a.plus(b.plus(c)));
        assertThat(a.plus(b).minus(b)).isEqualTo(a);
        assertThat(a.plus(a.negated())).isEqualTo(Money.zero(USD));
    }

    @ParameterizedTest
    @MethodSource("amounts")
    void totalsTheSameWhateverTheOrder(List<Money> three) {
        List<Money> shuffled = new ArrayList<>(three);
        Collections.reverse(shuffled);
        assertThat(Money.total(shuffled, USD)).isEqualTo(Money.total(three, USD));
    }

    @ParameterizedTest
    @MethodSource("amounts")
    void survivesTheRoundTripThroughADecimalString(List<Money> three) {
        Money amount = three.get(0);
        assertThat(Money.of(amount.toDecimalString(), "USD")).isEqualTo(amount);
        assertThat(amount.toDecimalString()).doesNotContain("E");
    }

    @ParameterizedTest
    @MethodSource("amounts")
    void distributesOverFactors(List<Money> three) {
        BigDecimal factor = three.get(2).amount();
        assertThat(three.get(0).plus(three.get(1)).times(factor))
                .isEqualTo(three.get(0).times(factor).plus(three.get(1).times(factor)));
    }

    @Test
    void isEqualByValueWhateverTheTrailingZeros() {
        assertThat(Money.of("1.20", "USD"))
                .isEqualTo(Money.of("1.2", "USD"))
                .hasSameHashCodeAs(Money.of("12E-1", "USD"));
        assertThat(Money.of("0.000", "USD")).isEqualTo(Money.zero(USD));
    }

    @Test
    void refusesTwoCurrenciesAndKeepsBoth() {
        Money dollars = Money.of("1", "USD");
        Money euros = Money.of("1", "EUR");
        assertThatExceptionOfType(CurrencyMismatchException.class)
                .isThrownBy(() -> dollars.plus(euros))
                .satisfies(mismatch -> {
                    assertThat(mismatch.first()).isEqualTo(USD);
                    assertThat(mismatch.second().getCurrencyCode()).isEqualTo("EUR");
                });
        assertThatThrownBy(() -> dollars.compareTo(euros)).isInstanceOf(CurrencyMismatchException.class);
        assertThatThrownBy(() -> Money.total(List.of(dollars, euros), USD))
                .isInstanceOf(CurrencyMismatchException.class);
    }

    @Test
    void roundsToMicrosHalfEven() {
        assertThat(Money.of("0.0000005", "USD").toMicros()).isZero();
        assertThat(Money.of("0.0000015", "USD").toMicros()).isEqualTo(2);
        assertThat(Money.of("-0.0000015", "USD").toMicros()).isEqualTo(-2);
        assertThat(Money.ofMicros(2, USD)).isEqualTo(Money.of("0.000002", "USD"));
    }

    @Test
    void refusesMicrosThatDoNotFit() {
        assertThat(Money.of("9223372036854.775807", "USD").toMicros()).isEqualTo(Long.MAX_VALUE);
        assertThatThrownBy(() -> Money.of("9223372036854.775808", "USD").toMicros())
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void dividesOnlyWithANamedRounding() {
        assertThat(Money.of("10", "USD").dividedBy(BigDecimal.valueOf(3), 4, RoundingMode.HALF_EVEN))
                .isEqualTo(Money.of("3.3333", "USD"));
    }
}
