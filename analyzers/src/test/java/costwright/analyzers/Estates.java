package costwright.analyzers;

import costwright.schema.charge.ChargeCategory;
import costwright.schema.charge.CommitmentStatus;
import costwright.schema.charge.Costs;
import costwright.schema.charge.DailyCharge;
import costwright.schema.commitment.HourlyUsage;
import costwright.schema.commitment.UsageLine;
import costwright.schema.money.Money;
import costwright.schema.price.PriceBook;
import costwright.schema.resource.Provider;
import costwright.schema.resource.Resource;
import costwright.schema.resource.ResourceId;
import costwright.schema.resource.ResourceState;
import costwright.schema.resource.ResourceType;
import costwright.schema.resource.SubAccountId;
import costwright.schema.time.Lookback;
import costwright.schema.utilization.UtilizationSource;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Small hand-made estates for tests: resources and what they cost per day, as of 2 November 2026. */
public final class Estates {
    public static final Instant AS_OF = Instant.parse("2026-11-02T06:00:00Z");
    public static final LocalDate LAST_BILLED = LocalDate.parse("2026-10-31");

    private final List<Resource> resources = new ArrayList<>();
    private final List<DailyCharge> charges = new ArrayList<>();
    private final Map<String, UsageLine> lines = new TreeMap<>();
    private final List<HourlyUsage> usage = new ArrayList<>();
    private UtilizationSource utilization = UtilizationSource.NONE;
    private PriceBook prices = PriceBook.EMPTY;

    public static Resource resource(String id, ResourceType type, ResourceState state, Map<String, String> attributes) {
        return new Resource(
                new ResourceId(id),
                Provider.AWS,
                "AmazonEC2",
                type,
                "us-east-1",
                "",
                "",
                state,
                new SubAccountId("111111111111"),
                Map.of(),
                attributes);
    }

    public Estates with(Resource resource) {
        resources.add(resource);
        return this;
    }

    public Estates with(UtilizationSource source) {
        utilization = source;
        return this;
    }

    public Estates with(PriceBook book) {
        prices = book;
        return this;
    }

    public Estates with(UsageLine line) {
        lines.put(line.name(), line);
        return this;
    }

    public Estates with(HourlyUsage day) {
        usage.add(day);
        return this;
    }

    /** Bills the resource {@code dailyCost} dollars on each of the last {@code days} billed days. */
    public Estates billed(String id, String dailyCost, int days) {
        for (int day = 0; day < days; day++) {
            billedOn(id, LAST_BILLED.minusDays(day), dailyCost, dailyCost, CommitmentStatus.NONE);
        }
        return this;
    }

    public Estates billedOn(String id, LocalDate day, String effective, String list, CommitmentStatus status) {
        Money effectiveCost = Money.of(effective, "USD");
        Money listCost = Money.of(list, "USD");
        charges.add(new DailyCharge(
                day,
                Provider.AWS,
                "999999999999",
                new SubAccountId("111111111111"),
                "AmazonEC2",
                "us-east-1",
                new ResourceId(id),
                "sku",
                ChargeCategory.USAGE,
                status == CommitmentStatus.NONE ? null : "commitment-1",
                status,
                new Costs(effectiveCost, effectiveCost, listCost, listCost),
                null,
                null));
        return this;
    }

    public Dataset dataset() {
        return new Dataset(
                AS_OF,
                Lookback.ofWholeDays(60, AS_OF),
                resources,
                new Charges(charges),
                utilization,
                prices,
                lines,
                usage,
                "test-dataset");
    }
}
