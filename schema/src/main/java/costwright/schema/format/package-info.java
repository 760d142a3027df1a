/**
 * Each wire format as data: column names, types, and which field they fill.
 *
 * <p>Used by the readers in {@code jobs.pull.file}; no file is opened here.
 */
@NullMarked
package costwright.schema.format;

import org.jspecify.annotations.NullMarked;
