package costwright.schema.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import costwright.schema.quantity.Quantity;
import costwright.schema.quantity.Unit;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class UnitPriceTest {
    private final UnitPrice hourly = UnitPrice.perHour(Money.of("0.0104", "USD"));

    @Test
    void isTheOnlyBridgeFromQuantityToMoney() {
        assertThat(hourly.times(Quantity.hours(new BigDecimal("1.5")))).isEqualTo(Money.of("0.0156", "USD"));
        assertThat(hourly.perMonth()).isEqualTo(Money.of("7.592", "USD"));
    }

    @Test
    void refusesAQuantityOfAnotherUnit() {
        assertThatThrownBy(() -> hourly.times(new Quantity(BigDecimal.ONE, Unit.GB_MONTHS)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Hours")
                .hasMessageContaining("GB-Months");
    }

    @Test
    void anUnknownPriceIsNoPrice() {
        PriceAnswer unknown = new PriceAnswer.Unknown("no price of m9.large in mars-1");
        PriceAnswer known = new PriceAnswer.Known(hourly, "price list", LocalDate.parse("2026-07-05"));
        assertThat(unknown.known()).isEmpty();
        assertThat(known.known()).isPresent();
    }
}
