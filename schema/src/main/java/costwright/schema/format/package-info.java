/**
 * Each wire format as data: column names, kinds, and how its header is recognised.
 *
 * <p>Headers come in, recognitions go out, for the readers in {@code jobs.pull.file} and the rollup in {@code jobs.engine}. No
 * file is opened here. Start reading at {@link costwright.schema.format.BillingFormats}.
 */
@NullMarked
package costwright.schema.format;

import org.jspecify.annotations.NullMarked;
