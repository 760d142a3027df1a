/**
 * Many findings, one plan: chooses among actions that exclude each other and values each as a difference of two bills, so
 * that the savings of the plan may be added.
 *
 * <p>A catalogue and a dataset come in; findings, silences and recommendations go out. No check lives here. Start reading
 * at {@link costwright.analyzers.portfolio.Portfolio}.
 */
@NullMarked
package costwright.analyzers.portfolio;

import org.jspecify.annotations.NullMarked;
