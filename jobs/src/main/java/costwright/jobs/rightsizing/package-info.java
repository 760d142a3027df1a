/**
 * Right-sizing on demand: a plan from files, a replay of earlier dates, and their forms for output and report.
 *
 * <p>Files, stores and trace folders come in; records ready for JSON and tables go out. Every judgement is made in
 * {@code analyzers.rightsizing} and {@code analyzers.backtest.rightsizing}. Start reading at
 * {@link costwright.jobs.rightsizing.RightsizingPlan}.
 */
@NullMarked
package costwright.jobs.rightsizing;

import org.jspecify.annotations.NullMarked;
