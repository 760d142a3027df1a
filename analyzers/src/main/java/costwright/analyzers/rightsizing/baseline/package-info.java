/**
 * The rules of today's tools, as published, behind one interface: what ours is measured against.
 *
 * <p>Demand comes in, an advice goes out. No catalogue, price or policy of ours here. Start reading at
 * {@link costwright.analyzers.rightsizing.baseline.SizingRule}.
 */
@NullMarked
package costwright.analyzers.rightsizing.baseline;

import org.jspecify.annotations.NullMarked;
