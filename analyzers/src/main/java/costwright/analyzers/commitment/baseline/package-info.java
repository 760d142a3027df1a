/**
 * What others would buy: the providers' documented rules, simple rules of thumb and an online policy with a guarantee, as
 * code that a plan is compared with.
 *
 * <p>A history and offers come in, purchases go out. Nothing is read from a provider here. Start reading at
 * {@link costwright.analyzers.commitment.baseline.Baselines}.
 */
@NullMarked
package costwright.analyzers.commitment.baseline;

import org.jspecify.annotations.NullMarked;
