package costwright.jobs.rightsizing;

import costwright.analyzers.rightsizing.FleetSizing;
import costwright.analyzers.rightsizing.Policy;
import costwright.analyzers.rightsizing.SizingEngine;
import costwright.jobs.pull.catalogue.BundledCatalogue;
import costwright.jobs.utilization.PackedSamples;
import costwright.schema.price.PriceBook;
import costwright.schema.resource.Provider;
import costwright.schema.resource.Resource;
import costwright.schema.resource.ResourceId;
import costwright.schema.resource.ResourceState;
import costwright.schema.resource.ResourceType;
import costwright.schema.resource.SubAccountId;
import costwright.schema.time.Lookback;
import costwright.schema.utilization.Metric;
import costwright.schema.utilization.SampleConsumer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How long it takes to size a fleet: machines × 14 days × 5 minutes × 4 metrics, packed first and then sized. Start it with
 * the number of machines (default 10,000); run by hand, because it needs a minute.
 */
final class RightsizingBenchmark {
    private static final Instant END = Instant.parse("2026-11-02T00:00:00Z");
    private static final int DAYS = 14;
    private static final int SLOTS = DAYS * 288;

    private RightsizingBenchmark() {}

    public static void main(String[] arguments) {
        int machines = arguments.length == 0 ? 10_000 : Integer.parseInt(arguments[0]);
        long started = System.nanoTime();
        PackedSamples samples = PackedSamples.collect(consumer -> generate(machines, consumer));
        long packed = System.nanoTime();
        PriceBook prices = BundledCatalogue.load(Set.of("us-east-1")).priceBook();
        List<FleetSizing.Answer> answers = new FleetSizing(
                        SizingEngine.of(Policy.BALANCED), Lookback.ofDays(93, END), samples, prices)
                .size(IntStream.range(0, machines)
                        .mapToObj(RightsizingBenchmark::machine)
                        .toList());
        long sized = System.nanoTime();
        long resized = answers.stream()
                .filter(answer -> answer instanceof FleetSizing.Answer.Sized one
                        && one.sizing().recommended().isPresent())
                .count();
        long count = (long) machines * SLOTS * 4;
        System.out.printf(
                Locale.ROOT,
                "%,d machines, %,d samples, %.2f bytes each: packed in %.1f s, sized in %.1f s, %d would move, %d MB in use%n",
                machines,
                count,
                (double) samples.bytes() / count,
                (packed - started) / 1e9,
                (sized - packed) / 1e9,
                resized,
                (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20);
    }

    private static void generate(int machines, SampleConsumer consumer) {
        long first = END.getEpochSecond() - SLOTS * 300L;
        for (int machine = 0; machine < machines; machine++) {
            ResourceId id = id(machine);
            SplittableRandom random = new SplittableRandom(machine);
            double level = 2 + random.nextDouble() * 40;
            double memory = 1000 + random.nextInt(12_000);
            for (Metric metric : List.of(
                    Metric.CPU_PERCENT,
                    Metric.MEMORY_USED_MIB,
                    Metric.NETWORK_IN_BYTES_PER_SECOND,
                    Metric.NETWORK_OUT_BYTES_PER_SECOND)) {
                for (int slot = 0; slot < SLOTS; slot++) {
                    double wave = 1 + 0.5 * Math.sin(2 * Math.PI * slot / 288);
                    double noise = 0.8 + random.nextDouble() * 0.4;
                    double value = switch (metric) {
                        case CPU_PERCENT -> Math.round(Math.min(100, level * wave * noise) * 100) / 100.0;
                        case MEMORY_USED_MIB -> Math.round(memory * (0.95 + 0.1 * random.nextDouble()));
                        default -> Math.round(50_000 * wave * noise);
                    };
                    consumer.accept(id, metric, 300, first + slot * 300L, value, Double.NaN);
                }
            }
        }
    }

    private static ResourceId id(int machine) {
        return new ResourceId("i-%05d".formatted(machine));
    }

    private static Resource machine(int number) {
        return new Resource(
                id(number),
                Provider.AWS,
                "AmazonEC2",
                ResourceType.VM,
                "us-east-1",
                List.of("m5.xlarge", "m5.2xlarge", "c5.xlarge", "r5.large").get(number % 4),
                "linux",
                ResourceState.RUNNING,
                new SubAccountId("111111111111"),
                Map.of(),
                Map.of());
    }
}
