package costwright.analyzers.rightsizing;

import costwright.analyzers.statistics.Figures;
import costwright.analyzers.statistics.Selection;
import costwright.schema.finding.Evidence.Fact;
import costwright.schema.finding.Evidence.Sparkline;
import costwright.schema.quantity.Ratio;
import costwright.schema.time.Lookback;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a machine's samples for evidence.
 *
 * @param completeness CPU samples seen over samples expected in the days from which CPU is judged
 * @param facts what the machine used and needs
 * @param chart CPU over the last two weeks against the present capacity
 * @param memory memory likewise; null where it was not measured
 */
public record Observation(
        Ratio completeness,
        List<Fact> facts,
        Sparkline chart,
        @Nullable Sparkline memory) {
    /** From this many days on, a month's cycle was seen. */
    private static final int MONTH_SEEN = 28;

    public Observation {
        facts = List.copyOf(facts);
    }

    static Observation of(Machine machine, Demand demand, Lookback window, Sizing sizing, Policy policy) {
        Track month = demand.of(Dimension.CPU).orElseThrow().lastDays(NeedEstimate.MEMORY_DAYS, demand.end());
        Track cpu = month.lastDays(NeedEstimate.CPU_DAYS, demand.end());
        Lookback charted = Lookback.ofDays(NeedEstimate.CPU_DAYS, window.end());
        return new Observation(
                Ratio.of(cpu.size(), NeedEstimate.CPU_DAYS * Track.SECONDS_PER_DAY / cpu.intervalSeconds()),
                sizing.need()
                        .map(need -> facts(cpu, need, policy, Patterns.of(month, demand)))
                        .orElse(List.of()),
                Sparklines.ofDemand(Dimension.CPU, cpu, charted, machine.vcpu(), null),
                demand.of(Dimension.MEMORY)
                        .map(track -> track.lastDays(NeedEstimate.CPU_DAYS, demand.end()))
                        .filter(track -> !track.isEmpty())
                        .map(track -> Sparklines.ofDemand(Dimension.MEMORY, track, charted, machine.memoryMib(), null))
                        .orElse(null));
    }

    private static List<Fact> facts(Track cpu, NeedEstimate need, Policy policy, Patterns patterns) {
        List<Fact> facts = new ArrayList<>();
        if (!cpu.isEmpty()) {
            Selection peaks = Selection.of(cpu.peak());
            String percentile = "CPU P" + Figures.text(policy.cpuShare() * 100);
            facts.add(new Fact(percentile, Figures.text(peaks.quantile(policy.cpuShare())), "vCPU"));
            facts.add(new Fact(percentile + ", 95 % upper bound", Figures.text(need.cpuUpperBound()), "vCPU"));
            facts.add(new Fact("CPU maximum", Figures.text(peaks.maximum()), "vCPU"));
        }
        for (Requirement requirement : need.all()) {
            facts.add(new Fact(
                    "Needed %s (%s)".formatted(requirement.dimension().word(), requirement.basis()),
                    Figures.text(requirement.value()),
                    requirement.dimension().unit()));
        }
        facts.add(new Fact("Days seen", Integer.toString(need.daysSeen()), "days"));
        facts.add(new Fact("Samples", Integer.toString(cpu.size()), ""));
        facts.add(new Fact("Sample interval", Integer.toString(cpu.intervalSeconds()), "seconds"));
        facts.addAll(patterns.facts());
        facts.add(new Fact("Confidence", confidence(need, patterns), ""));
        return facts;
    }

    private static String confidence(NeedEstimate need, Patterns patterns) {
        if (need.young()) {
            return "low: seen for few days";
        }
        if (patterns.memoryRises()) {
            return "medium: the daily peaks of memory rise";
        }
        return need.daysSeen() >= MONTH_SEEN ? "high" : "medium: no month's end in sight";
    }
}
