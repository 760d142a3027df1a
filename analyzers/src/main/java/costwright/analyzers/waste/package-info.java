/**
 * Paid for and idle: resources that nothing uses.
 *
 * <p>Inventory, charges and utilization come in; findings to delete go out. What is used, however little, belongs to
 * {@code analyzers.rightsizing}. Start reading at {@link costwright.analyzers.waste.UnattachedDisk}.
 */
@NullMarked
package costwright.analyzers.waste;

import org.jspecify.annotations.NullMarked;
