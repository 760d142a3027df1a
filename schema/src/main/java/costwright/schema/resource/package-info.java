/**
 * What is paid for: identity, type, place, tags and state.
 *
 * <p>Inventory facts come in, immutable resources go out. No price and no utilization here. Start reading at
 * {@link costwright.schema.resource.Resource}.
 */
@NullMarked
package costwright.schema.resource;

import org.jspecify.annotations.NullMarked;
