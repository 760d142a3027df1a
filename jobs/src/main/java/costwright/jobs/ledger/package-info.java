/**
 * The states of recommendations: what people decided, and what each analysis makes of it.
 *
 * <p>Decisions and plans come in; entries of the ledger go out, which is only ever appended to. No SQL and no clock here:
 * the instants are given. Start reading at {@link costwright.jobs.ledger.Ledger}.
 */
@NullMarked
package costwright.jobs.ledger;

import org.jspecify.annotations.NullMarked;
