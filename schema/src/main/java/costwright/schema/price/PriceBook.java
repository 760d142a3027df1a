package costwright.schema.price;

import costwright.schema.money.PriceAnswer;
import costwright.schema.resource.Provider;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Prices and machine types by name; whatever is not in it is unknown, never free. */
public final class PriceBook {
    public static final PriceBook EMPTY = new PriceBook(List.of(), List.of());

    private record Key(Provider provider, String region, String item, String os) {}

    private final Map<Key, PriceRow> rows;
    private final Map<Provider, Map<String, InstanceType>> types;

    /** Of several rows for the same thing the newest quote counts; among equals, the last by source name. */
    public PriceBook(Collection<PriceRow> rows, Collection<InstanceType> types) {
        this.rows = rows.stream()
                .sorted(Comparator.comparing(PriceRow::asOf).thenComparing(PriceRow::source))
                .collect(Collectors.toUnmodifiableMap(
                        row -> new Key(row.provider(), row.region(), row.item(), row.os()),
                        row -> row,
                        (older, newer) -> newer));
        this.types = types.stream()
                .collect(Collectors.groupingBy(
                        InstanceType::provider,
                        Collectors.toMap(InstanceType::name, type -> type, (first, second) -> second, TreeMap::new)));
    }

    /** The on-demand price of {@code item}, such as an instance type; {@code os} is empty where it does not apply. */
    public PriceAnswer onDemand(Provider provider, String region, String item, String os) {
        PriceRow row = rows.get(new Key(provider, region, item, os));
        return row == null
                ? new PriceAnswer.Unknown("no on-demand price of %s%s in %s (%s)"
                        .formatted(item, os.isEmpty() ? "" : " " + os, region, provider.word()))
                : new PriceAnswer.Known(row.price(), row.source(), row.asOf());
    }

    public Optional<InstanceType> instanceType(Provider provider, String name) {
        return Optional.ofNullable(types.getOrDefault(provider, Map.of()).get(name));
    }

    /** All known machine types of a provider, by name. */
    public Collection<InstanceType> instanceTypes(Provider provider) {
        return types.getOrDefault(provider, Map.of()).values();
    }
}
