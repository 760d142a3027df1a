package costwright.jobs.engine;

import org.jspecify.annotations.Nullable;

/**
 * Everything that charges of many days have in common; null where the bill says nothing.
 *
 * @param slice the place of its slice in {@link Rollup#slices}
 * @param line a number within the slice
 * @param commitmentStatus the FOCUS CommitmentDiscountStatus
 * @param tags as JSON text, possibly without braces
 * @param meter of machine hours: the usage type or meter
 * @param skuDetails of machine hours: JSON about the SKU
 * @param resourceType of machine hours
 * @param description of machine hours
 */
public record LineRow(
        int slice,
        int line,
        @Nullable String provider,
        @Nullable String subAccount,
        @Nullable String service,
        @Nullable String region,
        @Nullable String resource,
        @Nullable String sku,
        @Nullable String category,
        @Nullable String commitment,
        @Nullable String commitmentStatus,
        @Nullable String unit,
        @Nullable String tags,
        @Nullable String meter,
        @Nullable String skuDetails,
        @Nullable String resourceType,
        @Nullable String description) {}
