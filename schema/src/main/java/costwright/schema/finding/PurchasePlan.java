package costwright.schema.finding;

import costwright.schema.money.Money;
import costwright.schema.quantity.Ratio;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which commitment discounts of one provider to buy together, with the proof of how good that is and what it risks. All
 * money is in one currency. Costs and savings are per month of 730 hours, measured on the hours looked at; what is about
 * a term (lock-in, net present value) is for the whole term.
 *
 * @param hours how many hours were looked at
 * @param purchases by name of offer; never empty
 * @param costWithout of the usage with what stays owned only
 * @param cost of the same usage with the purchases as well
 * @param lowerBound no purchase could cost less than this
 * @param gap (cost − lower bound) over lower bound
 * @param coverage the on-demand price of covered usage over that of all usage, with the purchases
 * @param utilization used over paid, of all commitments, with the purchases
 * @param curves what some quantity of one offer alone would save; the offers bought first
 * @param layers the slices of each purchase from the bottom, and the one above it
 * @param renewals owned commitments that are taken as ended, so that their usage is in the plan again
 * @param rivals what others recommend for the same usage, priced in the same way
 */
public record PurchasePlan(
        int hours,
        List<Purchase> purchases,
        Money costWithout,
        Money cost,
        Money lowerBound,
        Ratio gap,
        Ratio coverage,
        Ratio utilization,
        List<Curve> curves,
        List<Layer> layers,
        Risk risk,
        List<Renewal> renewals,
        List<Rival> rivals) {
    public PurchasePlan {
        purchases = List.copyOf(purchases);
        curves = List.copyOf(curves);
        layers = List.copyOf(layers);
        renewals = List.copyOf(renewals);
        rivals = List.copyOf(rivals);
        if (purchases.isEmpty()) {
            throw new IllegalArgumentException("A purchase plan needs a purchase.");
        }
    }

    /** What the purchases save per month. */
    public Money savings() {
        return costWithout.minus(cost);
    }

    /** What all purchases cost per hour, used or not. */
    public Money perHour() {
        return purchases.stream().map(Purchase::perHour).reduce(Money::plus).orElseThrow();
    }

    /**
     * One offer to buy.
     *
     * @param kind the word of the file formats, such as {@code compute_savings_plan}
     * @param paymentOption empty where unknown
     * @param quantity money per hour for savings plans, units for reservations
     * @param inWholeUnits whether it is a reservation, bought in units
     * @param perHour what the quantity costs per hour, used or not
     * @param utilization used over paid
     * @param netPresentValue of the on-demand cost avoided over the term less the payments
     * @param breakEvenMonths its usage may end after so many months without a loss
     * @param lockIn what will have been paid over the term
     */
    public record Purchase(
            String offer,
            String kind,
            int termMonths,
            String paymentOption,
            BigDecimal quantity,
            boolean inWholeUnits,
            Money perHour,
            Ratio utilization,
            Money netPresentValue,
            BigDecimal breakEvenMonths,
            Money lockIn) {}

    /**
     * Cost against quantity of one offer bought alone.
     *
     * @param best the quantity that would be best alone
     * @param points by quantity, the first at zero
     */
    public record Curve(String offer, BigDecimal best, List<Point> points) {
        public Curve {
            points = List.copyOf(points);
        }
    }

    /**
     * @param perHour what the quantity costs per hour
     * @param cost of the usage with it
     */
    public record Point(BigDecimal quantity, Money perHour, Money cost) {}

    /**
     * One slice of a purchase.
     *
     * @param hoursFull in how many of the hours all of it was used
     * @param utilization the share of it, over all hours, that covered usage
     * @param savings what it saves per month by itself, on top of those below it
     * @param advised false for the slice above the purchase, which is not worth buying
     */
    public record Layer(
            String offer,
            BigDecimal from,
            BigDecimal to,
            Money perHour,
            int hoursFull,
            Ratio utilization,
            Money savings,
            boolean advised) {
        /** What another unit of money per hour of this slice saves per month; null for a slice that costs nothing. */
        public @Nullable Money shadowPrice() {
            return perHour.isPositive() ? savings.dividedBy(perHour.amount(), 6, RoundingMode.HALF_EVEN) : null;
        }
    }

    /**
     * What may happen.
     *
     * @param scenarios how many futures were drawn from whole weeks of the past
     * @param p10 in one future of ten the savings per month are below this
     * @param p50 the median
     * @param p90 in one of ten they are above this
     * @param lossProbability the share of futures in which the purchases cost more than they save, 0 to 1
     * @param breakEvenDecline usage may decline by this share (0 to 1) before the purchases lose money
     * @param lockIn what will have been paid over the terms
     * @param plateauShare the share of the savings that {@code plateauPerHour} still reaches
     * @param plateauPerHour the smallest part of the purchases that reaches it, as money per hour
     * @param plateauSavings what that part saves per month
     * @param stress the same hours with less or more usage, the least first
     */
    public record Risk(
            int scenarios,
            Money p10,
            Money p50,
            Money p90,
            BigDecimal lossProbability,
            BigDecimal breakEvenDecline,
            Money lockIn,
            BigDecimal plateauShare,
            Money plateauPerHour,
            Money plateauSavings,
            List<Stress> stress) {
        public Risk {
            stress = List.copyOf(stress);
        }
    }

    /**
     * @param usageLevel 0.7 for a decline of 30 %
     * @param savings per month of the purchases then
     * @param stranded what of their cost per month then covers nothing
     */
    public record Stress(BigDecimal usageLevel, Money savings, Money stranded) {}

    /**
     * An owned commitment that has ended or ends soon.
     *
     * @param end the first instant after it, ISO-8601
     */
    public record Renewal(String offer, BigDecimal quantity, String end) {}

    /**
     * What somebody else recommends.
     *
     * @param portfolio in words
     * @param claimed what they say that it saves per month; null where they do not say
     * @param simulated what it would save per month on the same hours; negative where it would lose
     */
    public record Rival(
            String source, String portfolio, @Nullable Money claimed, Money simulated) {}
}
