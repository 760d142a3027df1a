/**
 * What the providers' own tools say: recommendations, budgets, anomalies, forecasts, and how well commitments are used.
 *
 * <p>It stands beside our own judgement for comparison and never enters its sums. Start reading at
 * {@link costwright.schema.provider.ProviderRecommendation}.
 */
@NullMarked
package costwright.schema.provider;

import org.jspecify.annotations.NullMarked;
