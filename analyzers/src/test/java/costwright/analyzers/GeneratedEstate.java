package costwright.analyzers;

import costwright.schema.charge.CommitmentStatus;
import costwright.schema.commitment.HourlyUsage;
import costwright.schema.commitment.UsageLine;
import costwright.schema.money.Money;
import costwright.schema.money.UnitPrice;
import costwright.schema.price.InstanceType;
import costwright.schema.price.PriceBook;
import costwright.schema.price.PriceRow;
import costwright.schema.resource.Attributes;
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
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * A random small estate in which every check has something to look at: machines from idle to busy, stopped ones, disks and
 * addresses in use and left over, two months of bills, five-minute samples.
 *
 * @param seed the same seed gives the same estate
 * @param priceFactor multiplies every price and every cost
 * @param withSamples false leaves out all utilization
 */
record GeneratedEstate(long seed, BigDecimal priceFactor, boolean withSamples) {
    private static final int BILLED_DAYS = 61;
    private static final int INTERVAL_SECONDS = 300;
    private static final Map<String, String> HOURLY = new TreeMap<>(Map.of(
            "m5.large",
            "0.096",
            "m5.xlarge",
            "0.192",
            "m5.2xlarge",
            "0.384",
            "m5.4xlarge",
            "0.768",
            "t3.large",
            "0.0832"));

    Dataset dataset() {
        Random random = new Random(seed);
        Estates estate = new Estates().with(prices()).with(withSamples ? samples() : UtilizationSource.NONE);
        HOURLY.forEach((type, rate) -> estate.with(line(type, new BigDecimal(rate).multiply(priceFactor))));
        List<String> types = List.copyOf(HOURLY.keySet());
        for (int machine = 0; machine < 8; machine++) {
            addMachine(estate, "i-" + machine, types.get(random.nextInt(types.size())), random);
        }
        for (int disk = 0; disk < 4; disk++) {
            addAlone(estate, "vol-alone-" + disk, ResourceType.DISK, random);
            addAlone(estate, "eip-" + disk, ResourceType.IP, random);
        }
        return estate.dataset();
    }

    private void addMachine(Estates estate, String id, String type, Random random) {
        boolean running = random.nextInt(4) > 0;
        estate.with(new Resource(
                new ResourceId(id),
                Provider.AWS,
                "AmazonEC2",
                ResourceType.VM,
                "us-east-1",
                type,
                "linux",
                running ? ResourceState.RUNNING : ResourceState.STOPPED,
                new SubAccountId("111111111111"),
                Map.of("team", "a"),
                Map.of(
                        Attributes.CREATED,
                        "2025-01-01T00:00:00Z",
                        Attributes.STATE_SINCE,
                        daysAgo(random.nextInt(90)))));
        String disk = "vol-of-" + id;
        estate.with(Estates.resource(
                        disk, ResourceType.DISK, ResourceState.ATTACHED, Map.of(Attributes.ATTACHED_TO, id)))
                .billed(disk, cost(BigDecimal.valueOf(random.nextInt(500), 2)), BILLED_DAYS);
        if (running) {
            BigDecimal daily = new BigDecimal(HOURLY.get(type)).multiply(BigDecimal.valueOf(24));
            for (int day = 0; day < BILLED_DAYS; day++) {
                LocalDate date = Estates.LAST_BILLED.minusDays(day);
                estate.billedOn(id, date, cost(daily), cost(daily), CommitmentStatus.NONE);
                estate.with(new HourlyUsage(
                        date,
                        type,
                        new ResourceId(id),
                        Collections.nCopies(24, BigDecimal.ONE),
                        Collections.nCopies(24, BigDecimal.ZERO)));
            }
        }
    }

    private void addAlone(Estates estate, String id, ResourceType type, Random random) {
        estate.with(Estates.resource(
                        id,
                        type,
                        random.nextBoolean() ? ResourceState.UNATTACHED : ResourceState.ATTACHED,
                        Map.of(Attributes.STATE_SINCE, daysAgo(random.nextInt(60)))))
                .billed(id, cost(BigDecimal.valueOf(random.nextInt(300), 2)), BILLED_DAYS);
    }

    private String cost(BigDecimal base) {
        return base.multiply(priceFactor).toPlainString();
    }

    private static String daysAgo(int days) {
        return Estates.AS_OF.minus(Duration.ofDays(days)).toString();
    }

    private UsageLine line(String type, BigDecimal rate) {
        return new UsageLine(
                type,
                rate,
                Provider.AWS,
                "us-east-1",
                type.substring(0, type.indexOf('.')),
                type.substring(type.indexOf('.') + 1),
                null,
                "linux",
                "shared",
                new SubAccountId("111111111111"));
    }

    private PriceBook prices() {
        List<PriceRow> rows = new ArrayList<>();
        List<InstanceType> types = new ArrayList<>();
        int vcpu = 2;
        for (String type : List.of("m5.large", "m5.xlarge", "m5.2xlarge", "m5.4xlarge")) {
            types.add(type(type, vcpu, null));
            vcpu *= 2;
        }
        types.add(type("t3.large", 2, BigDecimal.valueOf(30)));
        HOURLY.forEach((type, rate) -> rows.add(new PriceRow(
                Provider.AWS,
                "us-east-1",
                type,
                "linux",
                UnitPrice.perHour(Money.of(rate, "USD").times(priceFactor)),
                "test price list",
                LocalDate.parse("2026-07-05"))));
        return new PriceBook(rows, types);
    }

    private static InstanceType type(String name, int vcpu, BigDecimal baseline) {
        return new InstanceType(
                Provider.AWS,
                name,
                name.substring(0, name.indexOf('.')),
                "x86_64",
                BigDecimal.valueOf(vcpu),
                BigDecimal.valueOf(vcpu * 4096L),
                baseline,
                BigDecimal.valueOf(750),
                null,
                null,
                true);
    }

    /** Noise around a level of its own for each machine: some never do anything, some are busy. */
    private UtilizationSource samples() {
        return (resource, metric, period) ->
                resource.value().startsWith("i-") ? Optional.of(series(resource, metric, period)) : Optional.empty();
    }

    private Series series(ResourceId resource, Metric metric, Period period) {
        long first = Math.floorDiv(period.start().getEpochSecond() + INTERVAL_SECONDS - 1, INTERVAL_SECONDS);
        int size = (int) (period.length().toSeconds() / INTERVAL_SECONDS);
        Random random = new Random(seed * 31 + resource.value().hashCode());
        double level = switch (random.nextInt(3)) {
            case 0 -> 0.5;
            case 1 -> 12;
            default -> 70;
        };
        long[] starts = new long[size];
        double[] average = new double[size];
        double[] maximum = new double[size];
        for (int i = 0; i < size; i++) {
            starts[i] = (first + i) * INTERVAL_SECONDS;
            average[i] = level * (0.8 + 0.2 * random.nextDouble());
            maximum[i] = Math.min(100, average[i] * 1.2);
        }
        return new Series(resource, metric, INTERVAL_SECONDS, starts, average, maximum);
    }
}
