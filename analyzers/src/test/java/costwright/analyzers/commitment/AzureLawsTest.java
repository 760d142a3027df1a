package costwright.analyzers.commitment;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.analyzers.commitment.baseline.Baselines;
import costwright.schema.commitment.Offer;
import costwright.schema.commitment.OfferKind;
import costwright.schema.commitment.OfferScope;
import costwright.schema.commitment.UsageLine;
import costwright.schema.money.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold of Azure's reservations and savings plans, and of portfolios of both providers, whatever is used. */
class AzureLawsTest {
    private static final int[] RATIOS = {1, 2, 4, 8};

    static IntStream seeds() {
        return IntStream.range(0, 100);
    }

    /** Four sizes of one series, priced by ratio, in whole machines. */
    private static Demand demand(int seed) {
        Random random = new Random(seed);
        Lines lines = new Lines();
        for (int ratio : RATIOS) {
            UsageLine line = Lines.line("d" + ratio, Integer.toString(ratio), Integer.toString(ratio), null);
            lines.with(line);
        }
        for (int hour = 0; hour < 8; hour++) {
            Map<String, String> used = new TreeMap<>();
            for (int ratio : RATIOS) {
                used.put("d" + ratio, Integer.toString(random.nextInt(6)));
            }
            lines.hour(used);
        }
        return lines.demand();
    }

    private static Owned reserved(String name, OfferScope scope, int ratio, int quantity) {
        // 60 % of the price of its size.
        String rate = BigDecimal.valueOf(6L * ratio, 1).toPlainString();
        Offer offer = Lines.reservation(
                name, OfferKind.AZURE_RESERVATION, scope, rate, Integer.toString(ratio), "d1", "d2", "d4", "d8");
        return Owned.of(offer, BigDecimal.valueOf(quantity));
    }

    private static Offer plan(String name, int months, int perMille) {
        Map<String, BigDecimal> rates = new TreeMap<>();
        for (int ratio : RATIOS) {
            rates.put("d" + ratio, BigDecimal.valueOf((long) ratio * perMille, 3));
        }
        return Offer.savingsPlan(name, OfferKind.AZURE_SAVINGS_PLAN, months, "no_upfront", Lines.USD, rates);
    }

    private static Bill bill(Demand demand, Owned... owned) {
        return new BillSimulator(demand, List.of(owned)).bill();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void oneLargeReservationIsWorthAsManySmallOnesAsItsRatio(int seed) {
        Demand demand = demand(seed);
        int quantity = 1 + seed % 5;
        Bill large = bill(demand, reserved("ri", OfferScope.SHARED, 4, quantity));
        Bill small = bill(demand, reserved("ri", OfferScope.SHARED, 1, 4 * quantity));
        assertThat(large.onDemandCost()).isEqualTo(small.onDemandCost());
        assertThat(large.totalCost()).isEqualTo(small.totalCost());
        assertThat(large.commitmentUnused()).isEqualTo(small.commitmentUnused());
    }

    /** Per hour at most four units of ratio for each machine reserved, and never more than there is. */
    @ParameterizedTest
    @MethodSource("seeds")
    void coversRatioForRatio(int seed) {
        Demand demand = demand(seed);
        int quantity = 1 + seed % 7;
        Bill bill = bill(demand, reserved("ri", OfferScope.SHARED, 4, quantity));
        BigDecimal covered = BigDecimal.ZERO;
        for (int hour = 0; hour < demand.hours(); hour++) {
            // A unit of ratio costs 1 an hour, so the on-demand equivalent is the ratio used.
            covered = covered.add(demand.onDemandEquivalent(hour).min(BigDecimal.valueOf(4L * quantity)));
        }
        assertThat(bill.onDemandEquivalent().minus(bill.onDemandCost()).amount())
                .isEqualByComparingTo(covered);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aSavingsPlanTakesOnlyWhatReservationsLeave(int seed) {
        Demand demand = demand(seed);
        Owned reservation = reserved("ri", OfferScope.SHARED, 2, 1 + seed % 6);
        // Cheaper than the reservation, and still after it.
        Owned savingsPlan = Owned.of(plan("plan", 36, 500), BigDecimal.valueOf(1 + seed % 9));
        Bill alone = bill(demand, reservation);
        Bill both = bill(demand, reservation, savingsPlan);
        assertThat(both.commitments().get(0).used())
                .isEqualTo(alone.commitments().get(0).used());
        assertThat(both.commitments().get(0).covered())
                .isEqualTo(alone.commitments().get(0).covered());
        // At half price each unit of plan takes two units of what was left.
        assertThat(alone.onDemandCost().minus(both.onDemandCost()))
                .isEqualTo(both.commitments().get(1).used().times(2));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aWiderScopeTakesOnlyWhatTheNarrowerLeaves(int seed) {
        Demand demand = demand(seed);
        List<OfferScope> scopes = List.of(
                OfferScope.RESOURCE_GROUP, OfferScope.SUBSCRIPTION, OfferScope.MANAGEMENT_GROUP, OfferScope.SHARED);
        OfferScope narrow = scopes.get(seed % 3);
        OfferScope wide = seed % 2 == 0 ? OfferScope.SHARED : scopes.get(seed % 3 + 1);
        Owned first = reserved("z-narrow", narrow, 2, 1 + seed % 4);
        Owned second = reserved("a-wide", wide, 2, 1 + seed % 3);
        Bill both = bill(demand, second, first);
        assertThat(both.commitments().get(1).used())
                .isEqualTo(bill(demand, first).commitments().get(0).used());
        // Together they cover what as many reservations of one scope do.
        Bill one = bill(demand, reserved("ri", OfferScope.SHARED, 2, 2 + seed % 4 + seed % 3));
        assertThat(both.onDemandCost()).isEqualTo(one.onDemandCost());
        assertThat(both.totalCost()).isEqualTo(one.totalCost());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noAzurePortfolioIsWorseThanNothingAnySinglePlanOrTheRules(int seed) {
        List<Offer> offers = List.of(
                reserved("ri-2", OfferScope.SHARED, 2, 0).offer(),
                plan("one-year", 12, 700 + seed % 7 * 10),
                plan("three-years", 36, 520 + seed % 11 * 10));
        isNeverWorse(demand(seed), offers);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noAwsPortfolioIsWorseThanNothingAnySinglePlanOrTheRules(int seed) {
        PortfolioDifferentialIT.Instance instance = PortfolioDifferentialIT.nested(20_000 + seed, 150, seed % 2 == 0);
        isNeverWorse(instance.demand, instance.offers);
    }

    private static void isNeverWorse(Demand demand, List<Offer> offers) {
        Money ours = new PortfolioOptimizer(Baselines.providers())
                .plan(demand, List.of(), offers, PurchaseLimits.NONE)
                .bill()
                .totalCost();
        List<Money> others = new ArrayList<>();
        others.add(new BillSimulator(demand, List.of()).bill().totalCost());
        offers.forEach(offer -> others.add(SinglePlan.of(demand, offer).bill().totalCost()));
        Baselines.providers()
                .forEach(rule -> others.add(new BillSimulator(demand, rule.buy(demand, List.of(), offers))
                        .bill()
                        .totalCost()));
        assertThat(others)
                .hasSize(3 + offers.size())
                .allSatisfy(other -> assertThat(ours).isLessThanOrEqualTo(other));
    }
}
