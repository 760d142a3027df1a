/**
 * The contract of a check: an {@link costwright.analyzers.Analyzer} takes an immutable
 * {@link costwright.analyzers.Dataset} and gives outcomes, each a finding with evidence or a silence with its reason.
 *
 * <p>No file, network, database, clock, Spring or template is touched in this module. To add a check, write one class in
 * a sub-package, annotate it with {@code @AutoService(Analyzer.class)}, and test both sides of each threshold; the
 * {@link costwright.analyzers.Catalogue} finds it.
 */
@NullMarked
package costwright.analyzers;

import org.jspecify.annotations.NullMarked;
