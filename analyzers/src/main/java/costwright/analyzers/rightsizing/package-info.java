/**
 * Used, but a smaller or another size would do.
 *
 * <p>Utilization, a machine and a catalogue come in; a ranked list of types with their risks and a finding go out. All
 * comparison is done in units of demand (vCPU, MiB, IOPS, bytes per second), never in percent. No file and no clock here.
 * Start reading at {@link costwright.analyzers.rightsizing.Demand}.
 */
@NullMarked
package costwright.analyzers.rightsizing;

import org.jspecify.annotations.NullMarked;
