/**
 * The words and the tables of Costwright: value types that every other module shares, and how it refuses.
 *
 * <p>Only the JDK and JSpecify may be used here; no file, network, database or clock is touched. Start reading at
 * {@link costwright.schema.money.Money} and {@link costwright.schema.finding.Finding}.
 */
@NullMarked
package costwright.schema;

import org.jspecify.annotations.NullMarked;
