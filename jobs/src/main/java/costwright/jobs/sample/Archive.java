package costwright.jobs.sample;

import costwright.jobs.sample.SampleEstate.Written;
import costwright.schema.resource.Attributes;
import costwright.schema.resource.ResourceState;
import costwright.schema.time.BillingPeriod;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Disks that bring exactly as many charges as are still wanted: each is charged once an hour as long as it lives, and all
 * but the last live through all months.
 */
final class Archive {
    private static final int CHUNK = 400;
    private static final long FIRST_HOUR =
            Hours.of(BillingPeriod.parse(Company.MONTHS.get(0)).start());
    private static final long END_HOUR = Hours.of(
            BillingPeriod.parse(Company.MONTHS.get(Company.MONTHS.size() - 1)).end());

    private final CounterRandom random;
    private final PriceList prices;
    private final long charges;

    Archive(CounterRandom random, PriceList prices, long charges) {
        this.random = random.of("archive");
        this.prices = prices;
        this.charges = charges;
    }

    /** One task for each chunk and month in which it has charges. */
    List<Callable<Written>> bills(Path folder, SampleOptions options) {
        return bills(folder, Company.MONTHS, Company.AS_OF, options);
    }

    /** @param until the first instant that the bills do not know yet */
    List<Callable<Written>> bills(Path folder, List<String> months, Instant until, SampleOptions options) {
        List<Callable<Written>> tasks = new ArrayList<>();
        for (int first = 0; first < disks(); first += CHUNK) {
            int from = first;
            for (String name : months) {
                BillingPeriod month = BillingPeriod.parse(name);
                // The last disk is the youngest; where it is alone it may be born after what is told.
                if (disk(from).born() < Math.min(Hours.of(month.end()), Hours.of(until))) {
                    Path file = folder.resolve("%s_archive_%05d.csv.gz".formatted(month, from / CHUNK));
                    tasks.add(() -> SampleEstate.bill(file, month, chunk(from), List.of(), List.of(), until, options));
                }
            }
        }
        return tasks;
    }

    /** All disks, made when they are needed. */
    Stream<Asset> assets() {
        return IntStream.range(0, disks()).mapToObj(this::disk);
    }

    private List<Asset> chunk(int first) {
        return IntStream.range(first, Math.min(disks(), first + CHUNK))
                .mapToObj(this::disk)
                .toList();
    }

    private int disks() {
        long hours = END_HOUR - FIRST_HOUR;
        return Math.toIntExact((charges + hours - 1) / hours);
    }

    private Asset disk(int index) {
        Account account = Account.aws("664210398817", "Meridian Group", "908172635401", "archive");
        long rest = charges - index * (END_HOUR - FIRST_HOUR);
        long born = Math.max(FIRST_HOUR, END_HOUR - rest);
        return new AwsPlace(account, "us-east-1", "", prices, random, born)
                .disk(
                        "archive-" + index,
                        "gp3",
                        100 + random.below(900, index, 1),
                        Map.of("team", "archive"),
                        ResourceState.ATTACHED,
                        Map.of(Attributes.ATTACHED_TO, "i-0" + random.hex(16, index)));
    }
}
