package costwright.jobs.engine;

import costwright.schema.format.Recognition;
import java.nio.file.Path;

/** One billing file and what its header was recognised as. */
public record BillingTable(Path file, TableHeader header, Recognition recognition) {}
