package costwright.jobs.store;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.schema.money.Money;
import costwright.schema.money.PriceAnswer;
import costwright.schema.money.UnitPrice;
import costwright.schema.price.InstanceType;
import costwright.schema.price.PriceRow;
import costwright.schema.resource.Provider;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PriceStoreIT {
    private static final LocalDate DAY = LocalDate.parse("2026-10-01");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void keepsPricesToTheLastDigitAndUnknownOnesUnknown(Dialect dialect) {
        try (Store store = TestStores.open(dialect, folder)) {
            PriceStore prices = new PriceStore(store);
            PriceRow row = row("m5.large", "0.09600000017", DAY);
            InstanceType burstable = type("t3.small", new BigDecimal("20"));
            InstanceType steady = type("m5.large", null);
            prices.replace("prices.csv", List.of(row), List.of(burstable, steady));
            assertThat(prices.rows()).containsExactly(row);
            assertThat(prices.types()).containsExactly(steady, burstable);
            assertThat(prices.book().onDemand(Provider.AWS, "us-east-1", "m5.large", "linux"))
                    .isEqualTo(new PriceAnswer.Known(row.price(), "list", DAY));
            assertThat(prices.book().onDemand(Provider.AWS, "us-east-1", "m5.xlarge", "linux"))
                    .isInstanceOf(PriceAnswer.Unknown.class);
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void replacesOnlyWhatCameFromTheSameOrigin(Dialect dialect) {
        try (Store store = TestStores.open(dialect, folder)) {
            PriceStore prices = new PriceStore(store);
            prices.replace("a.csv", List.of(row("m5.large", "1", DAY)), List.of());
            prices.replace("b.csv", List.of(row("m5.large", "2", DAY.plusDays(1))), List.of());
            prices.replace("a.csv", List.of(row("m5.xlarge", "3", DAY)), List.of());
            assertThat(prices.rows()).extracting(PriceRow::item).containsExactly("m5.large", "m5.xlarge");
            assertThat(prices.rows().get(0).price().money()).isEqualTo(Money.of("2", "USD"));
        }
    }

    private static PriceRow row(String item, String price, LocalDate day) {
        return new PriceRow(
                Provider.AWS, "us-east-1", item, "linux", UnitPrice.perHour(Money.of(price, "USD")), "list", day);
    }

    private static InstanceType type(String name, BigDecimal baseline) {
        return new InstanceType(
                Provider.AWS,
                name,
                name.substring(0, 2),
                "x86_64",
                new BigDecimal("2"),
                new BigDecimal("8192"),
                baseline,
                null,
                null,
                null,
                true);
    }
}
