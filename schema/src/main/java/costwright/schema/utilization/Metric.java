package costwright.schema.utilization;

import java.util.Arrays;
import java.util.Locale;

/** What is measured; the unit is in the name. */
public enum Metric {
    CPU_PERCENT,
    MEMORY_PERCENT,
    MEMORY_USED_MIB,
    NETWORK_IN_BYTES_PER_SECOND,
    NETWORK_OUT_BYTES_PER_SECOND,
    DISK_READ_IOPS,
    DISK_WRITE_IOPS,
    DISK_READ_BYTES_PER_SECOND,
    DISK_WRITE_BYTES_PER_SECOND,
    CONNECTIONS,
    REQUESTS,
    /** The capacity that percentages of CPU refer to, where a source knows it at each time. */
    CPU_CAPACITY_VCPU,
    /** The capacity that percentages of memory refer to, where a source knows it at each time. */
    MEMORY_CAPACITY_MIB;

    /** The word in files, such as {@code cpu_percent}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if no metric has that word */
    public static Metric ofWord(String word) {
        return Arrays.stream(values())
                .filter(metric -> metric.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Metric \"%s\" is none of %s."
                        .formatted(
                                word, Arrays.stream(values()).map(Metric::word).toList())));
    }
}
