/**
 * From the store to findings and back: loads a dataset, runs the catalogue and keeps what it says.
 *
 * <p>A store, thresholds and an as-of instant come in; a kept analysis and a ledger that has moved on go out. No judgement
 * is made here and no SQL is written. Start reading at {@link costwright.jobs.analyze.AnalysisRun}.
 */
@NullMarked
package costwright.jobs.analyze;

import org.jspecify.annotations.NullMarked;
