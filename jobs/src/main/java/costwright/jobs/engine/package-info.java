/**
 * Rolls up billing files with SQL: the same texts on whatever engine.
 *
 * <p>Files whose header was recognised come in; lines, days, exact totals and counts go out, streamed. Nothing is stored
 * here, and no network is used. The texts are resources beside this package: a {@code <dialect>.sql} turns rows of one
 * dialect into charges, {@code rollup.sql} groups them. Start reading at {@link costwright.jobs.engine.RollupEngine}.
 */
@NullMarked
package costwright.jobs.engine;

import org.jspecify.annotations.NullMarked;
