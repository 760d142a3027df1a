/**
 * What was found, on what evidence, and what to do about it.
 *
 * <p>Analyzers make these; the store keeps them and reports show them. No judgement is made here. Start reading at
 * {@link costwright.schema.finding.Finding}.
 */
@NullMarked
package costwright.schema.finding;

import org.jspecify.annotations.NullMarked;
