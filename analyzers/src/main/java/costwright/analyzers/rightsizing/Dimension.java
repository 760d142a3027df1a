package costwright.analyzers.rightsizing;

import java.util.Locale;

/** What a machine can run short of, with the unit in which demand for it is counted. */
public enum Dimension {
    CPU("vCPU"),
    MEMORY("MiB"),
    NETWORK("Mbit/s"),
    DISK_IOPS("IOPS"),
    DISK_THROUGHPUT("MiB/s");

    private final String unit;

    Dimension(String unit) {
        this.unit = unit;
    }

    public String unit() {
        return unit;
    }

    /** The word in outputs, such as {@code disk_iops}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
