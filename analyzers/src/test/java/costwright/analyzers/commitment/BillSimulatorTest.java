package costwright.analyzers.commitment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import costwright.schema.commitment.Holding;
import costwright.schema.commitment.Offer;
import costwright.schema.commitment.OfferKind;
import costwright.schema.commitment.OfferScope;
import costwright.schema.money.CurrencyMismatchException;
import costwright.schema.money.Money;
import costwright.schema.resource.SubAccountId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The worked examples of the providers' own documentation, to a billionth. */
class BillSimulatorTest {
    private static final BigDecimal BILLIONTH = new BigDecimal("1e-9");

    /** AWS, "Understanding how Savings Plans apply to your usage": one hour. */
    private static Demand awsUsage() {
        return new Lines()
                .with(Lines.line("r5", "1.00"))
                .with(Lines.line("m5-windows", "10.00"))
                .with(Lines.line("fargate-vcpu", "0.04"))
                .with(Lines.line("fargate-gb", "0.004"))
                .with(Lines.line("lambda-gbs", "0.000015"))
                .with(Lines.line("lambda-requests", "0.20"))
                .hour(Map.of(
                        "r5", "4",
                        "m5-windows", "1",
                        "fargate-vcpu", "400",
                        "fargate-gb", "1600",
                        "lambda-gbs", "1500000",
                        "lambda-requests", "1"))
                .demand();
    }

    private static final Offer COMPUTE = Lines.compute(
            "compute",
            Map.of(
                    "r5", "0.70",
                    "m5-windows", "8.20",
                    "fargate-vcpu", "0.03",
                    "fargate-gb", "0.003",
                    "lambda-gbs", "0.00001275",
                    "lambda-requests", "0.20"));
    private static final Offer EC2_R5 = Lines.ec2("ec2-r5", Map.of("r5", "0.60"));

    /** The older revision of the same page. */
    private static Demand olderAwsUsage() {
        return new Lines()
                .with(Lines.line("c5.9xlarge", "4.00"))
                .with(Lines.line("c5.24xlarge-windows", "10.00"))
                .with(Lines.line("fargate-vcpu", "1.50"))
                .with(Lines.line("fargate-gb", "2.00"))
                .hour(Map.of("c5.9xlarge", "1", "c5.24xlarge-windows", "1", "fargate-vcpu", "10", "fargate-gb", "5"))
                .demand();
    }

    private static final Offer OLDER_COMPUTE = Lines.compute(
            "compute",
            Map.of("c5.9xlarge", "2.00", "c5.24xlarge-windows", "8.00", "fargate-vcpu", "1.00", "fargate-gb", "1.00"));

    private static Owned own(Offer offer, String quantity) {
        return Owned.of(offer, new BigDecimal(quantity));
    }

    private static Bill bill(Demand demand, Owned... owned) {
        return new BillSimulator(demand, List.of(owned)).bill();
    }

    private static void assertAmount(Money actual, String expected) {
        assertThat(actual.amount()).isCloseTo(new BigDecimal(expected), within(BILLIONTH));
    }

    private static BigDecimal covered(Demand demand, HourlyBill hour, String line) {
        return hour.coverings().stream()
                .filter(covering -> covering.line() == demand.position(line))
                .map(HourlyBill.Covering::quantity)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    void coversAllUsageWithTheFiftyDollarComputePlan() {
        Bill bill = bill(awsUsage(), own(COMPUTE, "50.00"));
        assertAmount(bill.onDemandEquivalent(), "59.10");
        assertAmount(bill.commitmentUsed(), "47.125");
        assertAmount(bill.commitmentUnused(), "2.875");
        assertAmount(bill.onDemandCost(), "0");
        assertAmount(bill.totalCost(), "50.00");
    }

    @Test
    void spendsTwoDollarsOnTheHighestDiscountFirst() {
        Demand demand = awsUsage();
        BillSimulator simulator = new BillSimulator(demand, List.of(own(COMPUTE, "2.00")));
        assertThat(covered(demand, simulator.hour(0), "r5"))
                .isCloseTo(new BigDecimal("2.857142857"), within(BILLIONTH));
        assertAmount(simulator.bill().onDemandCost(), "56.242857143");
        assertAmount(simulator.bill().totalCost(), "58.242857143");
    }

    @Test
    void appliesReservedInstancesBeforeTheComputePlan() {
        Offer reserved = Lines.reservation("ri", OfferKind.RESERVED_INSTANCE, OfferScope.REGIONAL, "0.50", null, "r5");
        Bill bill = bill(awsUsage(), own(COMPUTE, "18.20"), own(reserved, "2"));
        assertAmount(bill.commitments().get(0).used(), "18.20");
        assertAmount(bill.onDemandCost(), "32.70");
        assertAmount(bill.totalCost().minus(bill.commitments().get(1).cost()), "50.90");
    }

    @Test
    void appliesTheEc2InstancePlanBeforeTheComputePlan() {
        Bill bill = bill(awsUsage(), own(COMPUTE, "16.80"), own(EC2_R5, "3.00"));
        assertAmount(bill.commitments().get(0).used(), "16.80");
        assertAmount(bill.commitments().get(1).used(), "2.40");
        assertAmount(bill.commitments().get(1).unused(), "0.60");
        assertAmount(bill.onDemandCost(), "32.70");
        assertAmount(bill.totalCost(), "52.50");
    }

    @Test
    void usesExactlyTwentyFiveDollarsOfTheOlderExample() {
        Bill bill = bill(olderAwsUsage(), own(OLDER_COMPUTE, "25.00"));
        assertAmount(bill.onDemandEquivalent(), "39.00");
        assertAmount(bill.commitmentUsed(), "25.00");
        assertAmount(bill.totalCost(), "25.00");
    }

    @Test
    void breaksTiesBetweenEqualDiscountsByTheLowestRate() {
        Demand demand = olderAwsUsage();
        BillSimulator simulator = new BillSimulator(demand, List.of(own(OLDER_COMPUTE, "6.00")));
        assertThat(covered(demand, simulator.hour(0), "fargate-gb")).isEqualByComparingTo("5");
        assertThat(covered(demand, simulator.hour(0), "c5.9xlarge")).isEqualByComparingTo("0.5");
        assertAmount(simulator.bill().onDemandCost(), "27.00");
        assertAmount(simulator.bill().totalCost(), "33.00");
    }

    @Test
    void letsTheComputePlanTakeWhatTheEc2PlanLeaves() {
        Offer ec2 = Lines.ec2("ec2-c5", Map.of("c5.9xlarge", "1.00", "c5.24xlarge-windows", "6.00"));
        Bill bill = bill(olderAwsUsage(), own(ec2, "5.00"), own(OLDER_COMPUTE, "10.00"));
        assertAmount(bill.onDemandCost(), "10.833333333");
        assertAmount(bill.totalCost(), "25.833333333");
    }

    @Test
    void reportsTheCascadeThatIsWorseThanAFreeAllocation() {
        Demand demand = new Lines()
                .with(Lines.line("A", "1"))
                .with(Lines.line("B", "2"))
                .hour(Map.of("A", "1", "B", "1"))
                .demand();
        Bill bill = bill(
                demand,
                own(Lines.ec2("ec2", Map.of("A", "0.4", "B", "1.4")), "1.4"),
                own(Lines.compute("csp", Map.of("A", "0.5", "B", "1.98")), "0.5"));
        assertAmount(bill.onDemandCost(), "0.066378066");
        assertAmount(bill.totalCost(), "1.966378066");
    }

    @Test
    void showsTheTwoValleysOfTheMultiModalCost() {
        Demand demand = new Lines()
                .with(Lines.line("A", "3"))
                .with(Lines.line("B", "3"))
                .hour(Map.of("A", "1", "B", "1"))
                .hour(Map.of())
                .demand();
        Offer ec2 = Lines.ec2("ec2", Map.of("A", "1", "B", "1"));
        Offer csp = Lines.compute("csp", Map.of("A", "1", "B", "2.97"));
        new TreeMap<>(Map.of(
                        "0", "5.0",
                        "0.5", "5.494949495",
                        "1.0", "5.989898990",
                        "1.5", "5.489898990",
                        "1.6633", "5.3266",
                        "2.0", "6.0"))
                .forEach((quantity, total) -> assertThat(bill(demand, own(csp, "1.0"), own(ec2, quantity))
                                .totalCost()
                                .amount())
                        .as("EC2 plan of %s", quantity)
                        .isCloseTo(new BigDecimal(total), within(BILLIONTH)));
    }

    @Test
    void appliesZonalAndRegionalReservationsAsInTheFirstAwsExample() {
        Demand demand = new Lines()
                .with(Lines.line("m3.large-az-a", "1", "4", "A"))
                .with(Lines.line("m4.xlarge", "2", "8", "A"))
                .with(Lines.line("c4.xlarge", "2", "8", "A"))
                .hour(Map.of("m3.large-az-a", "4", "m4.xlarge", "2", "c4.xlarge", "1"))
                .demand();
        Bill bill = bill(
                demand,
                own(
                        Lines.reservation(
                                "m3", OfferKind.RESERVED_INSTANCE, OfferScope.ZONAL, "0.6", null, "m3.large-az-a"),
                        "4"),
                own(
                        Lines.reservation(
                                "m4", OfferKind.RESERVED_INSTANCE, OfferScope.REGIONAL, "0.6", "4", "m4.xlarge"),
                        "4"),
                own(
                        Lines.reservation(
                                "c4", OfferKind.RESERVED_INSTANCE, OfferScope.REGIONAL, "0.6", "4", "c4.xlarge"),
                        "1"));
        assertAmount(bill.commitmentUnused(), "0");
        assertAmount(bill.onDemandCost(), "1");
    }

    @Test
    void coversTheSmallestSizesFirst() {
        Demand demand = new Lines()
                .with(Lines.line("m3.large", "1", "4", null))
                .with(Lines.line("m3.xlarge", "2", "8", null))
                .hour(Map.of("m3.large", "2", "m3.xlarge", "2"))
                .demand();
        Offer reserved = Lines.reservation(
                "m3", OfferKind.RESERVED_INSTANCE, OfferScope.REGIONAL, "2.4", "16", "m3.large", "m3.xlarge");
        HourlyBill hour = new BillSimulator(demand, List.of(own(reserved, "1"))).hour(0);
        assertThat(covered(demand, hour, "m3.large")).isEqualByComparingTo("2");
        assertThat(covered(demand, hour, "m3.xlarge")).isEqualByComparingTo("1");
        assertThat(hour.onDemandCost()).isEqualByComparingTo("2");
    }

    @Test
    void coversTheOwnersUsageBeforeThatOfOtherAccounts() {
        Demand demand = new Lines()
                .with(Lines.line("a-m4.xlarge", "2", "8", "A"))
                .with(Lines.line("a-m4.2xlarge", "4", "16", "A"))
                .with(Lines.line("b-m4.xlarge", "2", "8", "B"))
                .hour(Map.of("a-m4.xlarge", "2", "a-m4.2xlarge", "1", "b-m4.xlarge", "2"))
                .demand();
        Offer offer = Lines.reservation(
                "m4",
                OfferKind.RESERVED_INSTANCE,
                OfferScope.REGIONAL,
                "1.2",
                "8",
                "a-m4.xlarge",
                "a-m4.2xlarge",
                "b-m4.xlarge");
        Owned owned = new Owned(offer, new Holding("m4", new BigDecimal("4"), null, null, new SubAccountId("A"), true));
        HourlyBill hour = new BillSimulator(demand, List.of(owned)).hour(0);
        assertThat(covered(demand, hour, "a-m4.2xlarge")).isEqualByComparingTo("1");
        assertThat(covered(demand, hour, "b-m4.xlarge")).isEqualByComparingTo("0");
        assertThat(hour.onDemandCost()).isEqualByComparingTo("4");
    }

    @Test
    void keepsAPrivateHoldingFromOtherAccounts() {
        Demand demand = new Lines()
                .with(Lines.line("b", "1", null, "B"))
                .hour(Map.of("b", "1"))
                .demand();
        Offer offer = Lines.compute("csp", Map.of("b", "0.7"));
        Owned kept = new Owned(offer, new Holding("csp", BigDecimal.ONE, null, null, new SubAccountId("A"), false));
        Owned shared = new Owned(offer, new Holding("csp", BigDecimal.ONE, null, null, new SubAccountId("A"), true));
        assertAmount(bill(demand, kept).onDemandCost(), "1");
        assertAmount(bill(demand, shared).onDemandCost(), "0");
    }

    /** One plan of A, one machine each in A, in B of A's group and in C: what is left of it goes to B before C. */
    @Test
    void coversTheOwnersGroupBeforeAllOthersAndNobodyElseWhenRestricted() {
        Demand demand = new Lines()
                .with(Lines.line("a", "1", null, "A"))
                .with(Lines.line("b", "1", null, "B"))
                .with(Lines.line("c", "2", null, "C"))
                .hour(Map.of("a", "1", "b", "1", "c", "1"))
                .demand();
        // C saves 65 % and B 40 %, so that C comes before B where nothing says otherwise.
        Offer offer = Lines.compute("csp", Map.of("a", "0.6", "b", "0.6", "c", "0.7"));
        // 1.6 covers A at 0.6, then C at 0.7 and half of B with the last 0.3.
        assertAmount(bill(demand, ofA(offer, "1.6", true)).onDemandCost(), "0.5");
        // Prioritized: A, B, and 0.4 / 0.7 of C.
        assertAmount(bill(demand, ofA(offer, "1.6", true, "B")).onDemandCost(), "0.857142857");
        // Restricted: A and B only, 0.4 is unused.
        Bill restricted = bill(demand, ofA(offer, "1.6", false, "B"));
        assertAmount(restricted.onDemandCost(), "2");
        assertAmount(restricted.commitmentUnused(), "0.4");
        // Private: A only.
        assertAmount(bill(demand, ofA(offer, "1.6", false)).commitmentUnused(), "1");
    }

    private static Owned ofA(Offer offer, String quantity, boolean shared, String... group) {
        return new Owned(
                offer,
                new Holding(
                        offer.name(),
                        new BigDecimal(quantity),
                        null,
                        null,
                        new SubAccountId("A"),
                        shared,
                        Stream.of(group).map(SubAccountId::new).toList()));
    }

    @Test
    void appliesAZonalReservationOfAnotherAccountBeforeTheOwnRegionalOne() {
        Demand demand = new Lines()
                .with(Lines.line("a-az-a", "1", "8", "A"))
                .with(Lines.line("b-az-b", "1", "8", "B"))
                .hour(Map.of("a-az-a", "1", "b-az-b", "1"))
                .demand();
        Offer zonal = Lines.reservation("zonal", OfferKind.RESERVED_INSTANCE, OfferScope.ZONAL, "0.6", null, "a-az-a");
        Offer regional = Lines.reservation(
                "regional", OfferKind.RESERVED_INSTANCE, OfferScope.REGIONAL, "0.6", "8", "a-az-a", "b-az-b");
        Bill bill = bill(
                demand,
                new Owned(regional, new Holding("regional", BigDecimal.ONE, null, null, new SubAccountId("A"), true)),
                new Owned(zonal, new Holding("zonal", BigDecimal.ONE, null, null, new SubAccountId("C"), true)));
        assertAmount(bill.onDemandCost(), "0");
        assertAmount(bill.commitmentUnused(), "0");
    }

    @Test
    void fillsOneReservedHourWithSeveralPartsOfAnHour() {
        Offer offer =
                Lines.reservation("m4", OfferKind.RESERVED_INSTANCE, OfferScope.REGIONAL, "0.6", null, "m4.xlarge");
        Lines lines = new Lines().with(Lines.line("m4.xlarge", "1"));
        lines.hour(Map.of("m4.xlarge", "4")).hour(Map.of("m4.xlarge", "1.00"));
        assertAmount(bill(lines.demand(), own(offer, "1")).onDemandCost(), "3");
    }

    @Test
    void appliesAzureSizeFlexibilityByRatio() {
        Lines lines = new Lines()
                .with(Lines.line("DS1_v2", "1", "1", null))
                .with(Lines.line("DS2_v2", "2", "2", null))
                .with(Lines.line("DS3_v2", "4", "4", null))
                .with(Lines.line("DS5_v2", "16", "16", null))
                .hour(Map.of("DS1_v2", "8"))
                .hour(Map.of("DS2_v2", "2", "DS3_v2", "1"))
                .hour(Map.of("DS5_v2", "1"));
        Offer ds4 = Lines.reservation(
                "DS4_v2",
                OfferKind.AZURE_RESERVATION,
                OfferScope.SHARED,
                "5",
                "8",
                "DS1_v2",
                "DS2_v2",
                "DS3_v2",
                "DS5_v2");
        BillSimulator simulator = new BillSimulator(lines.demand(), List.of(own(ds4, "1")));
        assertThat(simulator.hour(0).onDemandCost()).isEqualByComparingTo("0");
        assertThat(simulator.hour(1).onDemandCost()).isEqualByComparingTo("0");
        assertThat(simulator.hour(2).onDemandCost()).isEqualByComparingTo("8");
    }

    @Test
    void reproducesTheHourlyAzureReservationTable() {
        Lines lines = new Lines()
                .with(Lines.line("vm1", "1"))
                .with(Lines.line("vm2", "1"))
                .hour(Map.of("vm1", "0.75", "vm2", "0.5"))
                .hour(Map.of("vm1", "1", "vm2", "1"))
                .hour(Map.of("vm1", "1", "vm2", "1"))
                .hour(Map.of("vm1", "0.5", "vm2", "1"));
        Offer offer =
                Lines.reservation("ri", OfferKind.AZURE_RESERVATION, OfferScope.SHARED, "0.6", null, "vm1", "vm2");
        Bill bill = bill(lines.demand(), own(offer, "1"));
        assertAmount(bill.onDemandEquivalent(), "6.75");
        assertAmount(bill.onDemandCost(), "2.75");
    }

    @Test
    void appliesNarrowAzureReservationsBeforeWideOnesAndBothBeforeTheSavingsPlan() {
        Demand demand =
                new Lines().with(Lines.line("vm", "1")).hour(Map.of("vm", "3")).demand();
        Offer wide = Lines.reservation("a-wide", OfferKind.AZURE_RESERVATION, OfferScope.SHARED, "0.6", null, "vm");
        Offer narrow =
                Lines.reservation("narrow", OfferKind.AZURE_RESERVATION, OfferScope.RESOURCE_GROUP, "0.6", null, "vm");
        Offer plan = Lines.plan("plan", OfferKind.AZURE_SAVINGS_PLAN, Map.of("vm", "0.5"));
        HourlyBill hour = new BillSimulator(demand, List.of(own(plan, "10"), own(wide, "1"), own(narrow, "1"))).hour(0);
        assertThat(hour.coverings()).extracting(HourlyBill.Covering::commitment).containsExactly(2, 1, 0);
        assertThat(hour.coverings().get(2).used()).isEqualByComparingTo("0.5");
    }

    @Test
    void takesThreeYearAzurePlansBeforeOneYearPlansWhateverTheirDiscount() {
        Demand demand =
                new Lines().with(Lines.line("vm", "1")).hour(Map.of("vm", "1")).demand();
        Offer oneYear = Lines.plan("a-one-year", OfferKind.AZURE_SAVINGS_PLAN, Map.of("vm", "0.5"));
        Offer threeYears = new Offer(
                "three-years",
                OfferKind.AZURE_SAVINGS_PLAN,
                36,
                "monthly",
                OfferScope.SHARED,
                Lines.USD,
                BigDecimal.ONE,
                null,
                new TreeMap<>(Map.of("vm", new BigDecimal("0.6"))));
        HourlyBill hour = new BillSimulator(demand, List.of(own(oneYear, "1"), own(threeYears, "1"))).hour(0);
        assertThat(hour.coverings()).extracting(HourlyBill.Covering::commitment).containsExactly(1);
    }

    @Test
    void coversAzureUsageAtTheNegotiatedPriceWhereThatIsBelowThePlans() {
        Demand demand = new Lines()
                .with(Lines.line("vm", "0.5"))
                .hour(Map.of("vm", "2"))
                .demand();
        Offer plan = Lines.plan("plan", OfferKind.AZURE_SAVINGS_PLAN, Map.of("vm", "0.6"));
        assertAmount(bill(demand, own(plan, "3")).commitmentUsed(), "1.0");
    }

    @Test
    void countsAHoldingOnlyFromItsStartToItsEnd() {
        Demand demand = new Lines()
                .with(Lines.line("vm", "1"))
                .hours(4, Map.of("vm", "1"))
                .demand();
        Offer plan = Lines.compute("csp", Map.of("vm", "0.7"));
        Owned owned =
                new Owned(plan, new Holding("csp", new BigDecimal("0.7"), demand.hour(1), demand.hour(3), null, true));
        Bill bill = bill(demand, owned);
        assertAmount(bill.commitmentCost(), "1.4");
        assertAmount(bill.onDemandCost(), "2");
    }

    @Test
    void costsTheOnDemandEquivalentWithoutCommitments() {
        Bill bill = bill(awsUsage());
        assertThat(bill.totalCost()).isEqualTo(bill.onDemandEquivalent());
        assertThat(bill.utilization().value()).isEmpty();
    }

    @Test
    void countsNinetyEightPercentUtilization() {
        Demand demand =
                new Lines().with(Lines.line("vm", "14")).hour(Map.of("vm", "1")).demand();
        Bill bill = bill(demand, own(Lines.compute("csp", Map.of("vm", "9.80")), "10"));
        assertThat(bill.utilization().value())
                .hasValueSatisfying(value -> assertThat(value).isEqualByComparingTo("0.98"));
    }

    @Test
    void refusesAnOfferInAnotherCurrency() {
        Offer euro = Offer.savingsPlan(
                "euro",
                OfferKind.COMPUTE_SAVINGS_PLAN,
                12,
                "no_upfront",
                Currency.getInstance("EUR"),
                Map.of("r5", BigDecimal.ONE));
        assertThatThrownBy(() -> bill(awsUsage(), own(euro, "1"))).isInstanceOf(CurrencyMismatchException.class);
    }

    @Test
    void refusesHalfAReservation() {
        Offer offer = Lines.reservation("ri", OfferKind.RESERVED_INSTANCE, OfferScope.REGIONAL, "1", null, "r5");
        assertThatThrownBy(() -> own(offer, "0.5")).hasMessageContaining("whole units");
    }

    @Test
    void changesNothingWhenALineIsSplitInTwo() {
        Offer whole = Lines.compute("csp", Map.of("a", "0.7", "b", "0.9"));
        Offer split = Lines.compute("csp", Map.of("a-1", "0.7", "a-2", "0.7", "b", "0.9"));
        Demand one = new Lines()
                .with(Lines.line("a", "1"))
                .with(Lines.line("b", "1"))
                .hour(Map.of("a", "3", "b", "2"))
                .demand();
        Demand two = new Lines()
                .with(Lines.line("a-1", "1"))
                .with(Lines.line("a-2", "1"))
                .with(Lines.line("b", "1"))
                .hour(Map.of("a-1", "1.25", "a-2", "1.75", "b", "2"))
                .demand();
        List<String> totals = new ArrayList<>();
        for (String quantity : List.of("0.5", "2.1", "3", "10")) {
            assertThat(bill(one, own(whole, quantity)).totalCost().amount())
                    .isCloseTo(bill(two, own(split, quantity)).totalCost().amount(), within(new BigDecimal("1e-15")));
            totals.add(quantity);
        }
        assertThat(totals).hasSize(4);
    }
}
