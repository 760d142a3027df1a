/**
 * Replays earlier dates and scores what was promised against what happened.
 *
 * <p>A series of the past and rules come in, track records go out. A rule is shown only what lay before its date. Nothing
 * is read from a store here. Start reading at {@link costwright.analyzers.backtest.CommitmentBacktest}.
 */
@NullMarked
package costwright.analyzers.backtest;

import org.jspecify.annotations.NullMarked;
