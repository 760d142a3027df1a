package costwright.jobs.sample;

import costwright.jobs.sample.SampleEstate.Written;
import costwright.schema.resource.Attributes;
import costwright.schema.resource.ResourceState;
import costwright.schema.time.BillingPeriod;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * As many more resources of three other billing accounts, one of which pays in euro, as a wanted number of charges needs.
 *
 * <p>Resources come in chunks that are made from counters whenever they are needed and never all at once, so that a
 * hundred million charges take no more memory than one chunk per thread.
 */
final class Fleet {
    private static final int CHUNK = 200;
    private static final Set<String> REGIONS = Set.of(
            "us-east-1", "us-west-2", "eu-west-1", "eu-central-1", "ap-northeast-1", "westeurope", "northeurope");
    private static final List<String> AWS_REGIONS =
            List.of("us-east-1", "us-west-2", "eu-west-1", "eu-central-1", "ap-northeast-1");
    private static final List<String> AWS_PREFIXES = List.of("", "USW2-", "EU-", "EUC1-", "APN1-");
    private static final List<String> AWS_TYPES = List.of(
            "m5a.large",
            "m5a.xlarge",
            "m5a.2xlarge",
            "c6a.large",
            "c6a.xlarge",
            "c6a.4xlarge",
            "r5a.large",
            "r5a.xlarge");
    private static final List<String> AZURE_SIZES =
            List.of("Standard_D2as_v5", "Standard_D4as_v5", "Standard_D8as_v5", "Standard_E4as_v5");
    private static final List<String> TEAMS = List.of(
            "web", "search", "payments", "logistics", "data", "mobile", "Päckchen", "R&D \"lab\"", "ops, night");
    private static final BigDecimal PLAN_SHARE = new BigDecimal("0.72");
    private static final long HOURS = IntStream.range(0, Company.MONTHS.size())
            .mapToLong(i -> BillingPeriod.parse(Company.MONTHS.get(i)).length().toHours())
            .sum();
    /** A little more than one AWS resource of the fleet brings in all months on average; measured. */
    private static final long ROWS_PER_RESOURCE = 5_000;

    private final CounterRandom random;
    private final @Nullable PriceList prices;
    private final int resources;
    private final int accounts;

    /** @param rows how many charges it should bring, or somewhat fewer; none when not positive */
    Fleet(CounterRandom random, long rows) {
        this.random = random.of("fleet");
        this.resources = (int) Math.max(0, rows / ROWS_PER_RESOURCE);
        this.accounts = Math.min(2_000, 20 + resources / 100);
        this.prices = resources == 0 ? null : new PriceList(REGIONS);
    }

    int chunks() {
        return (resources + CHUNK - 1) / CHUNK;
    }

    /** The tasks of one chunk, for all months. */
    List<Callable<Written>> bills(Path folder, int number, SampleOptions options) {
        return bills(folder, number, Company.MONTHS, Company.AS_OF, UnaryOperator.identity(), options);
    }

    /**
     * The tasks of one chunk.
     *
     * @param until the first instant that the bills do not know yet
     * @param seen how the bills tell each resource
     */
    List<Callable<Written>> bills(
            Path folder,
            int number,
            List<String> months,
            Instant until,
            UnaryOperator<Asset> seen,
            SampleOptions options) {
        List<Callable<Written>> tasks = new ArrayList<>();
        for (String name : months) {
            BillingPeriod month = BillingPeriod.parse(name);
            for (boolean azure : new boolean[] {false, true}) {
                tasks.add(() -> {
                    List<Asset> assets = chunk(number, azure).stream().map(seen).toList();
                    Account account = account(azure, number, 0);
                    Path file = folder.resolve("%s_%s_%05d.csv.gz".formatted(month, account.fileWord(), number));
                    return SampleEstate.bill(
                            file,
                            month,
                            assets,
                            azure ? List.of() : List.of(plan(account, number, assets)),
                            List.of(),
                            until,
                            options);
                });
            }
        }
        return tasks;
    }

    /** The resources of the first chunks, made one chunk at a time. */
    Stream<Asset> assets(int chunks) {
        return IntStream.range(0, chunks)
                .boxed()
                .flatMap(chunk -> Stream.concat(chunk(chunk, false).stream(), chunk(chunk, true).stream()));
    }

    private List<Asset> chunk(int chunk, boolean azure) {
        List<Asset> assets = new ArrayList<>();
        int end = Math.min(resources, (chunk + 1) * CHUNK);
        for (int index = chunk * CHUNK; index < end; index++) {
            // Azure has one resource for every four of AWS.
            if (!azure) {
                assets.add(lifetime(aws(chunk, index), index));
            } else if (index % 4 == 0) {
                assets.add(lifetime(azure(chunk, index), index));
            }
        }
        return assets;
    }

    private Asset aws(int chunk, int index) {
        int place = Math.min(AWS_REGIONS.size() - 1, zipf(AWS_REGIONS.size() + 3, index, 1));
        AwsPlace aws = new AwsPlace(
                account(false, chunk, index),
                AWS_REGIONS.get(place),
                AWS_PREFIXES.get(place),
                Objects.requireNonNull(prices),
                random,
                Hours.of("2025-01-01T00:00:00Z"));
        String name = "r" + index;
        Map<String, String> tags = tags(index);
        Workload workload = Workload.day(5 + random.below(20, index, 2), 30 + random.below(60, index, 3), Double.NaN);
        double kind = random.uniform(index, 4);
        if (kind < 0.42) {
            return aws.machine(
                    name,
                    pick(AWS_TYPES, index, 5),
                    random.happens(0.15, index, 6) ? "windows" : "linux",
                    "a",
                    tags,
                    workload);
        }
        if (kind < 0.70) {
            return aws.disk(
                    name,
                    "gp3",
                    20 + random.below(800, index, 7),
                    tags,
                    ResourceState.ATTACHED,
                    Map.of(Attributes.ATTACHED_TO, "i-0" + random.hex(16, index)));
        }
        if (kind < 0.76) {
            return aws.spot(name, pick(AWS_TYPES, index, 8), "b", tags, workload, "0.41");
        }
        if (kind < 0.84) {
            return aws.balancer(name, tags, 0.3 + 5 * random.uniform(index, 9));
        }
        if (kind < 0.90) {
            return aws.address(
                    name,
                    tags,
                    ResourceState.ATTACHED,
                    Map.of(Attributes.ATTACHED_TO, "eni-0" + random.hex(16, index)));
        }
        if (kind < 0.95) {
            CounterRandom own = random.of("nat" + index);
            return aws.natGateway(name, tags, hour -> own.logNormal(0.4, 1.2, 10, hour, 0));
        }
        return aws.bucket(
                "bucket-" + random.hex(8, index),
                tags,
                10 + random.below(20_000, index, 10),
                40_000 * random.uniform(index, 11));
    }

    private Asset azure(int chunk, int index) {
        AzurePlace azure = new AzurePlace(
                account(true, chunk, index),
                "westeurope",
                "rg-" + index % 40,
                Objects.requireNonNull(prices),
                random,
                Hours.of("2025-01-01T00:00:00Z"));
        String name = "r" + index;
        if (random.happens(0.6, index, 12)) {
            return azure.machine(
                    name, pick(AZURE_SIZES, index, 13), "linux", tags(index), Workload.day(10, 50, Double.NaN), true);
        }
        return azure.disk(
                name,
                "premium_ssd_P10_LRS",
                128,
                tags(index),
                ResourceState.ATTACHED,
                Map.of(Attributes.ATTACHED_TO, account(true, chunk, index).subAccountId() + "/vm-" + index));
    }

    /** One in six came or went within the months. */
    private Asset lifetime(Asset asset, int index) {
        long first = Hours.of(BillingPeriod.parse(Company.MONTHS.get(0)).start());
        long turn = first + random.below((int) HOURS, index, 14);
        if (random.happens(0.1, index, 15)) {
            return asset.livingFrom(turn);
        }
        return random.happens(0.07, index, 16) ? asset.goneAt(turn) : asset;
    }

    private Account account(boolean azure, int chunk, int index) {
        int number = zipf(accounts, index, 17);
        if (azure) {
            return Account.azure("8855201", "Meridian Europe", random.guid(number), "europe-" + number, "EUR", "0.92");
        }
        boolean second = chunk % 4 == 3;
        return Account.aws(
                second ? "733018264950" : "664210398817",
                second ? "Meridian Labs" : "Meridian Group",
                random.word("123456789", 12, second ? -1L - number : number),
                "account-" + number);
    }

    /** A plan for the Linux machines of a chunk; the commitment of some chunks is more than they can use. */
    private Commitment plan(Account account, int chunk, List<Asset> assets) {
        Map<String, BigDecimal> rates = new TreeMap<>();
        BigDecimal hourly = BigDecimal.ZERO;
        for (Asset asset : assets) {
            for (Meter meter : asset.meters()) {
                if (meter.machine() && "linux".equals(asset.resource().os())) {
                    BigDecimal rate =
                            meter.contractedPrice().multiply(PLAN_SHARE).setScale(6, RoundingMode.HALF_EVEN);
                    rates.put(asset.resource().region() + '/' + asset.resource().instanceType(), rate);
                    hourly = hourly.add(rate);
                }
            }
        }
        BigDecimal share = CounterRandom.decimal(0.3 + 0.8 * random.uniform(chunk, 23), 2);
        BigDecimal quantity = hourly.multiply(share).setScale(5, RoundingMode.HALF_EVEN);
        return new Commitment(
                account,
                "arn:aws:savingsplans::%s:savingsplan/%s"
                        .formatted(account.billingAccountId(), random.guid(-100L - chunk)),
                "Compute Savings Plan " + chunk,
                "compute-savings-plan-1y-no-upfront",
                "compute_savings_plan",
                null,
                null,
                quantity,
                BigDecimal.ONE,
                BigDecimal.ONE,
                "no_upfront",
                Hours.of("2026-02-01T00:00:00Z"),
                Hours.of("2027-02-01T00:00:00Z"),
                rates);
    }

    /** Three in ten have no tags; keys come in two spellings. */
    private Map<String, String> tags(int index) {
        if (random.happens(0.31, index, 18)) {
            return Map.of();
        }
        Map<String, String> tags = new TreeMap<>();
        tags.put(random.happens(0.8, index, 19) ? "team" : "Team", pick(TEAMS, index, 20));
        tags.put("environment", random.happens(0.7, index, 21) ? "production" : "dev");
        tags.put("cost-center", Integer.toString(4000 + 10 * random.below(60, index, 22)));
        return tags;
    }

    private <T> T pick(List<T> values, int index, int purpose) {
        return values.get(random.below(values.size(), index, purpose));
    }

    /** Small numbers far more often than large ones. */
    private int zipf(int bound, int index, int purpose) {
        double u = random.uniform(index, purpose);
        return Math.min(bound - 1, (int) (StrictMath.exp(u * StrictMath.log(bound + 1.0)) - 1));
    }
}
