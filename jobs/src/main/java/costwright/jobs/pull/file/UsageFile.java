package costwright.jobs.pull.file;

import costwright.analyzers.commitment.Demand;
import costwright.jobs.pull.file.CsvTable.Column;
import costwright.schema.CostwrightException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code usage.csv}: how many units of each line every hour used. Rows with the same hour and line are added, as
 * several resources may share a line; an hour without a row used none.
 */
public final class UsageFile {
    private static final List<String> MANDATORY = List.of("hour", "line", "quantity");
    private static final int SECONDS_PER_HOUR = 3600;

    /**
     * What a file says.
     *
     * @param rows how many rows were read
     * @param added rows whose hour and line an earlier row had already
     * @param outside rows before or after the window
     */
    public record Content(Demand demand, long rows, long added, long outside) {}

    private UsageFile() {}

    /**
     * The hours {@code [from, to)}; where either is null, from the first or to the last hour of the file.
     *
     * @throws CostwrightException of kind INPUT if a row names a line that {@code lines} lacks, is not the start of a
     *     UTC hour, or has a negative quantity
     */
    public static Content read(Path file, LinesFile.Content lines, @Nullable Instant from, @Nullable Instant to) {
        try (CsvTable table = CsvTable.open(file, MANDATORY, List.of())) {
            Rows rows = new Rows(table, new Demand.Recorder(lines.currency(), lines.lines()), from, to);
            table.forEach(rows::add);
            return new Content(rows.demand(), table.rows(), rows.added, rows.outside);
        }
    }

    private static final class Rows {
        private final Column hour;
        private final Column line;
        private final Column quantity;
        private final Demand.Recorder recorder;
        private final @Nullable Instant from;
        private final @Nullable Instant to;
        private final long firstSecond;
        private final long endSecond;
        private long added;
        private long outside;

        Rows(CsvTable table, Demand.Recorder recorder, @Nullable Instant from, @Nullable Instant to) {
            hour = table.column("hour");
            line = table.column("line");
            quantity = table.column("quantity");
            this.recorder = recorder;
            this.from = from;
            this.to = to;
            firstSecond = from == null ? Long.MIN_VALUE : from.getEpochSecond();
            endSecond = to == null ? Long.MAX_VALUE : to.getEpochSecond();
        }

        void add(CsvRow row) {
            long second = row.epochSeconds(hour);
            if (second % SECONDS_PER_HOUR != 0) {
                throw row.refusal(hour, "this is not the start of a UTC hour, like 2026-08-01T13:00:00Z");
            }
            String name = row.text(line);
            if (!recorder.knows(name)) {
                throw row.refusal(line, "the lines file has no such line; add it there with its on-demand rate");
            }
            BigDecimal units = row.decimal(quantity);
            if (units.signum() < 0) {
                throw row.refusal(quantity, "a quantity must not be negative");
            }
            if (second < firstSecond || second >= endSecond) {
                outside++;
            } else if (recorder.add(second / SECONDS_PER_HOUR, name, units)) {
                added++;
            }
        }

        Demand demand() {
            if (recorder.isEmpty()) {
                return from != null && to != null ? recorder.between(from, to) : recorder.recorded();
            }
            return recorder.between(from == null ? recorder.first() : from, to == null ? recorder.last() : to);
        }
    }
}
