/**
 * Azure: cost by Query, forecast, benefit and advisor recommendations, budgets, commitments, inventory by Resource Graph,
 * metrics by the batch API, retail prices, cost details and exports.
 *
 * <p>Cost Management is asked by its client, blobs by theirs, and what has no client by the same pipeline: it carries the
 * tokens, asks no host but that of the settings, repeats nothing and makes one kind of failure of every refusal. Amounts are
 * read as decimals, from the bytes of an answer where a client's model would make them binary numbers. Each operation is
 * named in {@link costwright.jobs.pull.azure.AzureOperation} and in the role definition in {@code scheduler/deploy}. Start
 * reading at {@link costwright.jobs.pull.azure.AzurePull}.
 */
@NullMarked
package costwright.jobs.pull.azure;

import org.jspecify.annotations.NullMarked;
