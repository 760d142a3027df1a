package costwright.jobs.sample;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Writes one FOCUS file in a dialect and keeps the exact sums of what it wrote. */
final class ChargeFile implements AutoCloseable {
    private static final FocusColumn[] COLUMNS = FocusColumn.values();
    private static final List<String> STRANGE_COLUMNS = List.of("x_ExportRun", "CredentialId", "x_Notes");
    private static final BigDecimal SMALL = new BigDecimal("0.001");

    private final BillWriter writer;
    private final Set<Dialect> dialects;
    private final Sums sums;
    private final String month;
    private final String name;
    private final @Nullable Violations violations;
    private final List<BillExport> exports;
    private long rows;
    private @Nullable Instant startOfCache;
    private byte[] startCell = {};
    private @Nullable Instant endOfCache;
    private byte[] endCell = {};

    /** The four costs of a row. */
    record Costs(BigDecimal billed, BigDecimal effective, BigDecimal contracted, BigDecimal list) {
        static Costs same(BigDecimal cost) {
            return new Costs(cost, cost, cost, cost);
        }
    }

    /**
     * Creates the file and writes its header.
     *
     * @param file its name as CSV, which {@code format} may change
     * @param month the billing period under which sums are kept
     * @param exports told every charge as it is before rules are broken; closed by whoever made them
     */
    ChargeFile(
            Path file,
            BillFormat format,
            String month,
            Set<Dialect> dialects,
            CounterRandom random,
            @Nullable Violations violations,
            List<BillExport> exports)
            throws IOException {
        this.exports = exports;
        this.month = month;
        this.dialects = dialects;
        this.violations = violations;
        this.sums = new Sums();
        this.name = String.valueOf(file.getFileName());
        int[] order = order(random.of(name));
        List<String> names = Arrays.stream(order)
                .mapToObj(column -> column < COLUMNS.length
                        ? COLUMNS[column].columnName()
                        : STRANGE_COLUMNS.get(column - COLUMNS.length))
                .toList();
        this.writer = format == BillFormat.PARQUET
                ? new ParquetBill(format.beside(file), names, order)
                : new CsvBill(file, names, order, dialects);
    }

    /** Writes one row with its period and costs, and adds the costs to the sums. */
    void write(ChargeRow row, Instant start, Instant end, Costs costs) throws IOException {
        if (!start.equals(startOfCache)) {
            startOfCache = start;
            startCell = time(start);
        }
        if (!end.equals(endOfCache)) {
            endOfCache = end;
            endCell = time(end);
        }
        row.set(FocusColumn.CHARGE_PERIOD_START, startCell);
        row.set(FocusColumn.CHARGE_PERIOD_END, endCell);
        for (BillExport export : exports) {
            export.add(row, start, end, costs);
        }
        ChargeRow written = row;
        Costs writtenCosts = costs;
        if (violations != null) {
            Violations.Planted planted = violations.plant(name, rows + 2, row, costs);
            written = planted.row();
            writtenCosts = planted.costs();
        }
        byte[] effective = number(writtenCosts.effective());
        byte[] list = cost(writtenCosts.list(), writtenCosts.effective(), effective);
        written.set(FocusColumn.EFFECTIVE_COST, effective);
        written.set(FocusColumn.BILLED_COST, cost(writtenCosts.billed(), writtenCosts.effective(), effective));
        written.set(FocusColumn.LIST_COST, list);
        written.set(FocusColumn.CONTRACTED_COST, cost(writtenCosts.contracted(), writtenCosts.list(), list));
        written.tally(sums, month)
                .add(writtenCosts.billed(), writtenCosts.effective(), writtenCosts.contracted(), writtenCosts.list());
        writer.write(written);
        rows++;
    }

    /** A number in the spelling of the dialect. */
    byte[] number(BigDecimal value) {
        if (dialects.contains(Dialect.EXPONENTS)
                && value.signum() != 0
                && value.abs().compareTo(SMALL) < 0
                && value.unscaledValue().intValue() % 5 < 2) {
            return (value.unscaledValue() + "E-" + value.scale()).getBytes(StandardCharsets.US_ASCII);
        }
        return value.toPlainString().getBytes(StandardCharsets.US_ASCII);
    }

    byte[] time(Instant instant) {
        String text = instant.toString();
        return (dialects.contains(Dialect.SPACED_TIMES) ? text.replace('T', ' ').replace("Z", "") : text)
                .getBytes(StandardCharsets.US_ASCII);
    }

    Sums sums() {
        return sums;
    }

    String name() {
        return name;
    }

    long rows() {
        return rows;
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    private byte[] cost(BigDecimal cost, BigDecimal known, byte[] cellOfKnown) {
        return cost.compareTo(known) == 0 ? cellOfKnown : number(cost);
    }

    /** Positions of columns; those past the enum are the strange ones. Fisher and Yates. */
    private int[] order(CounterRandom random) {
        boolean shuffled = dialects.contains(Dialect.SHUFFLED);
        int[] positions = new int[COLUMNS.length + (shuffled ? STRANGE_COLUMNS.size() : 0)];
        Arrays.setAll(positions, i -> i);
        for (int i = positions.length - 1; shuffled && i > 0; i--) {
            int j = random.below(i + 1, i, 0);
            int kept = positions[i];
            positions[i] = positions[j];
            positions[j] = kept;
        }
        return positions;
    }

    /** Gzip at the fastest level: an estate is written once and read a few times. */
    static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, 1 << 16);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
