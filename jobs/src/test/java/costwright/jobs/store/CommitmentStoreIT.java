package costwright.jobs.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import costwright.schema.commitment.Holding;
import costwright.schema.commitment.Offer;
import costwright.schema.commitment.OfferKind;
import costwright.schema.commitment.OfferScope;
import costwright.schema.commitment.PulledCommitment;
import costwright.schema.money.Money;
import costwright.schema.resource.Provider;
import costwright.schema.resource.SubAccountId;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
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
                    false,
                    List.of(new SubAccountId("222222222222"), new SubAccountId("333333333333")));
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

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void takesTogetherWhatTwoFilesSayAboutOneOffer(Dialect dialect) {
        try (Store store = TestStores.open(dialect, folder)) {
            CommitmentStore commitments = new CommitmentStore(store);
            commitments.replaceOffers("a.csv", List.of(plan("csp", Map.of("m5.large", "0.5", "c5.large", "0.4"))));
            commitments.replaceOffers("b.csv", List.of(plan("csp", Map.of("m5.large", "0.3", "r5.large", "0.6"))));
            assertThat(commitments.offers())
                    .containsExactly(plan("csp", Map.of("c5.large", "0.4", "m5.large", "0.3", "r5.large", "0.6")));
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void keepsBothOffersOfOneNameWhoseTermsDiffer(Dialect dialect) {
        try (Store store = TestStores.open(dialect, folder)) {
            CommitmentStore commitments = new CommitmentStore(store);
            Offer oneYear = Offer.savingsPlan(
                    "csp", OfferKind.COMPUTE_SAVINGS_PLAN, 12, "no_upfront", USD, Map.of("x", BigDecimal.ONE));
            commitments.replaceOffers("a.csv", List.of(oneYear));
            commitments.replaceOffers("b.csv", List.of(plan("csp", "0.5")));
            assertThat(commitments.offers())
                    .extracting(Offer::name, Offer::termMonths)
                    .containsExactly(tuple("csp", 36), tuple("csp (a.csv)", 12));
        }
    }

    private static Offer plan(String name, Map<String, String> rates) {
        SortedMap<String, BigDecimal> decimals = new TreeMap<>();
        rates.forEach((line, rate) -> decimals.put(line, new BigDecimal(rate)));
        return Offer.savingsPlan(name, OfferKind.COMPUTE_SAVINGS_PLAN, 36, "all_upfront", USD, decimals);
    }

    private static PulledCommitment reserved(String id, String quantity) {
        return new PulledCommitment(
                id,
                Provider.AWS,
                "reserved_instance",
                "111122223333",
                "eu-west-1",
                "m5.large",
                "partial_upfront",
                12,
                new BigDecimal(quantity),
                Money.of("0.1234567890123", "USD"),
                Money.of("0.05", "USD"),
                Money.of("643.5", "USD"),
                Instant.parse("2026-02-01T00:00:00Z"),
                Instant.parse("2027-02-01T00:00:00Z"),
                "active",
                Map.of("os", "linux"));
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void endsACommitmentThatItsSourceNoLongerListsAndTakesItBack(Dialect dialect) {
        Instant monday = Instant.parse("2026-11-02T06:00:00Z");
        Instant tuesday = Instant.parse("2026-11-03T06:00:00Z");
        try (Store store = TestStores.open(dialect, folder)) {
            CommitmentStore commitments = new CommitmentStore(store);
            commitments.replacePulled(
                    "aws", "eu-west-1/ec2", List.of(reserved("ri-1", "2"), reserved("ri-2", "3")), monday);
            commitments.replacePulled("aws", "us-east-1/ec2", List.of(reserved("ri-3", "1")), monday);
            String before = new StoreContent(store).commitmentsFingerprint();
            commitments.replacePulled(
                    "aws", "eu-west-1/ec2", List.of(reserved("ri-1", "2"), reserved("ri-2", "3")), monday);
            assertThat(new StoreContent(store).commitmentsFingerprint()).isEqualTo(before);
            commitments.replacePulled("aws", "eu-west-1/ec2", List.of(reserved("ri-2", "3")), tuesday);

            assertThat(commitments.pulled())
                    .containsExactly(
                            new StoredCommitment("aws", reserved("ri-1", "2"), monday, monday, tuesday),
                            new StoredCommitment("aws", reserved("ri-2", "3"), monday, tuesday, null),
                            new StoredCommitment("aws", reserved("ri-3", "1"), monday, monday, null));
            assertThat(commitments.pulled().get(0).end()).isEqualTo(tuesday);
            assertThat(commitments.pulled().get(1).end()).isEqualTo(Instant.parse("2027-02-01T00:00:00Z"));
            assertThat(new StoreContent(store).commitmentsFingerprint()).isNotEqualTo(before);

            commitments.replacePulled(
                    "aws", "eu-west-1/ec2", List.of(reserved("ri-1", "2"), reserved("ri-2", "3")), tuesday);
            assertThat(commitments.pulled().get(0).missedAt()).isNull();
            commitments.replacePulled("aws", "eu-west-1/ec2", List.of(), tuesday);
            assertThat(commitments.pulled())
                    .extracting(StoredCommitment::missedAt)
                    .containsExactly(tuesday, tuesday, null);
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void takesTheLatestWordWhenTwoSourcesListTheSameCommitment(Dialect dialect) {
        try (Store store = TestStores.open(dialect, folder)) {
            CommitmentStore commitments = new CommitmentStore(store);
            commitments.replacePulled("b", "all", List.of(reserved("ri", "2")), Instant.parse("2026-11-03T06:00:00Z"));
            commitments.replacePulled("a", "all", List.of(reserved("ri", "5")), Instant.parse("2026-11-02T06:00:00Z"));

            assertThat(commitments.pulled())
                    .extracting(one -> one.commitment().quantity().toPlainString())
                    .containsExactly("2");
        }
    }
}
