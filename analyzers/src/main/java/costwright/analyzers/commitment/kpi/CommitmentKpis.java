package costwright.analyzers.commitment.kpi;

import costwright.schema.charge.CommitmentCost;
import costwright.schema.charge.CommitmentStatus;
import costwright.schema.money.Money;
import costwright.schema.quantity.Ratio;
import costwright.schema.time.IsoWeek;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The commitment figures of FinOps from the Usage charges of a bill, for each period by provider and commitment, and in
 * total.
 *
 * <p>Population: usage that commitments could cover is taken to be all usage of the services in which a commitment of the
 * provider covered something in the charges given, because bills do not mark it. Purchases are left out: their cost is
 * spread over the used and unused parts (FOCUS, "EffectiveCost").
 *
 * <p>Formulas (FinOps Foundation, "Effective Savings Rate" and "Commitment Discount Waste"; FOCUS, "Commitment Discount
 * usage"), each summed before it is divided:
 * <ul>
 *   <li>utilization = used / (used + unused), by EffectiveCost; waste = 1 − utilization
 *   <li>coverage = covered / (covered + not covered), by ContractedCost, else by ListCost: the price of the usage without
 *       commitments
 *   <li>effective savings rate over a basis = (basis of the usage − EffectiveCost of the usage and of what was unused) /
 *       basis of the usage; the basis is ContractedCost or ListCost, and unused parts have none
 * </ul>
 */
public final class CommitmentKpis {
    /** The stretch of time of one row. */
    public enum Period {
        WEEK,
        MONTH;

        /** Such as {@code 2026-W44} or {@code 2026-10}. */
        public String of(LocalDate day) {
            return switch (this) {
                case WEEK -> IsoWeek.containing(day).toString();
                case MONTH -> YearMonth.from(day).toString();
            };
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private CommitmentKpis() {}

    /**
     * One row for each period, provider and commitment, after one for the provider, after one for the period; in order of
     * period, provider and commitment. Periods without any use of a commitment have none.
     *
     * @param costs all in one currency
     */
    public static List<CommitmentKpi> by(Period period, Collection<CommitmentCost> costs) {
        Map<String, List<CommitmentCost>> periods = costs.stream()
                .collect(Collectors.groupingBy(cost -> period.of(cost.day()), TreeMap::new, Collectors.toList()));
        Set<String> services = services(costs);
        List<CommitmentKpi> kpis = new ArrayList<>();
        periods.forEach((label, all) -> kpis.addAll(of(label, all, services)));
        return kpis;
    }

    /** The rows of one stretch of time that is called {@code label}. */
    public static List<CommitmentKpi> of(String label, Collection<CommitmentCost> costs) {
        return of(label, costs, services(costs));
    }

    private static List<CommitmentKpi> of(String label, Collection<CommitmentCost> costs, Set<String> services) {
        List<CommitmentCost> eligible = costs.stream()
                .filter(cost -> cost.status() != CommitmentStatus.NONE || services.contains(place(cost)))
                .toList();
        if (eligible.stream().allMatch(cost -> cost.status() == CommitmentStatus.NONE)) {
            return List.of();
        }
        List<CommitmentKpi> kpis = new ArrayList<>();
        kpis.add(kpi(label, "", "", eligible, eligible));
        eligible.stream()
                .collect(Collectors.groupingBy(CommitmentCost::provider, TreeMap::new, Collectors.toList()))
                .forEach((provider, own) -> {
                    Map<String, List<CommitmentCost>> commitments = own.stream()
                            .filter(cost -> cost.status() != CommitmentStatus.NONE)
                            .collect(Collectors.groupingBy(
                                    CommitmentCost::commitment, TreeMap::new, Collectors.toList()));
                    if (!commitments.isEmpty()) {
                        kpis.add(kpi(label, provider, "", own, own));
                        commitments.forEach((id, paid) -> kpis.add(kpi(label, provider, id, paid, own)));
                    }
                });
        return kpis;
    }

    /** Providers with services in which a commitment covered something. */
    private static Set<String> services(Collection<CommitmentCost> costs) {
        return costs.stream()
                .filter(cost -> cost.status() == CommitmentStatus.USED)
                .map(CommitmentKpis::place)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String place(CommitmentCost cost) {
        return cost.provider() + '\n' + cost.service();
    }

    /**
     * @param scope what the row is about
     * @param eligible what coverage is a share of
     */
    private static CommitmentKpi kpi(
            String label,
            String provider,
            String commitment,
            List<CommitmentCost> scope,
            List<CommitmentCost> eligible) {
        Currency currency = scope.get(0).effective().currency();
        Money used = effective(scope, CommitmentStatus.USED, currency);
        Money unused = effective(scope, CommitmentStatus.UNUSED, currency);
        Money paid = used.plus(unused);
        Money cost = paid.plus(effective(scope, CommitmentStatus.NONE, currency));
        return new CommitmentKpi(
                label,
                provider,
                commitment,
                used,
                unused,
                ofPaid(used, paid),
                ofPaid(unused, paid),
                coverage(scope, eligible),
                savingsRate(scope, cost, "contracted", CommitmentCost::contracted),
                savingsRate(scope, cost, "list", CommitmentCost::list),
                basis(scope, CommitmentCost::contracted)
                        .map(contracted -> contracted.minus(cost))
                        .orElse(null));
    }

    private static Share ofPaid(Money part, Money paid) {
        return paid.isPositive()
                ? new Share.Known(new Ratio(part.amount(), paid.amount()), "effective")
                : new Share.Unknown("nothing was paid for commitments");
    }

    private static Share coverage(List<CommitmentCost> scope, List<CommitmentCost> eligible) {
        List<CommitmentCost> covered = scope.stream()
                .filter(cost -> cost.status() == CommitmentStatus.USED)
                .toList();
        Optional<Money> contracted = basis(eligible, CommitmentCost::contracted);
        Optional<Money> whole = contracted.isPresent() ? contracted : basis(eligible, CommitmentCost::list);
        if (whole.isEmpty()) {
            return new Share.Unknown("the bill states neither contracted nor list cost for all of the usage");
        }
        if (!whole.get().isPositive()) {
            return new Share.Unknown("there was no usage that commitments could cover");
        }
        BigDecimal part = (contracted.isPresent()
                        ? basis(covered, CommitmentCost::contracted)
                        : basis(covered, CommitmentCost::list))
                .map(Money::amount)
                .orElse(BigDecimal.ZERO);
        return new Share.Known(new Ratio(part, whole.get().amount()), contracted.isPresent() ? "contracted" : "list");
    }

    private static Share savingsRate(
            List<CommitmentCost> scope, Money cost, String name, Function<CommitmentCost, @Nullable Money> column) {
        List<CommitmentCost> usage = usage(scope);
        if (usage.isEmpty()) {
            return new Share.Unknown("nothing was used");
        }
        Optional<Money> basis = basis(scope, column);
        if (basis.isEmpty()) {
            long missing =
                    usage.stream().filter(each -> column.apply(each) == null).count();
            return new Share.Unknown("the bill states no %s cost for %d of %d parts of the usage"
                    .formatted(name, missing, usage.size()));
        }
        return basis.get().isPositive()
                ? new Share.Known(
                        new Ratio(basis.get().minus(cost).amount(), basis.get().amount()), name)
                : new Share.Unknown("the %s cost of the usage is not above zero".formatted(name));
    }

    /** The sum over usage; empty where a part of it or all of it is unknown. */
    private static Optional<Money> basis(List<CommitmentCost> scope, Function<CommitmentCost, @Nullable Money> column) {
        List<CommitmentCost> usage = usage(scope);
        if (usage.isEmpty()) {
            return Optional.empty();
        }
        Money sum = Money.zero(usage.get(0).effective().currency());
        for (CommitmentCost cost : usage) {
            Money amount = column.apply(cost);
            if (amount == null) {
                return Optional.empty();
            }
            sum = sum.plus(amount);
        }
        return Optional.of(sum);
    }

    private static List<CommitmentCost> usage(List<CommitmentCost> scope) {
        return scope.stream()
                .filter(cost -> cost.status() != CommitmentStatus.UNUSED)
                .toList();
    }

    private static Money effective(List<CommitmentCost> costs, CommitmentStatus status, Currency currency) {
        return Money.total(
                costs.stream()
                        .filter(cost -> cost.status() == status)
                        .map(CommitmentCost::effective)
                        .toList(),
                currency);
    }
}
