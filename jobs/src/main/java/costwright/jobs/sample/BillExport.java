package costwright.jobs.sample;

import costwright.jobs.sample.ChargeFile.Costs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Tells the charges of one FOCUS file once more, in the words of a provider's own export. */
interface BillExport extends AutoCloseable {
    /**
     * A file of an export.
     *
     * @param series names the export that it is a part of: the same for all months and all parts of one export
     * @param path below the folder of exports
     * @param rows without the header
     * @param setAside how many of the rows a reader keeps out of sums, because others tell the same
     */
    record Part(ExportKind kind, String series, String month, Path path, long rows, long setAside) {}

    /** Adds a charge; charges come in order of their start. */
    void add(ChargeRow row, Instant start, Instant end, Costs costs) throws IOException;

    /** Writes what stands out and closes the files. */
    @Override
    void close() throws IOException;

    /** What was written; asked for after closing. */
    List<Part> parts();
}
