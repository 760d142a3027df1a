package costwright.analyzers.rightsizing;

import costwright.analyzers.Estates;
import costwright.schema.money.Money;
import costwright.schema.money.UnitPrice;
import costwright.schema.price.InstanceType;
import costwright.schema.price.PriceBook;
import costwright.schema.price.PriceRow;
import costwright.schema.resource.Provider;
import costwright.schema.resource.Resource;
import costwright.schema.resource.ResourceId;
import costwright.schema.resource.ResourceState;
import costwright.schema.resource.ResourceType;
import costwright.schema.resource.SubAccountId;
import costwright.schema.time.Period;
import costwright.schema.utilization.Metric;
import costwright.schema.utilization.Series;
import costwright.schema.utilization.UtilizationSource;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Machines, prices and samples made by hand for tests: five-minute samples that end at the as-of instant of {@link Estates}. */
public final class Machines implements UtilizationSource {
    private final Map<ResourceId, Map<Metric, Series>> series = new HashMap<>();
    private final List<PriceRow> prices = new ArrayList<>();
    private final List<InstanceType> types = new ArrayList<>();

    public static Resource vm(String id, String type) {
        return vm(id, type, ResourceState.RUNNING, Map.of());
    }

    public static Resource vm(String id, String type, ResourceState state, Map<String, String> attributes) {
        return new Resource(
                new ResourceId(id),
                Provider.AWS,
                "AmazonEC2",
                ResourceType.VM,
                "us-east-1",
                type,
                "linux",
                state,
                new SubAccountId("111111111111"),
                Map.of(),
                attributes);
    }

    public Machines type(String name, int vcpu, int memoryMib, String usdPerHour) {
        return type(name, vcpu, memoryMib, usdPerHour, null);
    }

    public Machines type(String name, int vcpu, int memoryMib, String usdPerHour, @Nullable String burstableBaseline) {
        return type(name, vcpu, memoryMib, usdPerHour, burstableBaseline, null);
    }

    /** @param iops that the type guarantees; null where unknown */
    public Machines type(
            String name,
            int vcpu,
            int memoryMib,
            String usdPerHour,
            @Nullable String burstableBaseline,
            @Nullable String iops) {
        types.add(new InstanceType(
                Provider.AWS,
                name,
                name.substring(0, name.indexOf('.')),
                "x86_64",
                BigDecimal.valueOf(vcpu),
                BigDecimal.valueOf(memoryMib),
                burstableBaseline == null ? null : new BigDecimal(burstableBaseline),
                null,
                iops == null ? null : new BigDecimal(iops),
                null,
                true));
        prices.add(new PriceRow(
                Provider.AWS,
                "us-east-1",
                name,
                "linux",
                UnitPrice.perHour(Money.of(usdPerHour, "USD")),
                "price list",
                LocalDate.parse("2026-10-01")));
        return this;
    }

    /** Samples of every five minutes of the last {@code days} days, by slot from the oldest; NaN leaves a slot out. */
    public Machines samples(String id, Metric metric, int days, IntToDoubleFunction value) {
        long end = Estates.AS_OF.getEpochSecond();
        int[] slots = IntStream.range(0, days * 288)
                .filter(i -> !Double.isNaN(value.applyAsDouble(i)))
                .toArray();
        long[] start = IntStream.of(slots)
                .mapToLong(i -> end - days * 86_400L + i * 300L)
                .toArray();
        double[] values =
                IntStream.of(slots).mapToDouble(i -> value.applyAsDouble(i)).toArray();
        double[] none = new double[values.length];
        Arrays.fill(none, Double.NaN);
        ResourceId resource = new ResourceId(id);
        series.computeIfAbsent(resource, key -> new EnumMap<>(Metric.class))
                .put(metric, new Series(resource, metric, 300, start, values, none));
        return this;
    }

    public PriceBook prices() {
        return new PriceBook(prices, types);
    }

    @Override
    public Optional<Series> series(ResourceId resource, Metric metric, Period period) {
        return Optional.ofNullable(series.getOrDefault(resource, Map.of()).get(metric))
                .map(all -> cut(all, period))
                .filter(cut -> cut.size() > 0);
    }

    private static Series cut(Series all, Period period) {
        int[] inside = IntStream.range(0, all.size())
                .filter(i -> all.startEpochSeconds()[i] >= period.start().getEpochSecond()
                        && all.startEpochSeconds()[i] < period.end().getEpochSecond())
                .toArray();
        return new Series(
                all.resource(),
                all.metric(),
                all.intervalSeconds(),
                IntStream.of(inside).mapToLong(i -> all.startEpochSeconds()[i]).toArray(),
                IntStream.of(inside).mapToDouble(i -> all.average()[i]).toArray(),
                IntStream.of(inside).mapToDouble(i -> all.maximum()[i]).toArray());
    }
}
