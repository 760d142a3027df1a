/**
 * Used, but a smaller or another size would do.
 *
 * <p>Utilization, a machine and a catalogue come in; a ranked list of types with their risks and a finding go out. All
 * comparison is done in units of demand (vCPU, MiB, IOPS, bytes per second), never in percent. No file and no clock here.
 * Start reading at {@link costwright.analyzers.rightsizing.Demand}.
 *
 * <p><b>The rule.</b> CPU must hold AWS's default (P99.5 of 14 days below 80 %) and any load that was held for an hour on
 * two days of the month. Memory must hold the highest peak of 32 days, the mean of its daily peaks and four standard
 * deviations, and five times the highest peak while that peak is fresh ({@link
 * costwright.analyzers.rightsizing.MemoryNeed}). Of the types that meet this the cheapest is taken, or one with more memory
 * for at most 3 % of the present price ({@link costwright.analyzers.rightsizing.SizingEngine}).
 *
 * <p><b>How its numbers were chosen.</b> By five-fold cross-validation over machines, pooled over two sets of enterprise
 * traces and over all dates at which they can be cut, not by the table that the rule is judged by: {@code costwright
 * backtest policy} repeats it. What was tried and brought nothing out of sample: a logistic model of the chance of a jump
 * (it refuses the saving of many for the harm of few), the slope of the daily peaks as an addition to need, larger margins
 * on the peak (the jumps that harm go to several times the peak), P99.9 of CPU, a minimum of the CPU peak.
 */
@NullMarked
package costwright.analyzers.rightsizing;

import org.jspecify.annotations.NullMarked;
