package costwright.jobs.pull.file;

import costwright.jobs.pull.file.CsvTable.Column;
import costwright.schema.CostwrightException;
import costwright.schema.resource.ResourceId;
import costwright.schema.utilization.Metric;
import costwright.schema.utilization.SampleConsumer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads a folder of public machine traces in the columns of GWA-T-12: {@code 5min/<vm>.csv.gz} with one file for each
 * machine, and {@code hourly-all-vms.csv.gz} with {@code vms.csv} for machines that have no file of their own.
 *
 * <p>Powered-off rows (no vCPUs) are left out. Hourly rows give a mean and a maximum; they are spread over their
 * five-minute slots so that both stay what they are: one slot holds the maximum, the others the rest of the sum.
 */
public final class TraceFolder {
    private static final int SLOT_SECONDS = 300;
    private static final int SLOTS_PER_HOUR = 12;
    private static final String SUFFIX = ".csv.gz";

    private final Path folder;
    private final SampleConsumer consumer;

    private TraceFolder(Path folder, SampleConsumer consumer) {
        this.folder = folder;
        this.consumer = consumer;
    }

    /**
     * Gives every sample of the folder to {@code consumer}: CPU and memory, with the capacity of each slot.
     *
     * @throws CostwrightException of kind INPUT if the folder has no traces or one of its files cannot be read
     */
    public static void read(Path folder, SampleConsumer consumer) {
        new TraceFolder(folder, consumer).read();
    }

    private void read() {
        Set<String> fine = new HashSet<>();
        for (Path file : fineFiles()) {
            String name = file.getFileName().toString();
            String machine = name.substring(0, name.length() - SUFFIX.length());
            fine.add(machine);
            readFine(file, new ResourceId(machine));
        }
        Path hourly = folder.resolve("hourly-all-vms" + SUFFIX);
        if (Files.exists(hourly)) {
            readHourly(hourly, capacities(), fine);
        } else if (fine.isEmpty()) {
            throw CostwrightException.input(
                    "There are no traces in %s: it has neither 5min/*.csv.gz nor hourly-all-vms.csv.gz."
                            .formatted(folder));
        }
    }

    private List<Path> fineFiles() {
        Path files = folder.resolve("5min");
        if (!Files.isDirectory(files)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(files)) {
            return found.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw CostwrightException.input("Cannot list %s: %s.".formatted(files, e.getMessage()))
                    .causedBy(e);
        }
    }

    private void readFine(Path file, ResourceId machine) {
        try (CsvTable table =
                CsvTable.open(file, List.of("epoch_s", "vcpus", "cpu_pct", "mem_cap_mib", "mem_used_mib"), List.of())) {
            Column time = table.column("epoch_s");
            Column vcpus = table.column("vcpus");
            Column cpu = table.column("cpu_pct");
            Column capacity = table.column("mem_cap_mib");
            Column used = table.column("mem_used_mib");
            table.forEach(row -> {
                if (row.number(vcpus) > 0) {
                    slot(
                            machine,
                            (long) row.number(time),
                            row.number(cpu),
                            row.number(vcpus),
                            row.number(used),
                            row.number(capacity));
                }
            });
        }
    }

    private record Capacity(double vcpus, double memoryMib) {}

    private Map<String, Capacity> capacities() {
        Map<String, Capacity> capacities = new HashMap<>();
        try (CsvTable table =
                CsvTable.open(folder.resolve("vms.csv"), List.of("vm_id", "vcpus", "mem_cap_mib"), List.of())) {
            Column machine = table.column("vm_id");
            Column vcpus = table.column("vcpus");
            Column memory = table.column("mem_cap_mib");
            table.forEach(
                    row -> capacities.put(row.text(machine), new Capacity(row.number(vcpus), row.number(memory))));
        }
        return capacities;
    }

    private void readHourly(Path file, Map<String, Capacity> capacities, Set<String> without) {
        try (CsvTable table = CsvTable.open(
                file,
                List.of(
                        "vm_id",
                        "hour_epoch_s",
                        "samples_on",
                        "cpu_pct_avg",
                        "cpu_pct_max",
                        "mem_used_mib_avg",
                        "mem_used_mib_max"),
                List.of())) {
            Column machine = table.column("vm_id");
            Column hour = table.column("hour_epoch_s");
            Column samples = table.column("samples_on");
            Column cpu = table.column("cpu_pct_avg");
            Column cpuMaximum = table.column("cpu_pct_max");
            Column memory = table.column("mem_used_mib_avg");
            Column memoryMaximum = table.column("mem_used_mib_max");
            table.forEach(row -> {
                String id = row.text(machine);
                Capacity capacity = capacities.get(id);
                int on = Math.min(SLOTS_PER_HOUR, (int) row.number(samples));
                if (on > 0 && capacity != null && capacity.vcpus() > 0 && !without.contains(id)) {
                    spread(
                            new ResourceId(id),
                            (long) row.number(hour),
                            on,
                            new double[] {row.number(cpu), row.number(cpuMaximum)},
                            new double[] {row.number(memory), row.number(memoryMaximum)},
                            capacity);
                }
            });
        }
    }

    private void spread(ResourceId machine, long hour, int slots, double[] cpu, double[] memory, Capacity capacity) {
        for (int slot = 0; slot < slots; slot++) {
            slot(
                    machine,
                    hour + (long) slot * SLOT_SECONDS,
                    share(cpu, slot, slots),
                    capacity.vcpus(),
                    share(memory, slot, slots),
                    capacity.memoryMib());
        }
    }

    /** The maximum in the middle slot, what it leaves of the sum in the others. */
    private static double share(double[] meanAndMaximum, int slot, int slots) {
        if (slots == 1 || slot == slots / 2) {
            return meanAndMaximum[1];
        }
        return Math.max(0, (slots * meanAndMaximum[0] - meanAndMaximum[1]) / (slots - 1));
    }

    private void slot(ResourceId machine, long start, double cpu, double vcpus, double memory, double capacity) {
        consumer.accept(machine, Metric.CPU_PERCENT, SLOT_SECONDS, start, cpu, Double.NaN);
        consumer.accept(machine, Metric.CPU_CAPACITY_VCPU, SLOT_SECONDS, start, vcpus, Double.NaN);
        consumer.accept(machine, Metric.MEMORY_USED_MIB, SLOT_SECONDS, start, memory, Double.NaN);
        consumer.accept(machine, Metric.MEMORY_CAPACITY_MIB, SLOT_SECONDS, start, capacity, Double.NaN);
    }
}
