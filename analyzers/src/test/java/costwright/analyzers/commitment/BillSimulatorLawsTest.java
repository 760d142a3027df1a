package costwright.analyzers.commitment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import costwright.schema.commitment.Holding;
import costwright.schema.commitment.Offer;
import costwright.schema.commitment.OfferKind;
import costwright.schema.commitment.OfferScope;
import costwright.schema.commitment.UsageLine;
import costwright.schema.resource.SubAccountId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold of every simulated bill, whatever is used and owned. */
class BillSimulatorLawsTest {
    private static final int INSTANCES = 60;
    private static final BigDecimal TINY = new BigDecimal("1e-12");

    /** Some lines, hours and commitments of all kinds of AWS, made from a seed. */
    private record Case(List<UsageLine> lines, List<Map<String, String>> hours, List<Owned> owned) {
        static Case of(int seed) {
            Random random = new Random(seed);
            List<UsageLine> lines = new ArrayList<>();
            for (int line = 0; line < 2 + random.nextInt(5); line++) {
                lines.add(Lines.line(
                        "line-" + line,
                        decimal(random, 1, 400),
                        Integer.toString(1 << random.nextInt(4)),
                        random.nextBoolean() ? "A" : "B"));
            }
            List<Map<String, String>> hours = new ArrayList<>();
            for (int hour = 0; hour < 6; hour++) {
                Map<String, String> used = new TreeMap<>();
                lines.forEach(line -> used.put(line.name(), decimal(random, 0, 900)));
                hours.add(used);
            }
            List<Owned> owned = new ArrayList<>();
            for (int plan = 0; plan < 4; plan++) {
                owned.add(owned(random, plan, lines));
            }
            return new Case(lines, hours, owned);
        }

        private static Owned owned(Random random, int plan, List<UsageLine> lines) {
            String name = "offer-" + plan;
            boolean reservation = plan == 0;
            Map<String, String> rates = new TreeMap<>();
            for (UsageLine line : lines) {
                if (rates.isEmpty() || random.nextInt(3) > 0) {
                    rates.put(
                            line.name(),
                            line.onDemandRate()
                                    .multiply(BigDecimal.valueOf(55 + random.nextInt(46), 2))
                                    .toPlainString());
                }
            }
            Offer offer = reservation
                    ? Lines.reservation(
                            name,
                            OfferKind.RESERVED_INSTANCE,
                            OfferScope.REGIONAL,
                            decimal(random, 1, 300),
                            "4",
                            rates.keySet().toArray(String[]::new))
                    : Lines.plan(
                            name,
                            plan == 1 ? OfferKind.EC2_INSTANCE_SAVINGS_PLAN : OfferKind.COMPUTE_SAVINGS_PLAN,
                            rates);
            BigDecimal quantity =
                    reservation ? BigDecimal.valueOf(random.nextInt(4)) : new BigDecimal(decimal(random, 0, 1200));
            return new Owned(
                    offer,
                    new Holding(
                            name,
                            quantity,
                            null,
                            null,
                            random.nextBoolean() ? null : new SubAccountId("A"),
                            random.nextInt(4) > 0));
        }

        private static String decimal(Random random, int least, int hundredths) {
            return BigDecimal.valueOf(least + random.nextInt(hundredths), 2).toPlainString();
        }

        Demand demand() {
            return demand(lines, hours);
        }

        static Demand demand(List<UsageLine> lines, List<Map<String, String>> hours) {
            Lines all = new Lines();
            lines.forEach(all::with);
            hours.forEach(all::hour);
            return all.demand();
        }

        Bill bill() {
            return new BillSimulator(demand(), owned).bill();
        }
    }

    static IntStream seeds() {
        return IntStream.range(0, INSTANCES);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void usedAndUnusedAreWhatIsPaid(int seed) {
        Bill bill = Case.of(seed).bill();
        assertThat(bill.commitmentUsed().plus(bill.commitmentUnused())).isEqualTo(bill.commitmentCost());
        assertThat(bill.commitments()).allSatisfy(share -> {
            assertThat(share.used().isNegative()).isFalse();
            assertThat(share.unused().amount()).isGreaterThanOrEqualTo(TINY.negate());
        });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void coveredAndUncoveredAreAllThatIsUsed(int seed) {
        Case made = Case.of(seed);
        Demand demand = made.demand();
        BillSimulator simulator = new BillSimulator(demand, made.owned());
        for (int hour = 0; hour < demand.hours(); hour++) {
            BigDecimal[] left = new BigDecimal[demand.lines().size()];
            for (int line = 0; line < left.length; line++) {
                left[line] = demand.quantity(hour, line);
            }
            simulator
                    .hour(hour)
                    .coverings()
                    .forEach(covering -> left[covering.line()] = left[covering.line()].subtract(covering.quantity()));
            BigDecimal onDemand = BigDecimal.ZERO;
            for (int line = 0; line < left.length; line++) {
                assertThat(left[line]).isNotNegative();
                onDemand = onDemand.add(
                        left[line].multiply(demand.lines().get(line).onDemandRate()));
            }
            assertThat(simulator.hour(hour).onDemandCost()).isEqualByComparingTo(onDemand);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void costsWhatIsUsedWithoutCommitments(int seed) {
        Demand demand = Case.of(seed).demand();
        Bill bill = new BillSimulator(demand, List.of()).bill();
        assertThat(bill.totalCost()).isEqualTo(bill.onDemandEquivalent());
        assertThat(bill.onDemandEquivalent().amount()).isEqualByComparingTo(demand.onDemandEquivalent());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aPlanThatCoversNothingOnlyAddsItsCost(int seed) {
        Case made = Case.of(seed);
        List<UsageLine> lines = new ArrayList<>(made.lines());
        lines.add(Lines.line("never-used", "1"));
        List<Owned> more = new ArrayList<>(made.owned());
        more.add(Owned.of(Lines.compute("unused", Map.of("never-used", "0.5")), new BigDecimal("2")));
        Bill with = new BillSimulator(Case.demand(lines, made.hours()), more).bill();
        Bill without = made.bill();
        assertThat(with.onDemandCost()).isEqualTo(without.onDemandCost());
        // Six hours at two.
        assertThat(with.totalCost().minus(without.totalCost()).amount()).isEqualByComparingTo("12");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theOrderOfLinesAndCommitmentsChangesNothing(int seed) {
        Case made = Case.of(seed);
        List<UsageLine> lines = new ArrayList<>(made.lines());
        List<Owned> owned = new ArrayList<>(made.owned());
        Collections.shuffle(lines, new Random(seed + 1000L));
        Collections.shuffle(owned, new Random(seed + 2000L));
        Bill shuffled = new BillSimulator(Case.demand(lines, made.hours()), owned).bill();
        Bill bill = made.bill();
        assertThat(shuffled.totalCost()).isEqualTo(bill.totalCost());
        assertThat(shuffled.onDemandCost()).isEqualTo(bill.onDemandCost());
        assertThat(shuffled.commitmentUsed()).isEqualTo(bill.commitmentUsed());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theOrderOfHoursChangesNothing(int seed) {
        Case made = Case.of(seed);
        List<Map<String, String>> hours = new ArrayList<>(made.hours());
        Collections.reverse(hours);
        Bill reversed = new BillSimulator(Case.demand(made.lines(), hours), made.owned()).bill();
        assertThat(reversed.totalCost()).isEqualTo(made.bill().totalCost());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void splittingALineChangesNothing(int seed) {
        Case made = Case.of(seed);
        UsageLine whole = made.lines().get(0);
        List<UsageLine> lines = new ArrayList<>(made.lines());
        UsageLine second = new UsageLine(
                whole.name() + "-second",
                whole.onDemandRate(),
                whole.provider(),
                whole.region(),
                whole.family(),
                whole.size(),
                whole.normalizationFactor(),
                whole.os(),
                whole.tenancy(),
                whole.account());
        lines.add(second);
        List<Map<String, String>> hours = new ArrayList<>();
        for (Map<String, String> hour : made.hours()) {
            Map<String, String> split = new HashMap<>(hour);
            BigDecimal all = new BigDecimal(hour.get(whole.name()));
            BigDecimal part = all.multiply(new BigDecimal("0.375"));
            split.put(whole.name(), part.toPlainString());
            split.put(second.name(), all.subtract(part).toPlainString());
            hours.add(split);
        }
        List<Owned> owned = made.owned().stream()
                .map(each -> alsoFor(each, whole.name(), second.name()))
                .toList();
        Bill split = new BillSimulator(Case.demand(lines, hours), owned).bill();
        assertThat(split.totalCost().amount()).isCloseTo(made.bill().totalCost().amount(), within(TINY));
    }

    private static Owned alsoFor(Owned owned, String line, String other) {
        Offer offer = owned.offer();
        TreeMap<String, BigDecimal> rates = new TreeMap<>(offer.rates());
        if (rates.containsKey(line)) {
            rates.put(other, rates.get(line));
        }
        return new Owned(
                new Offer(
                        offer.name(),
                        offer.kind(),
                        offer.termMonths(),
                        offer.paymentOption(),
                        offer.scope(),
                        offer.currency(),
                        offer.unitRate(),
                        offer.unitNormalizationFactor(),
                        rates),
                owned.holding());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void scalingAllRatesScalesTheCost(int seed) {
        Case made = Case.of(seed);
        BigDecimal three = BigDecimal.valueOf(3);
        List<UsageLine> lines = made.lines().stream()
                .map(line -> new UsageLine(
                        line.name(),
                        line.onDemandRate().multiply(three),
                        line.provider(),
                        line.region(),
                        line.family(),
                        line.size(),
                        line.normalizationFactor(),
                        line.os(),
                        line.tenancy(),
                        line.account()))
                .toList();
        List<Owned> owned =
                made.owned().stream().map(each -> timesThree(each, three)).toList();
        Bill scaled = new BillSimulator(Case.demand(lines, made.hours()), owned).bill();
        assertThat(scaled.totalCost().amount())
                .isCloseTo(made.bill().totalCost().amount().multiply(three), within(TINY));
    }

    private static Owned timesThree(Owned owned, BigDecimal three) {
        Offer offer = owned.offer();
        TreeMap<String, BigDecimal> rates = new TreeMap<>();
        offer.rates().forEach((line, rate) -> rates.put(line, rate.multiply(three)));
        boolean units = offer.kind().inWholeUnits();
        Offer dearer = new Offer(
                offer.name(),
                offer.kind(),
                offer.termMonths(),
                offer.paymentOption(),
                offer.scope(),
                offer.currency(),
                units ? offer.unitRate().multiply(three) : offer.unitRate(),
                offer.unitNormalizationFactor(),
                rates);
        return new Owned(dearer, owned.holding())
                .withQuantity(
                        units
                                ? owned.holding().quantity()
                                : owned.holding().quantity().multiply(three));
    }
}
