package costwright.jobs.store;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.schema.commitment.Holding;
import costwright.schema.commitment.Offer;
import costwright.schema.commitment.OfferKind;
import costwright.schema.commitment.OfferScope;
import costwright.schema.resource.SubAccountId;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CommitmentStoreIT {
    private static final Currency USD = Currency.getInstance("USD");

    @TempDir
    Path folder;

    private static Offer plan(String name, String rate) {
        return Offer.savingsPlan(
                name,
                OfferKind.COMPUTE_SAVINGS_PLAN,
                36,
                "all_upfront",
                USD,
                Map.of("aws us-east-1 m5.large linux shared USD", new BigDecimal(rate)));
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void keepsOffersAndHoldingsToTheLastDigit(Dialect dialect) {
        try (Store store = TestStores.open(dialect, folder)) {
            CommitmentStore commitments = new CommitmentStore(store);
            Offer plan = plan("csp", "0.06120000017");
            Offer reserved = new Offer(
                    "ri",
                    OfferKind.RESERVED_INSTANCE,
                    12,
                    "",
                    OfferScope.ZONAL,
                    USD,
                    new BigDecimal("0.0605"),
                    new BigDecimal("4"),
                    new TreeMap<>(Map.of("m5.large", new BigDecimal("0.0605"))));
            Holding owned = new Holding(
                    "csp",
                    new BigDecimal("1.00001"),
                    Instant.parse("2026-01-01T00:00:00Z"),
                    null,
                    new SubAccountId("111111111111"),
                    false);
            commitments.replaceOffers("offers.csv", List.of(plan, reserved));
            commitments.replaceHoldings("holdings.csv", List.of(owned, Holding.of("ri", BigDecimal.TEN)));
            assertThat(commitments.offers()).containsExactly(plan, reserved);
            assertThat(commitments.holdings()).containsExactly(owned, Holding.of("ri", BigDecimal.TEN));
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void replacesOnlyWhatCameFromTheSameFile(Dialect dialect) {
        try (Store store = TestStores.open(dialect, folder)) {
            CommitmentStore commitments = new CommitmentStore(store);
            commitments.replaceOffers("a.csv", List.of(plan("first", "0.5"), plan("second", "0.5")));
            commitments.replaceOffers("b.csv", List.of(plan("third", "0.5")));
            String before = new StoreContent(store).fingerprint();
            commitments.replaceOffers("a.csv", List.of(plan("first", "0.4")));
            assertThat(commitments.offers()).extracting(Offer::name).containsExactly("first", "third");
            assertThat(new StoreContent(store).fingerprint()).isNotEqualTo(before);
        }
    }
}
