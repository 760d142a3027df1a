/**
 * Replays earlier days and scores what was promised against what happened: sizes of machines.
 *
 * <p>Samples and dates come in, a table of rules with savings, harm and confidence goes out. Nothing here sees the future
 * before it scores. How the numbers of our own policy were chosen is repeated by {@link
 * costwright.analyzers.backtest.rightsizing.PolicySelection}. Start reading at
 * {@link costwright.analyzers.backtest.rightsizing.RightsizingBacktest}.
 */
@NullMarked
package costwright.analyzers.backtest.rightsizing;

import org.jspecify.annotations.NullMarked;
