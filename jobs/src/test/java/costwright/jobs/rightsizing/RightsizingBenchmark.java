package costwright.jobs.rightsizing;

import costwright.analyzers.Analyzer;
import costwright.analyzers.Catalogue;
import costwright.analyzers.Charges;
import costwright.analyzers.Dataset;
import costwright.analyzers.Outcome;
import costwright.jobs.pull.catalogue.BundledCatalogue;
import costwright.jobs.store.Store;
import costwright.jobs.store.UtilizationStore;
import costwright.schema.charge.ChargeCategory;
import costwright.schema.charge.CommitmentStatus;
import costwright.schema.charge.Costs;
import costwright.schema.charge.DailyCharge;
import costwright.schema.money.Money;
import costwright.schema.resource.Provider;
import costwright.schema.resource.Resource;
import costwright.schema.resource.ResourceId;
import costwright.schema.resource.ResourceState;
import costwright.schema.resource.ResourceType;
import costwright.schema.resource.SubAccountId;
import costwright.schema.time.Lookback;
import costwright.schema.utilization.Metric;
import costwright.schema.utilization.SampleConsumer;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * How long a fleet takes from samples to findings: machines × 14 days × 5 minutes × 4 metrics go into a store on disk, and
 * the check reads them from there. Samples are made while they are stored, so making them is timed alone first and taken
 * off; what a text file would cost to read is measured by {@code import utilization}. NumPy takes one percentile of as
 * many series in memory, in the same run.
 *
 * <p>{@code mvn -Pbench-rightsizing -pl jobs -am verify -DskipTests -Dbench.machines=10000}
 */
public final class RightsizingBenchmark {
    private static final Instant END = Instant.parse("2026-11-02T00:00:00Z");
    private static final int DAYS = 14;
    private static final int SLOTS = DAYS * 288;
    private static final List<Metric> METRICS = List.of(
            Metric.CPU_PERCENT,
            Metric.MEMORY_USED_MIB,
            Metric.NETWORK_IN_BYTES_PER_SECOND,
            Metric.NETWORK_OUT_BYTES_PER_SECOND);

    private RightsizingBenchmark() {}

    /** Arguments: a folder, and how many machines. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of(arguments[0])).toAbsolutePath();
        int machines = Integer.parseInt(arguments[1]);
        Files.deleteIfExists(folder.resolve("fleet.db"));
        Watch watch = Watch.start();
        double[] made = new double[1];
        generate(machines, (resource, metric, interval, start, average, maximum) -> made[0] += average);
        Watch generating = watch.split();
        try (Store store = Store.open(folder.resolve("fleet.db").toString())) {
            UtilizationStore samples = new UtilizationStore(store);
            watch = Watch.start();
            samples.add(consumer -> generate(machines, consumer));
            Watch storing = watch.split().minus(generating);
            watch = Watch.start();
            long found = findings(machines, samples);
            Watch judging = watch.split();
            long count = (long) machines * SLOTS * METRICS.size();
            line("step", "seconds", "note");
            line("samples made (not counted)", generating.seconds(), "%,d samples".formatted(count));
            line(
                    "stored",
                    storing.seconds(),
                    "%.2f ms CPU a machine, %.2f bytes per sample"
                            .formatted(
                                    storing.cpuSeconds() / machines * 1000,
                                    samples.contents().bytesPerSample()));
            line(
                    "judged by the check",
                    judging.seconds(),
                    "%.2f ms CPU a machine, %,d of %,d machines would move"
                            .formatted(judging.cpuSeconds() / machines * 1000, found, machines));
            line("end to end", storing.seconds() + judging.seconds(), "peak %d MiB resident".formatted(peakMib()));
        }
        peer(folder, machines);
    }

    private static long findings(int machines, UtilizationStore samples) {
        List<Resource> fleet = IntStream.range(0, machines)
                .mapToObj(RightsizingBenchmark::machine)
                .toList();
        Dataset dataset = new Dataset(
                END,
                Lookback.ofWholeDays(92, END),
                fleet,
                new Charges(charges(fleet)),
                samples,
                BundledCatalogue.load(Set.of("us-east-1")).priceBook(),
                Map.of(),
                List.of(),
                "bench");
        Analyzer check = Catalogue.discover().find("vm-rightsizing").orElseThrow();
        return check.analyze(dataset, check.descriptor().defaults()).stream()
                .filter(outcome -> outcome instanceof Outcome.Found)
                .count();
    }

    private static List<DailyCharge> charges(List<Resource> fleet) {
        Money cost = Money.of("4.608", "USD");
        List<DailyCharge> charges = new ArrayList<>();
        for (Resource machine : fleet) {
            for (int day = 1; day <= DAYS; day++) {
                charges.add(new DailyCharge(
                        LocalDate.parse("2026-11-02").minusDays(day),
                        Provider.AWS,
                        "bill",
                        machine.subAccount(),
                        "Amazon EC2",
                        machine.region(),
                        machine.id(),
                        machine.instanceType(),
                        ChargeCategory.USAGE,
                        null,
                        CommitmentStatus.NONE,
                        new Costs(cost, cost, cost, cost),
                        BigDecimal.valueOf(24),
                        "Hours"));
            }
        }
        return charges;
    }

    private static void peer(Path folder, int machines) throws IOException, InterruptedException {
        Path script = folder.resolve("percentiles.py");
        try (InputStream text = RightsizingBenchmark.class.getResourceAsStream("percentiles.py")) {
            Files.write(script, Objects.requireNonNull(text).readAllBytes());
        }
        try {
            Process python = new ProcessBuilder(
                            "python3",
                            script.toString(),
                            Integer.toString(machines),
                            Integer.toString(SLOTS),
                            Integer.toString(METRICS.size()))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (python.waitFor() == 0) {
                line("NumPy, P99.5 alone", Double.parseDouble(said), "one percentile of each series, in memory");
            } else {
                line("NumPy, P99.5 alone", "absent", said.lines().reduce("", (before, last) -> last));
            }
        } catch (IOException e) {
            line("NumPy, P99.5 alone", "absent", String.valueOf(e.getMessage()));
        }
    }

    /** Wall time, and the processor time of all threads, which other programs on the machine do not stretch. */
    private record Watch(double seconds, double cpuSeconds) {
        static Watch start() {
            return new Watch(
                    System.nanoTime() / 1e9,
                    ProcessHandle.current()
                                    .info()
                                    .totalCpuDuration()
                                    .orElse(Duration.ZERO)
                                    .toNanos()
                            / 1e9);
        }

        /** What has passed since. */
        Watch split() {
            return start().minus(this);
        }

        Watch minus(Watch other) {
            return new Watch(seconds - other.seconds, cpuSeconds - other.cpuSeconds);
        }
    }

    /** The largest resident set so far; 0 where the system does not tell. */
    private static long peakMib() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                .findFirst()
                .orElse(0);
    }

    private static void line(String step, double seconds, String note) {
        line(step, String.format(Locale.ROOT, "%.1f", seconds), note);
    }

    private static void line(String step, String seconds, String note) {
        System.out.printf(Locale.ROOT, "%-28s %9s  %s%n", step, seconds, note);
    }

    private static void generate(int machines, SampleConsumer consumer) {
        long first = END.getEpochSecond() - SLOTS * 300L;
        for (int machine = 0; machine < machines; machine++) {
            ResourceId id = id(machine);
            SplittableRandom random = new SplittableRandom(machine);
            double level = 2 + random.nextDouble() * 40;
            double memory = 1000 + random.nextInt(12_000);
            for (Metric metric : METRICS) {
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
