package costwright.jobs.bench;

import costwright.jobs.engine.BillingTable;
import costwright.jobs.engine.DuckDbEngine;
import costwright.jobs.engine.EngineLimits;
import costwright.jobs.engine.RollupEngine;
import costwright.jobs.engine.TableHeader;
import costwright.schema.format.BillingFormats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * DuckDB running the very SQL of an import, with its conformance marks, and nothing else: no store, no hash of the file, no
 * reading of the rows into Java but for the totals.
 */
public final class EnginePeer {
    private EnginePeer() {}

    /** Arguments: the file. */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        Path temporary = Files.createTempDirectory("costwright-bench");
        EngineLimits limits = new EngineLimits(1024, Runtime.getRuntime().availableProcessors(), temporary);
        try (RollupEngine engine = DuckDbEngine.open(limits, List.of(file))) {
            TableHeader header = engine.header(file);
            BillingTable table = new BillingTable(
                    file, header, BillingFormats.recognise(header.names()).orElseThrow(), null);
            System.out.println(engine.roll(List.of(table), false).totals().size() + " totals");
        } finally {
            Files.delete(temporary);
        }
    }
}
