package costwright.analyzers.commitment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import costwright.analyzers.commitment.baseline.Baselines;
import costwright.schema.commitment.Holding;
import costwright.schema.commitment.Offer;
import costwright.schema.commitment.OfferKind;
import costwright.schema.commitment.OfferScope;
import costwright.schema.quantity.Ratio;
import costwright.schema.resource.SubAccountId;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reservations of the providers' documentation beyond those in {@link BillSimulatorTest}, to a billionth. */
class WorkedExamplesTest {
    private static final BigDecimal BILLIONTH = new BigDecimal("1e-9");

    private static Offer reserved(String name, String size, String... lines) {
        return Lines.reservation(name, OfferKind.RESERVED_INSTANCE, OfferScope.REGIONAL, "0.5", size, lines);
    }

    private static Owned own(Offer offer, int units) {
        return Owned.of(offer, BigDecimal.valueOf(units));
    }

    private static Bill bill(Demand demand, Owned... owned) {
        return new BillSimulator(demand, List.of(owned)).bill();
    }

    private static void assertValue(Ratio ratio, String expected) {
        assertThat(ratio.value().orElseThrow()).isCloseTo(new BigDecimal(expected), within(BILLIONTH));
    }

    private static void assertAmount(BigDecimal amount, String expected) {
        assertThat(amount).isCloseTo(new BigDecimal(expected), within(BILLIONTH));
    }

    /** One unit of size covers its like fully, several smaller ones fully, a larger one in part. Rates follow sizes. */
    @ParameterizedTest(name = "{0} reserved, {3} × {2} used")
    @CsvSource({
        // EC2 and RDS t2: medium is 2, small 1, large 4.
        "t2.medium,   1, t2.small,     2, 1,   2,   1",
        "t2.medium,   1, t2.large,     1, 4,   2,   0.5",
        // i3.metal is as large as i3.16xlarge: 128; i3.8xlarge is 64, i3.4xlarge 32.
        "i3.metal,    1, i3.16xlarge,  1, 128, 128, 1",
        "i3.metal,    1, i3.8xlarge,   2, 64,  128, 1",
        "i3.metal,    1, i3.4xlarge,   4, 32,  128, 1",
        "i3.8xlarge,  2, i3.metal,     1, 128, 64,  1",
        // RDS: three xlarge (8 each) cover six large (4 each).
        "m6gd.xlarge, 3, m6gd.large,   6, 4,   8,   1",
        // RDS: a Multi-AZ instance counts twice (8), a cluster of three nodes three times (12).
        "m6gd.large Multi-AZ, 1, m6gd.large cluster, 1, 12, 8, 0.6666666666666667",
        // Azure: D4s_v3 (2) on one D8s_v3 (4), and on two D2s_v3 (1).
        "D4s_v3,      1, D8s_v3,       1, 4,   2,   0.5",
        "D4s_v3,      1, D2s_v3,       2, 1,   2,   1"
    })
    void coversBySize(
            String reserved, int units, String used, String quantity, String size, String unitSize, String coverage) {
        Demand demand = new Lines()
                .with(Lines.line(used, size, size, null))
                .hour(Map.of(used, quantity))
                .demand();
        Bill bill = bill(demand, own(reserved(reserved, unitSize, used), units));
        assertValue(bill.coverage(), coverage);
        assertAmount(bill.commitmentUnused().amount(), "0");
    }

    /** Account A owns four m4.xlarge and two c4.xlarge; B runs two m4.xlarge that stay on demand. */
    @Test
    void coversTheOwnersMachinesFromTheSmallestUp() {
        Demand demand = new Lines()
                .with(Lines.line("a-m4.xlarge", "2", "8", "A"))
                .with(Lines.line("a-m4.2xlarge", "4", "16", "A"))
                .with(Lines.line("a-c4.xlarge", "2", "8", "A"))
                .with(Lines.line("a-c4.2xlarge", "4", "16", "A"))
                .with(Lines.line("b-m4.xlarge", "2", "8", "B"))
                .hour(Map.of(
                        "a-m4.xlarge",
                        "2",
                        "a-m4.2xlarge",
                        "1",
                        "a-c4.xlarge",
                        "2",
                        "a-c4.2xlarge",
                        "1",
                        "b-m4.xlarge",
                        "2"))
                .demand();
        Offer m4 = reserved("m4", "8", "a-m4.xlarge", "a-m4.2xlarge", "b-m4.xlarge");
        Offer c4 = reserved("c4", "8", "a-c4.xlarge", "a-c4.2xlarge");
        BillSimulator simulator = new BillSimulator(demand, List.of(ofAccountA(m4, 4), ofAccountA(c4, 2)));
        // B's two machines at 2 and the c4.2xlarge at 4.
        assertAmount(simulator.bill().onDemandCost().amount(), "8");
        assertThat(simulator.hour(0).coverings())
                .extracting(covering -> demand.lines().get(covering.line()).name())
                .containsExactlyInAnyOrder("a-m4.xlarge", "a-m4.2xlarge", "a-c4.xlarge");
    }

    private static Owned ofAccountA(Offer offer, int units) {
        return new Owned(
                offer, new Holding(offer.name(), BigDecimal.valueOf(units), null, null, new SubAccountId("A"), true));
    }

    /** Four machines for a quarter of an hour each fill one reserved hour. */
    @Test
    void fillsAReservedHourWithQuartersOfAnHour() {
        Demand demand = new Lines()
                .with(Lines.line("one", "1"))
                .with(Lines.line("two", "1"))
                .with(Lines.line("three", "1"))
                .with(Lines.line("four", "1"))
                .hour(Map.of("one", "0.25", "two", "0.25", "three", "0.25", "four", "0.25"))
                .demand();
        Bill bill = bill(demand, own(reserved("ri", null, "one", "two", "three", "four"), 1));
        assertAmount(bill.onDemandCost().amount(), "0");
        assertAmount(bill.commitmentUnused().amount(), "0");
    }

    /** What a D4s_v3 reservation leaves of a D8s_v3 goes to the savings plan, and the rest of that to pay-as-you-go. */
    @Test
    void handsWhatTheReservationLeavesToTheSavingsPlanThenToPayAsYouGo() {
        Demand demand = new Lines()
                .with(Lines.line("D8s_v3", "4", "4", null))
                .hour(Map.of("D8s_v3", "1"))
                .demand();
        Offer reservation =
                Lines.reservation("D4s_v3", OfferKind.AZURE_RESERVATION, OfferScope.SHARED, "1.2", "2", "D8s_v3");
        Offer plan = Lines.plan("plan", OfferKind.AZURE_SAVINGS_PLAN, Map.of("D8s_v3", "3"));
        Bill bill = bill(demand, Owned.of(plan, new BigDecimal("0.75")), own(reservation, 1));
        assertAmount(bill.commitments().get(1).covered().amount(), "2");
        assertAmount(bill.commitments().get(0).covered().amount(), "1");
        assertAmount(bill.onDemandCost().amount(), "1");
        assertAmount(bill.totalCost().amount(), "2.95");
    }

    /** A commitment of 1.390 an hour with 0.65 left on demand, where 2.47 would be paid without: 0.43, or 17.4 %. */
    @Test
    void reproducesTheRecommendationThatAUserPosted() {
        Demand demand = new Lines()
                .with(Lines.line("covered", "1.82"))
                .with(Lines.line("other", "0.65"))
                .hour(Map.of("covered", "1", "other", "1"))
                .demand();
        Bill bill = bill(demand, Owned.of(Lines.compute("csp", Map.of("covered", "1.39")), new BigDecimal("1.390")));
        assertAmount(bill.savings().amount(), "0.43");
        assertAmount(bill.onDemandCost().amount(), "0.65");
        assertValue(bill.effectiveSavingsRate(), "0.174089068825910931");
    }

    /** Counts fall from 120 to 10 over twelve months; 738 upfront against 0.126 an hour pays from the ninth month on. */
    @Test
    void reservesWhatRunsInNineOfTwelveMonths() {
        Lines lines = new Lines().with(Lines.line("vm", "0.126"));
        for (int month = 12; month >= 1; month--) {
            lines.hour(Map.of("vm", Integer.toString(month * 10)));
        }
        String perHour = PaymentTerms.of("738", "0", 8760).perHour().toPlainString();
        Offer offer = Lines.reservation("ri", OfferKind.RESERVED_INSTANCE, OfferScope.REGIONAL, perHour, null, "vm");
        PortfolioPlan plan = new PortfolioOptimizer(Baselines.providers())
                .plan(lines.demand(), List.of(), List.of(offer), PurchaseLimits.NONE);
        assertThat(plan.portfolio())
                .singleElement()
                .satisfies(owned -> assertThat(owned.holding().quantity()).isEqualByComparingTo("40"));
    }

    @Test
    void spreadsAllUpfrontOverTheDaysOfTheYear() {
        assertAmount(PaymentTerms.of("365", "0", 8760).perHour().multiply(BigDecimal.valueOf(24)), "1");
    }

    @Test
    void addsUpfrontAndRecurringToTheListValue() {
        assertAmount(PaymentTerms.of("60", "0.007", 8760).total(), "121.32");
    }
}
