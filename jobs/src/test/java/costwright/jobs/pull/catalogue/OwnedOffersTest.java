package costwright.jobs.pull.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.jobs.store.StoredCommitment;
import costwright.schema.commitment.Holding;
import costwright.schema.commitment.Offer;
import costwright.schema.commitment.OfferKind;
import costwright.schema.commitment.OfferScope;
import costwright.schema.commitment.PulledCommitment;
import costwright.schema.commitment.UsageLine;
import costwright.schema.money.Money;
import costwright.schema.resource.Provider;
import costwright.schema.resource.SubAccountId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OwnedOffersTest {
    private static final Currency USD = Currency.getInstance("USD");
    private static final Instant START = Instant.parse("2026-02-01T00:00:00Z");
    private static final Instant END = Instant.parse("2027-02-01T00:00:00Z");
    private static final Instant SEEN = Instant.parse("2026-11-02T06:00:00Z");

    private static UsageLine line(String type, String os, @Nullable String factor) {
        return new UsageLine(
                "aws eu-west-1 %s %s shared USD".formatted(type, os),
                new BigDecimal("0.2"),
                Provider.AWS,
                "eu-west-1",
                type.substring(0, type.indexOf('.')),
                type,
                factor == null ? null : new BigDecimal(factor),
                os,
                "shared",
                null);
    }

    private static final List<UsageLine> LINES = List.of(
            line("m5.large", "linux", "4"),
            line("m5.xlarge", "linux", "8"),
            line("m5.large", "windows", "4"),
            line("c5.large", "linux", "4"));

    private static StoredCommitment owned(
            String kind, String item, String quantity, @Nullable String hourly, Map<String, String> attributes) {
        return new StoredCommitment(
                "aws",
                new PulledCommitment(
                        "id",
                        Provider.AWS,
                        kind,
                        "111122223333",
                        "eu-west-1",
                        item,
                        "no_upfront",
                        12,
                        new BigDecimal(quantity),
                        hourly == null ? null : Money.of(hourly, "USD"),
                        null,
                        null,
                        START,
                        END,
                        "active",
                        attributes),
                SEEN,
                SEEN,
                null);
    }

    private static final Map<String, String> REGIONAL =
            Map.of("scope", "regional", "os", "linux", "tenancy", "default");

    @Test
    void coversOtherSizesOfTheFamilyWithARegionalLinuxReservation() {
        OwnedOffers owned = OwnedOffers.of(
                List.of(), List.of(owned("reserved_instance", "m5.large", "4", "0.24", REGIONAL)), LINES);

        Offer offer = owned.unsold().get(0);
        assertThat(offer.name())
                .isEqualTo("owned reserved-instance 12m no-upfront m5.large eu-west-1 linux default regional at 0.06");
        assertThat(offer.unitRate()).isEqualByComparingTo("0.06");
        assertThat(offer.unitNormalizationFactor()).isEqualByComparingTo("4");
        assertThat(offer.rates())
                .hasSize(2)
                .hasEntrySatisfying(
                        "aws eu-west-1 m5.large linux shared USD",
                        rate -> assertThat(rate).isEqualByComparingTo("0.06"))
                .hasEntrySatisfying(
                        "aws eu-west-1 m5.xlarge linux shared USD",
                        rate -> assertThat(rate).isEqualByComparingTo("0.12"));
        assertThat(owned.holdings())
                .containsExactly(new Holding(
                        offer.name(), new BigDecimal("4"), START, END, new SubAccountId("111122223333"), true));
    }

    @Test
    void coversOnlyItsOwnTypeWithAZonalReservation() {
        OwnedOffers owned = OwnedOffers.of(
                List.of(),
                List.of(owned(
                        "reserved_instance",
                        "m5.large",
                        "1",
                        "0.06",
                        Map.of("scope", "zonal", "os", "linux", "tenancy", "default"))),
                LINES);

        assertThat(owned.unsold().get(0).scope()).isEqualTo(OfferScope.ZONAL);
        assertThat(owned.unsold().get(0).unitNormalizationFactor()).isNull();
        assertThat(owned.unsold().get(0).rates()).containsOnlyKeys("aws eu-west-1 m5.large linux shared USD");
    }

    @Test
    void takesTheRatesOfTheOfferWithTheSameTermsForASavingsPlan() {
        Offer known = Offer.savingsPlan(
                "ec2 m5",
                OfferKind.EC2_INSTANCE_SAVINGS_PLAN,
                12,
                "no_upfront",
                USD,
                Map.of("aws eu-west-1 m5.large linux shared USD", new BigDecimal("0.07")));
        Offer other = Offer.savingsPlan(
                "ec2 c5",
                OfferKind.EC2_INSTANCE_SAVINGS_PLAN,
                12,
                "no_upfront",
                USD,
                Map.of("aws eu-west-1 c5.large linux shared USD", new BigDecimal("0.06")));
        OwnedOffers owned = OwnedOffers.of(
                List.of(other, known),
                List.of(owned("ec2_instance_savings_plan", "m5", "1.5", "1.5", Map.of())),
                LINES);

        assertThat(owned.unsold()).isEmpty();
        assertThat(owned.holdings()).extracting(Holding::offer).containsExactly("ec2 m5");
    }

    @Test
    void letsASavingsPlanOfUnknownRatesCoverNothing() {
        OwnedOffers owned =
                OwnedOffers.of(List.of(), List.of(owned("compute_savings_plan", "", "5.5", "5.5", Map.of())), LINES);

        assertThat(owned.unsold().get(0).rates()).isEmpty();
        assertThat(owned.holdings().get(0).quantity()).isEqualByComparingTo("5.5");
    }

    @Test
    void countsWhatHasNoPriceAndDoesNotTakeItForFree() {
        OwnedOffers owned =
                OwnedOffers.of(List.of(), List.of(owned("reserved_instance", "m5.large", "4", null, REGIONAL)), LINES);

        assertThat(owned.holdings()).isEmpty();
        assertThat(owned.unpriced()).isEqualTo(1);
    }

    @Test
    void endsAHoldingWhereItsSourceDroppedIt() {
        StoredCommitment listed = owned("reserved_instance", "m5.large", "4", "0.24", REGIONAL);
        StoredCommitment dropped = new StoredCommitment("aws", listed.commitment(), SEEN, SEEN, SEEN.plusSeconds(60));

        assertThat(OwnedOffers.of(List.of(), List.of(dropped), LINES).holdings())
                .extracting(Holding::end)
                .containsExactly(SEEN.plusSeconds(60));
    }
}
