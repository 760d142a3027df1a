package costwright.jobs.engine;

import org.jspecify.annotations.Nullable;

/** The exact sums of the charges of a slice that share these words; null where the bill says nothing. */
public record TotalRow(
        SliceKey slice,
        @Nullable String provider,
        @Nullable String subAccount,
        @Nullable String service,
        @Nullable String region,
        @Nullable String category,
        String currency,
        long charges,
        ExactCosts costs) {}
