/**
 * Pictures as plain geometry: exact values in, coordinates and labels out, for the SVG of the templates.
 *
 * <p>No markup is written and no amount is shown here that {@link costwright.reports.format} did not make. Coordinates
 * are the one place of this module where floating point is allowed. Start reading at
 * {@link costwright.reports.chart.SpendChart}.
 */
@NullMarked
package costwright.reports.chart;

import org.jspecify.annotations.NullMarked;
