/**
 * What is known about the reading of live sources: what is missing and what a run asked for.
 *
 * <p>Facts of a pull come in, the report's data box and {@code doctor} take them out. No client and no request may be
 * here. Start reading at {@link costwright.schema.pull.Gap}.
 */
@NullMarked
package costwright.schema.pull;

import org.jspecify.annotations.NullMarked;
