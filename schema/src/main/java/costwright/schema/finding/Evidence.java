package costwright.schema.finding;

import costwright.schema.quantity.Ratio;
import costwright.schema.time.Lookback;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a finding came about: enough to check it by hand.
 *
 * @param window the stretch of the past that was looked at
 * @param completeness samples present over samples expected; {@link Ratio#NONE} where no samples are needed
 * @param convention how a percentile was taken, such as {@code R-7}; empty where none was
 * @param facts the numbers used, in the order of the argument
 * @param arithmetic the sums that lead to the saving, one line each, as a person would write them
 * @param prices the price rows used
 * @param thresholds the thresholds in force, by name
 * @param rejected the alternatives that were looked at and why they were not taken
 * @param chart a small picture of the utilization, titled with metric, unit and window; null where there is none
 * @param analyzerVersion the version of the check that found it
 * @param datasetFingerprint names the data: the same fingerprint and version give the same finding
 * @param furtherCharts more of them, such as memory beside CPU
 * @param purchase the whole plan behind advice to buy commitment discounts; null for all other advice
 */
public record Evidence(
        Lookback window,
        Ratio completeness,
        String convention,
        List<Fact> facts,
        List<String> arithmetic,
        List<PriceQuote> prices,
        Map<String, String> thresholds,
        List<Rejection> rejected,
        @Nullable Sparkline chart,
        String analyzerId,
        int analyzerVersion,
        String datasetFingerprint,
        List<Sparkline> furtherCharts,
        @Nullable PurchasePlan purchase) {
    public Evidence {
        facts = List.copyOf(facts);
        arithmetic = List.copyOf(arithmetic);
        prices = List.copyOf(prices);
        thresholds = Collections.unmodifiableMap(new TreeMap<>(thresholds));
        rejected = List.copyOf(rejected);
        // Evidence that was stored by an earlier version has none.
        furtherCharts = furtherCharts == null ? List.of() : List.copyOf(furtherCharts);
    }

    /** Evidence of anything but a purchase. */
    public Evidence(
            Lookback window,
            Ratio completeness,
            String convention,
            List<Fact> facts,
            List<String> arithmetic,
            List<PriceQuote> prices,
            Map<String, String> thresholds,
            List<Rejection> rejected,
            @Nullable Sparkline chart,
            String analyzerId,
            int analyzerVersion,
            String datasetFingerprint) {
        this(
                window,
                completeness,
                convention,
                facts,
                arithmetic,
                prices,
                thresholds,
                rejected,
                chart,
                analyzerId,
                analyzerVersion,
                datasetFingerprint,
                List.of(),
                null);
    }

    /**
     * One number or word of the argument.
     *
     * @param name what it is, such as {@code CPU P99.5}
     * @param value as a decimal string or a word
     * @param unit {@code percent}, {@code MiB}, {@code days} …; empty where it has none
     */
    public record Fact(String name, String value, String unit) {}

    /**
     * A price with its source.
     *
     * @param amount a decimal string
     * @param unit what it buys, such as {@code Hours}
     */
    public record PriceQuote(
            String item, String region, String amount, String currency, String unit, String source, LocalDate asOf) {}

    /** Something else that could have been done, and why it was not. */
    public record Rejection(String option, String reason) {}

    /**
     * Values for a small chart over the window.
     *
     * @param unit the unit of all values
     * @param values in time order, evenly spaced; NaN for a gap
     * @param currentCapacity the capacity now, in the same unit
     * @param proposedCapacity the capacity after the action; null where the action removes it
     */
    public record Sparkline(
            String title,
            String unit,
            List<Double> values,
            double currentCapacity,
            @Nullable Double proposedCapacity) {
        public Sparkline {
            values = List.copyOf(values);
        }
    }
}
