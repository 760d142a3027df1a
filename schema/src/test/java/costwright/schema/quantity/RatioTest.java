package costwright.schema.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RatioTest {
    static Stream<List<Ratio>> ratios() {
        Random random = new Random(7);
        return Stream.generate(() -> List.of(ratio(random), ratio(random), ratio(random)))
                .limit(100);
    }

    private static Ratio ratio(Random random) {
        long whole = random.nextInt(1000);
        return Ratio.of(whole == 0 ? 0 : random.nextInt((int) whole + 1), whole);
    }

    @ParameterizedTest
    @MethodSource("ratios")
    void combinesByAddingPartsInAnyOrder(List<Ratio> three) {
        Ratio left = three.get(0).plus(three.get(1)).plus(three.get(2));
        Ratio right = three.get(2).plus(three.get(0).plus(three.get(1)));
        assertThat(left).isEqualTo(right);
        assertThat(left.plus(Ratio.NONE)).isEqualTo(left);
    }

    @Test
    void isNotTheAverageOfItsParts() {
        // 1/2 and 9/10 of different wholes: 10/12, not 0.7
        assertThat(Ratio.of(1, 2).plus(Ratio.of(9, 10))).isEqualTo(Ratio.of(10, 12));
    }

    @Test
    void hasNoValueWhenThereIsNoWhole() {
        assertThat(Ratio.NONE.value()).isEmpty();
        assertThat(Ratio.NONE.isAtLeast(BigDecimal.ZERO)).isFalse();
    }

    @Test
    void reachesABoundExactly() {
        assertThat(Ratio.of(9, 10).isAtLeast(new BigDecimal("0.9"))).isTrue();
        assertThat(Ratio.of(899, 1000).isAtLeast(new BigDecimal("0.9"))).isFalse();
    }

    @Test
    void refusesANegativeWhole() {
        assertThatThrownBy(() -> Ratio.of(1, -2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-2");
    }

    @Test
    void addsQuantitiesOfOneUnitOnly() {
        Quantity hour = Quantity.hours(BigDecimal.ONE);
        assertThat(hour.plus(Quantity.hours(new BigDecimal("0.50"))))
                .isEqualTo(Quantity.hours(new BigDecimal("1.5")))
                .hasToString("1.5 Hours");
        assertThatThrownBy(() -> hour.plus(new Quantity(BigDecimal.ONE, Unit.GB_MONTHS)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Unit(" ")).isInstanceOf(IllegalArgumentException.class);
    }
}
