package costwright.jobs.engine;

import java.nio.file.Path;

/**
 * A file that tells mostly the same charges of a slice as another one.
 *
 * @param shared how many of its daily lines the other file has too, with the same charges in the same hours
 * @param parts how many daily lines it has
 */
public record Overlap(SliceKey slice, Path file, Path other, long shared, long parts) {}
