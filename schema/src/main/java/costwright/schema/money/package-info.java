/**
 * Amounts in one currency at full scale.
 *
 * <p>Decimal strings come in, exact amounts go out. Nothing here rounds silently, knows a price list or uses binary
 * floating point. Start reading at {@link costwright.schema.money.Money}.
 */
@NullMarked
package costwright.schema.money;

import org.jspecify.annotations.NullMarked;
