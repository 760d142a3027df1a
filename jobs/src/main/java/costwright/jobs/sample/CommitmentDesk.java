package costwright.jobs.sample;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Applies commitments to the machines of one hour in the order of the providers: reservations from the smallest machine
 * up, then savings plans of one family, then those of all families, each on the highest saving first.
 *
 * <p>For each commitment used plus unused is exactly its hourly cost.
 */
final class CommitmentDesk {
    private static final int QUANTITY_SCALE = 10;

    private final List<Commitment> commitments;

    /** A machine that runs in an hour: its price without commitment, its normalized size and where it is. */
    record Machine(String id, String region, String type, String family, BigDecimal size, BigDecimal onDemand) {}

    /**
     * A part of a machine's hour.
     *
     * @param commitment null for what stays on demand
     * @param quantity hours
     * @param effective what the commitment pays for it; 0 where there is none
     * @param discountQuantity in units of the commitment: money, or normalized size
     */
    record Part(
            @Nullable Commitment commitment, BigDecimal quantity, BigDecimal effective, BigDecimal discountQuantity) {}

    /**
     * An hour.
     *
     * @param parts by machine
     * @param unused money by commitment, only where there is some
     */
    record Hour(Map<String, List<Part>> parts, Map<Commitment, BigDecimal> unused) {}

    CommitmentDesk(List<Commitment> commitments) {
        this.commitments = commitments.stream()
                .sorted(Comparator.comparing(Commitment::isSavingsPlan)
                        .thenComparing(commitment -> commitment.family() == null)
                        .thenComparing(Commitment::id))
                .toList();
    }

    Hour apply(long hour, List<Machine> machines) {
        Map<String, BigDecimal> left = new HashMap<>();
        Map<String, List<Part>> parts = new TreeMap<>();
        for (Machine machine : machines) {
            left.put(machine.id(), BigDecimal.ONE);
            parts.put(machine.id(), new ArrayList<>(2));
        }
        Map<Commitment, BigDecimal> unused = new java.util.LinkedHashMap<>();
        for (Commitment commitment : commitments) {
            if (commitment.countsAt(hour)) {
                BigDecimal rest = commitment.isSavingsPlan()
                        ? applyPlan(commitment, machines, left, parts)
                        : applyReservation(commitment, machines, left, parts);
                if (rest.signum() > 0) {
                    unused.put(commitment, rest);
                }
            }
        }
        left.forEach((id, hours) -> {
            if (hours.signum() > 0) {
                parts.get(id).add(new Part(null, hours, BigDecimal.ZERO, BigDecimal.ZERO));
            }
        });
        return new Hour(parts, unused);
    }

    private static BigDecimal applyReservation(
            Commitment commitment,
            List<Machine> machines,
            Map<String, BigDecimal> left,
            Map<String, List<Part>> parts) {
        // Sizes are powers of two, so both quotients are exact.
        BigDecimal ratePerSize = commitment.unitRate().divide(commitment.unitSize());
        BigDecimal capacity = commitment.quantity().multiply(commitment.unitSize());
        List<Machine> eligible = machines.stream()
                .filter(machine -> covers(commitment, machine))
                .sorted(Comparator.comparing(Machine::size).thenComparing(Machine::id))
                .toList();
        for (Machine machine : eligible) {
            BigDecimal used = capacity.min(left.get(machine.id()).multiply(machine.size()));
            if (used.signum() > 0) {
                BigDecimal hours = used.divide(machine.size());
                parts.get(machine.id())
                        .add(new Part(commitment, plain(hours), plain(used.multiply(ratePerSize)), plain(used)));
                left.merge(machine.id(), hours, BigDecimal::subtract);
                capacity = capacity.subtract(used);
            }
        }
        return plain(capacity.multiply(ratePerSize));
    }

    private static BigDecimal applyPlan(
            Commitment commitment,
            List<Machine> machines,
            Map<String, BigDecimal> left,
            Map<String, List<Part>> parts) {
        BigDecimal money = commitment.quantity();
        List<Machine> eligible = machines.stream()
                .filter(machine -> covers(commitment, machine) && rate(commitment, machine) != null)
                .sorted(Comparator.comparing((Machine machine) ->
                                rate(commitment, machine).divide(machine.onDemand(), 12, RoundingMode.HALF_EVEN))
                        .thenComparing(machine -> rate(commitment, machine))
                        .thenComparing(Machine::id))
                .toList();
        for (Machine machine : eligible) {
            BigDecimal rate = rate(commitment, machine);
            BigDecimal hours = left.get(machine.id());
            BigDecimal wanted = hours.multiply(rate);
            BigDecimal used = money.min(wanted);
            if (used.signum() > 0) {
                BigDecimal covered =
                        used.compareTo(wanted) == 0 ? hours : used.divide(rate, QUANTITY_SCALE, RoundingMode.DOWN);
                parts.get(machine.id()).add(new Part(commitment, plain(covered), plain(used), plain(used)));
                left.put(machine.id(), hours.subtract(covered));
                money = money.subtract(used);
            }
        }
        return plain(money);
    }

    private static @Nullable BigDecimal rate(Commitment commitment, Machine machine) {
        return commitment.rates().get(machine.region() + '/' + machine.type());
    }

    private static boolean covers(Commitment commitment, Machine machine) {
        return (commitment.region() == null || commitment.region().equals(machine.region()))
                && (commitment.family() == null || commitment.family().equals(machine.family()));
    }

    /** Without trailing zeros and without exponent. */
    private static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
