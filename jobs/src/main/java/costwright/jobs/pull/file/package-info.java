/**
 * Reads the files of the contract: every row becomes a schema record, or a problem with its row and column.
 *
 * <p>Paths come in; typed rows, or one {@link costwright.schema.CostwrightException} that lists what is wrong, go out.
 * Nothing is stored or judged here. Start reading at {@link costwright.jobs.pull.file.CsvTable}.
 */
@NullMarked
package costwright.jobs.pull.file;

import org.jspecify.annotations.NullMarked;
