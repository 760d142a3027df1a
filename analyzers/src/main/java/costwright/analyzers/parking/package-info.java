/**
 * Used only at some hours: machines that could be switched off by a schedule.
 *
 * <p>Samples and charges of machines come in; findings to park go out, each with a schedule in the owner's time zone.
 * Whether a machine is idle altogether is not asked here. Start reading at
 * {@link costwright.analyzers.parking.VmParking}.
 */
@NullMarked
package costwright.analyzers.parking;

import org.jspecify.annotations.NullMarked;
