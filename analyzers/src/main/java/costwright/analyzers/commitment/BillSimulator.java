package costwright.analyzers.commitment;

import costwright.analyzers.commitment.HourlyBill.Covering;
import costwright.schema.money.CurrencyMismatchException;
import costwright.schema.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a demand costs under commitments, hour by hour, by the provider's own order of application ({@link Cascade}).
 *
 * <p>All arithmetic is decimal and exact but for one division: where a commitment runs out in the middle of a line, the
 * covered quantity is rounded down to {@value #QUANTITY_DECIMALS} decimals. The commitment then counts as fully used, and
 * the rest of the line stays on demand, so that every identity holds to the last digit.
 *
 * <p>Metamorphic laws, kept by tests: used + unused = paid; covered + on demand = all usage; the order of input and the
 * splitting of a line change nothing; without commitments the cost is the on-demand equivalent.
 */
public final class BillSimulator {
    /** Decimals of a quantity that is covered in part. */
    static final int QUANTITY_DECIMALS = 18;

    private static final int BLOCK_HOURS = 168;

    private final Demand demand;
    private final List<Owned> commitments;
    private final List<Cascade.Step> steps;

    /**
     * @param commitments in any order; the order is that of {@link Bill#commitments} and of coverings
     * @throws CurrencyMismatchException if a commitment is not priced in the currency of the demand
     */
    public BillSimulator(Demand demand, List<Owned> commitments) {
        for (Owned owned : commitments) {
            if (!owned.offer().currency().equals(demand.currency())) {
                throw new CurrencyMismatchException(
                        demand.currency(), owned.offer().currency());
            }
        }
        this.demand = demand;
        this.commitments = List.copyOf(commitments);
        this.steps = Cascade.steps(demand, this.commitments);
    }

    /** The sum of all hours. */
    public Bill bill() {
        int blocks = (demand.hours() + BLOCK_HOURS - 1) / BLOCK_HOURS;
        // Exact decimal addition gives the same sum in whatever order the blocks end.
        Totals totals = IntStream.range(0, blocks)
                .parallel()
                .mapToObj(block -> totals(block * BLOCK_HOURS, Math.min(demand.hours(), (block + 1) * BLOCK_HOURS)))
                .reduce(new Totals(commitments.size()), Totals::plus);
        return totals.bill();
    }

    /** One hour, counted from 0, with what covered what. */
    public HourlyBill hour(int hour) {
        BigDecimal[] capacity = new BigDecimal[commitments.size()];
        BigDecimal cost = BigDecimal.ZERO;
        int withCapacity = 0;
        for (int index = 0; index < capacity.length; index++) {
            Owned owned = commitments.get(index);
            boolean counts = owned.holding().countsAt(demand.hour(hour));
            capacity[index] = counts ? owned.capacity() : BigDecimal.ZERO;
            cost = counts ? cost.add(owned.costPerHour()) : cost;
            withCapacity += capacity[index].signum();
        }
        List<Covering> coverings = withCapacity == 0 ? List.of() : coverings(hour, capacity);
        BigDecimal used = BigDecimal.ZERO;
        BigDecimal covered = BigDecimal.ZERO;
        for (Covering covering : coverings) {
            used = used.add(covering.used());
            covered = covered.add(covering.onDemandEquivalent());
        }
        BigDecimal equivalent = demand.onDemandEquivalent(hour);
        return new HourlyBill(demand.hour(hour), equivalent, cost, used, equivalent.subtract(covered), coverings);
    }

    private List<Covering> coverings(int hour, BigDecimal[] capacity) {
        List<Covering> coverings = new ArrayList<>();
        BigDecimal[] left = new BigDecimal[demand.lines().size()];
        for (Cascade.Step step : steps) {
            int line = step.line();
            BigDecimal room = capacity[step.commitment()];
            if (room.signum() == 0) {
                continue;
            }
            BigDecimal open = left[line] == null ? demand.quantity(hour, line) : left[line];
            if (open.signum() <= 0) {
                continue;
            }
            BigDecimal taken = step.consumption().multiply(open);
            BigDecimal quantity = open;
            if (taken.compareTo(room) > 0) {
                taken = room;
                quantity = room.divide(step.consumption(), QUANTITY_DECIMALS, RoundingMode.DOWN);
            }
            capacity[step.commitment()] = room.subtract(taken);
            left[line] = open.subtract(quantity);
            coverings.add(new Covering(
                    step.commitment(),
                    line,
                    quantity,
                    money(step.commitment(), taken),
                    quantity.multiply(demand.lines().get(line).onDemandRate())));
        }
        return coverings;
    }

    /** What a part of a commitment's hourly capacity costs. */
    private BigDecimal money(int commitment, BigDecimal capacity) {
        Owned owned = commitments.get(commitment);
        if (!owned.offer().kind().inWholeUnits()) {
            return capacity;
        }
        return capacity.multiply(owned.offer().unitRate())
                .divide(owned.unitCapacity(), QUANTITY_DECIMALS, RoundingMode.HALF_EVEN)
                .stripTrailingZeros();
    }

    private Totals totals(int from, int to) {
        Totals totals = new Totals(commitments.size());
        for (int hour = from; hour < to; hour++) {
            totals.add(hour(hour));
        }
        return totals;
    }

    private final class Totals {
        private int hours;
        private BigDecimal equivalent = BigDecimal.ZERO;
        private BigDecimal onDemand = BigDecimal.ZERO;
        private final BigDecimal[] costs;
        private final BigDecimal[] used;
        private final BigDecimal[] covered;

        Totals(int size) {
            costs = zeros(size);
            used = zeros(size);
            covered = zeros(size);
        }

        private static BigDecimal[] zeros(int size) {
            BigDecimal[] zeros = new BigDecimal[size];
            Arrays.fill(zeros, BigDecimal.ZERO);
            return zeros;
        }

        void add(HourlyBill bill) {
            hours++;
            equivalent = equivalent.add(bill.onDemandEquivalent());
            onDemand = onDemand.add(bill.onDemandCost());
            for (Covering covering : bill.coverings()) {
                int index = covering.commitment();
                used[index] = used[index].add(covering.used());
                covered[index] = covered[index].add(covering.onDemandEquivalent());
            }
            for (int index = 0; index < costs.length; index++) {
                Owned owned = commitments.get(index);
                if (owned.holding().countsAt(bill.hour())) {
                    costs[index] = costs[index].add(owned.costPerHour());
                }
            }
        }

        Totals plus(Totals other) {
            Totals sum = new Totals(costs.length);
            sum.hours = hours + other.hours;
            sum.equivalent = equivalent.add(other.equivalent);
            sum.onDemand = onDemand.add(other.onDemand);
            for (int index = 0; index < costs.length; index++) {
                sum.costs[index] = costs[index].add(other.costs[index]);
                sum.used[index] = used[index].add(other.used[index]);
                sum.covered[index] = covered[index].add(other.covered[index]);
            }
            return sum;
        }

        Bill bill() {
            List<Bill.Share> shares = IntStream.range(0, costs.length)
                    .mapToObj(index -> new Bill.Share(
                            commitments.get(index), money(costs[index]), money(used[index]), money(covered[index])))
                    .toList();
            Money zero = money(BigDecimal.ZERO);
            return new Bill(
                    hours,
                    money(equivalent),
                    shares.stream().map(Bill.Share::cost).reduce(zero, Money::plus),
                    shares.stream().map(Bill.Share::used).reduce(zero, Money::plus),
                    money(onDemand),
                    shares);
        }

        private Money money(BigDecimal amount) {
            return Money.of(amount, demand.currency());
        }
    }
}
