package costwright.analyzers.rightsizing;

import costwright.analyzers.statistics.Figures;
import costwright.analyzers.statistics.Seasonality;
import costwright.analyzers.statistics.Trend;
import costwright.schema.finding.Evidence.Fact;
import java.util.ArrayList;
import java.util.List;

/**
 * What repeats and what drifts, for people who judge a recommendation. It does not change the size: in the backtest neither
 * the slope of memory nor the week of CPU added anything to what the highest peaks of a month already say.
 *
 * @param cpu how far the hours of CPU repeat themselves
 * @param memory the drift of the daily peaks, MiB a day
 */
record Patterns(Seasonality cpu, Trend memory) {
    /** Below this the hours of a week explain little of the hours of another. */
    private static final double WEEKLY_STRENGTH = 0.3;

    private static final double SIGNIFICANT = 0.05;

    static Patterns of(Track month, Demand demand) {
        return new Patterns(
                Seasonality.of(month.hourlyMeans(NeedEstimate.MEMORY_DAYS * 24, demand.end())),
                demand.of(Dimension.MEMORY)
                        .map(track -> Trend.of(track.dailyMaxima(NeedEstimate.MEMORY_DAYS, demand.end())))
                        .orElse(Trend.NONE));
    }

    boolean memoryRises() {
        return memory.pValue() < SIGNIFICANT && memory.slopePerDay() > 0;
    }

    List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        if (cpu.weeklyStrength() > WEEKLY_STRENGTH) {
            facts.add(new Fact(
                    "Share of CPU's variance that the hour of the week explains",
                    Figures.text(cpu.weeklyStrength() * 100),
                    "%"));
        }
        if (memory.pValue() < SIGNIFICANT && memory.slopePerDay() != 0) {
            facts.add(new Fact(
                    "Drift of the daily peaks of memory (Theil-Sen; Mann-Kendall p = %s)"
                            .formatted(Figures.text(memory.pValue())),
                    Figures.text(memory.slopePerDay()),
                    "MiB per day"));
        }
        return facts;
    }
}
