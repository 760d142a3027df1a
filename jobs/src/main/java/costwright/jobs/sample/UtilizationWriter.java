package costwright.jobs.sample;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Writes utilization.csv.gz: CPU and, where an agent runs, memory every five minutes; network and connections every hour.
 * A machine that is off has no samples, and now and then a measurement is missing.
 */
final class UtilizationWriter {
    static final int DAYS = 35;
    private static final int SLOT = Workload.SLOT_SECONDS;
    private static final int SLOTS_PER_HOUR = 3600 / SLOT;
    private static final double LOST = 0.0008;

    private final CounterRandom random;
    private final StringBuilder line = new StringBuilder(160);
    private long samples;

    UtilizationWriter(CounterRandom random) {
        this.random = random.of("utilization");
    }

    /** The samples written. */
    long samples() {
        return samples;
    }

    void write(Path file, List<Asset> assets, Instant asOf) throws IOException {
        long end = Hours.of(asOf);
        long start = end - DAYS * 24L;
        try (OutputStream stream = new ChargeFile.FastGzip(Files.newOutputStream(file))) {
            stream.write(
                    "resource_id,metric,start,interval_seconds,average,maximum\n".getBytes(StandardCharsets.US_ASCII));
            for (Asset asset : assets) {
                if (asset.workload() != null && asset.inInventory()) {
                    write(stream, asset, asset.workload(), start, end);
                }
            }
        }
    }

    private void write(OutputStream stream, Asset asset, Workload workload, long start, long end) throws IOException {
        CounterRandom own = random.of(asset.id());
        for (long hour = start; hour < end; hour++) {
            if (!asset.runs(hour)) {
                continue;
            }
            double busy = 0;
            for (int i = 0; i < SLOTS_PER_HOUR; i++) {
                long slot = hour * SLOTS_PER_HOUR + i;
                double average = workload.cpuAverage(own, slot);
                busy += average / SLOTS_PER_HOUR;
                if (own.happens(LOST, Math.floorDiv(slot, 6L), 21)) {
                    continue;
                }
                sample(
                        stream,
                        asset,
                        "cpu_percent",
                        slot * SLOT,
                        SLOT,
                        average,
                        workload.cpuMaximum(own, slot, average));
                if (!Double.isNaN(workload.memory())) {
                    double memory = workload.memoryAverage(own, slot);
                    sample(stream, asset, "memory_percent", slot * SLOT, SLOT, memory, Math.min(99.8, memory * 1.006));
                }
            }
            double out = workload.networkOut(busy) * (1 + 0.05 * own.normal(hour, 22));
            sample(stream, asset, "network_out_bytes_per_second", hour * 3600, 3600, out, out * 1.6);
            sample(stream, asset, "network_in_bytes_per_second", hour * 3600, 3600, out * 0.5, out * 0.9);
            if (asset.resource().type() == costwright.schema.resource.ResourceType.DATABASE) {
                double sessions = StrictMath.rint(4 + busy * 0.8);
                sample(stream, asset, "connections", hour * 3600, 3600, sessions, sessions + 5);
            }
        }
    }

    private void sample(
            OutputStream stream,
            Asset asset,
            String metric,
            long epochSecond,
            int seconds,
            double average,
            double maximum)
            throws IOException {
        line.setLength(0);
        line.append(asset.id()).append(',').append(metric).append(',');
        time(epochSecond);
        line.append(',').append(seconds).append(',');
        decimal(average);
        line.append(',');
        decimal(Math.max(average, maximum));
        line.append('\n');
        stream.write(line.toString().getBytes(StandardCharsets.US_ASCII));
        samples++;
    }

    private void time(long epochSecond) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(epochSecond, 0, ZoneOffset.UTC);
        line.append(time.getYear()).append('-');
        two(time.getMonthValue()).append('-');
        two(time.getDayOfMonth()).append('T');
        two(time.getHour()).append(':');
        two(time.getMinute()).append(':');
        two(time.getSecond()).append('Z');
    }

    private StringBuilder two(int number) {
        return line.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }

    /** Two decimals. */
    private void decimal(double value) {
        long hundredths = StrictMath.round(Math.max(0, value) * 100);
        line.append(hundredths / 100).append('.');
        two((int) (hundredths % 100));
    }
}
