package costwright.jobs.pull.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.schema.commitment.Offer;
import costwright.schema.commitment.OfferKind;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OffersForSaleTest {
    private static Offer plan(String name, OfferKind kind, int term, String payment, String currency, String line) {
        return Offer.savingsPlan(
                name, kind, term, payment, Currency.getInstance(currency), Map.of(line, new BigDecimal("0.07")));
    }

    private static Offer compute(String name, int term, String payment, String line) {
        return plan(name, OfferKind.COMPUTE_SAVINGS_PLAN, term, payment, "USD", line);
    }

    private static final Offer CATALOGUE = compute("catalogue", 12, "no_upfront", "m5.large");

    private static void stays(Offer imported) {
        assertThat(OffersForSale.merged(List.of(imported), List.of(CATALOGUE))).containsExactly(imported, CATALOGUE);
    }

    private static void goes(Offer imported) {
        assertThat(OffersForSale.merged(List.of(imported), List.of(CATALOGUE))).containsExactly(imported);
    }

    @Test
    void replacesAnOfferOfTheCatalogueByAnImportedOneOfTheSameTermsForTheSameUsage() {
        goes(compute("negotiated", 12, "no_upfront", "m5.large"));
        goes(compute("negotiated", 12, "", "m5.large"));
    }

    @Test
    void keepsOffersOfTheCatalogueThatNoImportedOneStandsFor() {
        stays(compute("three years", 36, "no_upfront", "m5.large"));
        stays(compute("all upfront", 12, "all_upfront", "m5.large"));
        stays(compute("other usage", 12, "no_upfront", "c5.large"));
        stays(plan("other kind", OfferKind.EC2_INSTANCE_SAVINGS_PLAN, 12, "no_upfront", "USD", "m5.large"));
        stays(plan("euros", OfferKind.COMPUTE_SAVINGS_PLAN, 12, "no_upfront", "EUR", "m5.large"));
    }

    @Test
    void takesAzuresWaysOfPayingForOne() {
        Offer monthly = plan("monthly", OfferKind.AZURE_SAVINGS_PLAN, 12, "monthly", "USD", "D2s_v5");
        Offer upfront = plan("upfront", OfferKind.AZURE_SAVINGS_PLAN, 12, "all_upfront", "USD", "D2s_v5");
        assertThat(OffersForSale.merged(List.of(upfront), List.of(monthly))).containsExactly(upfront);
    }

    @Test
    void neverGivesTwoOffersOneName() {
        Offer imported = compute("catalogue", 36, "no_upfront", "m5.large");
        assertThat(OffersForSale.merged(List.of(imported), List.of(CATALOGUE)))
                .extracting(Offer::name)
                .containsExactly("catalogue", "catalogue (catalogue)");
    }
}
