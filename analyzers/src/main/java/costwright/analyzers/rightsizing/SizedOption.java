package costwright.analyzers.rightsizing;

import costwright.analyzers.statistics.Exceedance;
import costwright.schema.money.Money;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * A type with what it would mean for a machine.
 *
 * @param monthlySavings against the present type, at on-demand prices of 730 hours; negative when it costs more
 * @param risk by dimension, 0 to 4; dimensions without a measurement or without a known limit are absent
 * @param exceedance how often demand would have been above the capacity, by dimension
 * @param rejection why it is not recommended; empty when it could be
 */
public record SizedOption(
        Candidate candidate,
        Money monthlySavings,
        Map<Dimension, Integer> risk,
        Map<Dimension, Exceedance> exceedance,
        String rejection) {
    public SizedOption {
        risk = risk.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(risk));
        exceedance = exceedance.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(exceedance));
    }

    /** The highest risk of any dimension, as AWS defines the risk of an option. */
    public int highestRisk() {
        return risk.values().stream().mapToInt(Integer::intValue).max().orElse(RiskGrade.LOWEST);
    }

    public boolean isFeasible() {
        return rejection.isEmpty();
    }

    SizedOption rejectedBecause(String reason) {
        return new SizedOption(candidate, monthlySavings, risk, exceedance, reason);
    }
}
