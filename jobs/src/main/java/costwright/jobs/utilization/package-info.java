/**
 * Samples on their way: collected by resource, metric and UTC day, and packed without loss.
 *
 * <p>Single samples come in, packed days and series go out. No file and no database here. Start reading at
 * {@link costwright.jobs.utilization.SampleBuffer}.
 */
@NullMarked
package costwright.jobs.utilization;

import org.jspecify.annotations.NullMarked;
