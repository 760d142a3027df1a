/**
 * What things could cost: types of machine and a price book that may answer <em>unknown</em>.
 *
 * <p>Price rows come in, answers with their source go out. No binary floating point here. Start reading at
 * {@link costwright.schema.price.PriceBook}.
 */
@NullMarked
package costwright.schema.price;

import org.jspecify.annotations.NullMarked;
