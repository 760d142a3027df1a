package costwright.schema.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PeriodTest {
    static Stream<Instant> instants() {
        Random random = new Random(3);
        return Stream.generate(() -> Instant.ofEpochSecond(1_600_000_000L + random.nextInt(300_000_000)))
                .limit(100);
    }

    @ParameterizedTest
    @MethodSource("instants")
    void everyInstantLiesInExactlyOneMonth(Instant instant) {
        BillingPeriod period = BillingPeriod.containing(instant);
        assertThat(period.contains(instant)).isTrue();
        assertThat(period.next().contains(instant)).isFalse();
        assertThat(period.previous().contains(instant)).isFalse();
        assertThat(period.end()).isEqualTo(period.next().start());
    }

    @Test
    void containsItsStartAndNotItsEnd() {
        BillingPeriod october = BillingPeriod.parse("2026-10");
        assertThat(october.contains(Instant.parse("2026-10-01T00:00:00Z"))).isTrue();
        assertThat(october.contains(Instant.parse("2026-10-31T23:59:59.999999999Z")))
                .isTrue();
        assertThat(october.contains(Instant.parse("2026-11-01T00:00:00Z"))).isFalse();
        assertThat(october.length()).isEqualTo(Duration.ofDays(31));
        assertThat(october).hasToString("2026-10").isEqualTo(new BillingPeriod(YearMonth.of(2026, 10)));
    }

    @Test
    void refusesAnEmptyOrReversedPeriod() {
        Instant noon = Instant.parse("2026-10-01T12:00:00Z");
        assertThatThrownBy(() -> new ChargePeriod(noon, noon)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ChargePeriod(noon, noon.minusSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2026-10-01T12:00:00Z");
    }

    @Test
    void neighboursDoNotOverlap() {
        ChargePeriod first =
                new ChargePeriod(Instant.parse("2026-10-01T00:00:00Z"), Instant.parse("2026-10-01T01:00:00Z"));
        ChargePeriod second =
                new ChargePeriod(Instant.parse("2026-10-01T01:00:00Z"), Instant.parse("2026-10-01T02:00:00Z"));
        assertThat(first.overlaps(second)).isFalse();
        assertThat(BillingPeriod.parse("2026-10").covers(second)).isTrue();
        assertThat(first.covers(BillingPeriod.parse("2026-10"))).isFalse();
    }

    @Test
    void looksBackOverWholeDays() {
        Instant asOf = Instant.parse("2026-11-02T06:00:00Z");
        assertThat(Lookback.ofWholeDays(14, asOf))
                .isEqualTo(new Lookback(Instant.parse("2026-10-19T00:00:00Z"), Instant.parse("2026-11-02T00:00:00Z")));
        assertThat(Lookback.ofDays(14, asOf).start()).isEqualTo(Instant.parse("2026-10-19T06:00:00Z"));
        assertThat(Lookback.ofDays(14, asOf).hours()).isEqualTo(336);
    }
}
