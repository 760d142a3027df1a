package costwright.analyzers;

import costwright.schema.charge.DailyCharge;
import costwright.schema.money.Money;
import costwright.schema.resource.Provider;
import costwright.schema.resource.ResourceId;
import costwright.schema.time.Period;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The daily charges of a dataset, found by resource. */
public final class Charges {
    public static final Charges NONE = new Charges(List.of());

    private final List<DailyCharge> all;
    private final Map<ResourceId, List<DailyCharge>> byResource;
    private final Map<Provider, LocalDate> lastDays;

    public Charges(Collection<DailyCharge> charges) {
        this.all = List.copyOf(charges);
        this.byResource = all.stream()
                .filter(charge -> charge.resource() != null)
                .collect(Collectors.groupingBy(DailyCharge::resource, TreeMap::new, Collectors.toUnmodifiableList()));
        this.lastDays = all.stream()
                .collect(Collectors.toUnmodifiableMap(
                        DailyCharge::provider, DailyCharge::day, (a, b) -> a.isAfter(b) ? a : b));
    }

    public List<DailyCharge> all() {
        return all;
    }

    /** The last UTC day for which the provider has billed anything. */
    public Optional<LocalDate> lastDay(Provider provider) {
        return Optional.ofNullable(lastDays.get(provider));
    }

    /** The charges of one resource; empty when the bill does not name it. */
    public List<DailyCharge> of(ResourceId resource) {
        return byResource.getOrDefault(resource, List.of());
    }

    /** The sum of EffectiveCost of a resource over the UTC days that start within {@code period}; empty when there is none. */
    public Optional<Money> effectiveCost(ResourceId resource, Period period) {
        return of(resource).stream()
                .filter(charge -> period.contains(
                        charge.day().atStartOfDay(ZoneOffset.UTC).toInstant()))
                .map(charge -> charge.costs().effective())
                .reduce(Money::plus);
    }
}
