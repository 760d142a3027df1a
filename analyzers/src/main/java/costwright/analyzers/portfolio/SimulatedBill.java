package costwright.analyzers.portfolio;

import costwright.analyzers.Dataset;
import costwright.analyzers.RunRate;
import costwright.schema.charge.CommitmentStatus;
import costwright.schema.commitment.HourlyUsage;
import costwright.schema.commitment.UsageLine;
import costwright.schema.finding.ActionKind;
import costwright.schema.finding.Finding;
import costwright.schema.money.Money;
import costwright.schema.quantity.Quantity;
import costwright.schema.resource.Provider;
import costwright.schema.resource.Resource;
import costwright.schema.resource.ResourceId;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The hourly on-demand part of the bill while actions are taken one by one.
 *
 * <p>For each hour and provider, with {@code g} the on-demand value of usage that no commitment covers and {@code f} the
 * on-demand value of usage that commitments used to cover and that actions have removed, the variable bill is
 * {@code max(0, g − f)}: commitments are paid anyway and move on to other usage, as far as there is any. An action that
 * removes covered usage is worth only what its freed commitment finds elsewhere in the same hour; under a plan that no
 * longer finds anything it is worth nothing until the plan ends.
 *
 * <p>Which usage a freed commitment may move to is simplified to any usage of the same provider; the scope of a
 * reservation can be narrower.
 */
final class SimulatedBill {
    /** Shares are kept to 34 digits; money is rounded once, at the end. */
    static final MathContext PRECISION = MathContext.DECIMAL128;

    private static final class Pool {
        private BigDecimal gross = BigDecimal.ZERO;
        private BigDecimal freed = BigDecimal.ZERO;

        private BigDecimal bill() {
            return gross.subtract(freed).max(BigDecimal.ZERO);
        }
    }

    private final Dataset dataset;
    private final Map<ResourceId, Resource> resources;
    private final Map<Provider, Map<Long, Pool>> pools = new EnumMap<>(Provider.class);
    private final Map<ResourceId, List<HourlyUsage>> usage = new TreeMap<>();
    private final Map<ResourceId, BigDecimal> removed = new TreeMap<>();
    private final Map<ResourceId, Optional<RunRate>> rates = new TreeMap<>();

    SimulatedBill(Dataset dataset) {
        this.dataset = dataset;
        this.resources = dataset.resourcesById();
        for (HourlyUsage day : dataset.hourlyUsage()) {
            UsageLine line = line(day);
            for (int hour = 0; hour < 24; hour++) {
                Pool pool = pool(line.provider(), day.day(), hour);
                pool.gross = pool.gross.add(day.onDemand().get(hour).multiply(line.onDemandRate()));
            }
            if (day.resource() != null) {
                usage.computeIfAbsent(day.resource(), key -> new ArrayList<>()).add(day);
            }
        }
    }

    /** What the resource costs, as a weight against the other subjects of a finding; zero when the bill does not name it. */
    BigDecimal weight(ResourceId resource) {
        return rate(resource).map(rate -> rate.costs().effective().amount()).orElse(BigDecimal.ZERO);
    }

    /** The share of the resource's usage that the action removes: 1 for a deletion, negative for a larger machine. */
    BigDecimal removedShare(Finding finding, ResourceId subject) {
        if (finding.action().kind() == ActionKind.DELETE) {
            return BigDecimal.ONE;
        }
        Optional<Money> retail = rate(subject).map(RunRate::listPerMonth).filter(Money::isPositive);
        return retail.map(list -> finding.monthlyRetailSavings()
                        .amount()
                        .divide(list.amount(), PRECISION)
                        .min(BigDecimal.ONE))
                .orElse(BigDecimal.ZERO);
    }

    /**
     * Removes a share of the resource's original usage and returns how much of its effective cost per month stays on the
     * bill all the same, because a freed commitment finds nothing else to cover. Never negative: where a freed commitment
     * finds usage that is dearer than what it covered, the saving is still counted at no more than the effective cost.
     */
    BigDecimal remove(ResourceId resource, BigDecimal share) {
        removed.merge(resource, share, BigDecimal::add);
        Optional<RunRate> rate = rate(resource);
        BigDecimal effective = BigDecimal.ZERO;
        BigDecimal saved = BigDecimal.ZERO;
        for (HourlyUsage day : usage.getOrDefault(resource, List.of())) {
            UsageLine line = line(day);
            boolean counts = rate.isPresent() && rate.get().covers(day.day());
            for (int hour = 0; hour < 24; hour++) {
                BigDecimal onDemand = value(day.onDemand().get(hour), line, share);
                BigDecimal covered = value(day.covered().get(hour), line, share);
                Pool pool = pool(line.provider(), day.day(), hour);
                BigDecimal before = pool.bill();
                // More usage finds no commitment of its own: the growth is all on demand.
                pool.gross = pool.gross.subtract(share.signum() < 0 ? onDemand.add(covered) : onDemand);
                pool.freed = share.signum() < 0 ? pool.freed : pool.freed.add(covered);
                if (counts) {
                    effective = effective.add(onDemand);
                    saved = saved.add(before.subtract(pool.bill()));
                }
            }
        }
        if (rate.isEmpty()) {
            return BigDecimal.ZERO;
        }
        BigDecimal stays =
                effective.add(coveredCost(resource, rate.get()).multiply(share)).subtract(saved);
        return stays.max(BigDecimal.ZERO)
                .multiply(Quantity.HOURS_PER_MONTH)
                .divide(BigDecimal.valueOf(rate.get().window().hours()), PRECISION);
    }

    /** The dataset with the hourly usage that is left, and what of it commitments cover once freed ones have moved on. */
    Dataset remaining() {
        List<HourlyUsage> left = new ArrayList<>();
        for (HourlyUsage day : dataset.hourlyUsage()) {
            UsageLine line = line(day);
            BigDecimal kept = day.resource() == null
                    ? BigDecimal.ONE
                    : BigDecimal.ONE.subtract(removed.getOrDefault(day.resource(), BigDecimal.ZERO));
            List<BigDecimal> onDemand = new ArrayList<>(24);
            List<BigDecimal> covered = new ArrayList<>(24);
            for (int hour = 0; hour < 24; hour++) {
                Pool pool = pool(line.provider(), day.day(), hour);
                BigDecimal exposed = ratio(pool.bill(), pool.gross);
                BigDecimal used = day.onDemand().get(hour).multiply(kept);
                BigDecimal exposedUse = used.multiply(exposed, PRECISION);
                onDemand.add(exposedUse);
                // What freed commitments move on to is covered now.
                covered.add(day.covered().get(hour).multiply(kept, PRECISION).add(used.subtract(exposedUse)));
            }
            left.add(new HourlyUsage(day.day(), day.line(), day.resource(), onDemand, covered));
        }
        return dataset.withHourlyUsage(left);
    }

    private static BigDecimal value(BigDecimal quantity, UsageLine line, BigDecimal share) {
        return quantity.multiply(line.onDemandRate()).multiply(share, PRECISION);
    }

    /** Part over whole; 1 where there is no whole, because then nothing stands in the way. */
    private static BigDecimal ratio(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0 ? BigDecimal.ONE : part.divide(whole, PRECISION);
    }

    /** Effective cost within the window of the usage that commitments covered. */
    private BigDecimal coveredCost(ResourceId resource, RunRate rate) {
        return dataset.charges().of(resource).stream()
                .filter(charge -> charge.commitmentStatus() == CommitmentStatus.USED && rate.covers(charge.day()))
                .map(charge -> charge.costs().effective().amount())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private Optional<RunRate> rate(ResourceId id) {
        return rates.computeIfAbsent(
                id, key -> Optional.ofNullable(resources.get(key)).flatMap(found -> RunRate.of(dataset, found)));
    }

    private UsageLine line(HourlyUsage day) {
        UsageLine line = dataset.usageLines().get(day.line());
        if (line == null) {
            throw new IllegalArgumentException(
                    "Hourly usage of %s refers to line \"%s\", which the dataset does not have."
                            .formatted(day.day(), day.line()));
        }
        return line;
    }

    private Pool pool(Provider provider, LocalDate day, int hour) {
        return pools.computeIfAbsent(provider, key -> new HashMap<>())
                .computeIfAbsent(day.toEpochDay() * 24 + hour, key -> new Pool());
    }
}
