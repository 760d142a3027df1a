package costwright.analyzers.rightsizing;

import costwright.analyzers.statistics.Exceedance;
import costwright.analyzers.statistics.Figures;
import costwright.schema.finding.Evidence.Fact;
import costwright.schema.finding.Evidence.PriceQuote;
import costwright.schema.finding.Evidence.Rejection;
import costwright.schema.finding.Evidence.Sparkline;
import costwright.schema.money.Money;
import costwright.schema.money.PriceAnswer;
import costwright.schema.quantity.Ratio;
import costwright.schema.time.Lookback;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lays out how a sizing came about, so that a person can check it by hand. */
public final class SizingEvidence {
    private SizingEvidence() {}

    /** Samples seen over samples expected in the days from which CPU is judged. */
    public static Ratio completeness(FleetSizing.Answer.Sized sized) {
        Track cpu = sized.demand().of(Dimension.CPU).orElseThrow();
        long expected = NeedEstimate.CPU_DAYS * Track.SECONDS_PER_DAY / cpu.intervalSeconds();
        return Ratio.of(recent(cpu, sized).size(), expected);
    }

    private static Track recent(Track track, FleetSizing.Answer.Sized sized) {
        return track.lastDays(NeedEstimate.CPU_DAYS, sized.demand().end());
    }

    /** The numbers of the argument, in its order. */
    public static List<Fact> facts(FleetSizing.Answer.Sized sized, Policy policy) {
        List<Fact> facts = new ArrayList<>();
        Sizing sizing = sized.sizing();
        facts.add(new Fact("Present type", sizing.present().type().name(), ""));
        facts.add(new Fact("Policy", policy.word(), ""));
        sizing.need().ifPresent(need -> need(facts, sized, need, policy));
        sizing.recommended().ifPresent(option -> risk(facts, option));
        return facts;
    }

    private static void need(List<Fact> facts, FleetSizing.Answer.Sized sized, NeedEstimate need, Policy policy) {
        Track cpu = recent(sized.demand().of(Dimension.CPU).orElseThrow(), sized);
        if (!cpu.isEmpty()) {
            String percentile = "CPU P" + Figures.text(policy.cpuShare() * 100);
            facts.add(new Fact(percentile, Figures.text(cpu.peaks().quantile(policy.cpuShare())), "vCPU"));
            facts.add(new Fact(percentile + ", 95 % upper bound", Figures.text(need.cpuUpperBound()), "vCPU"));
            facts.add(new Fact("CPU maximum", Figures.text(cpu.peaks().maximum()), "vCPU"));
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
        facts.add(new Fact("Confidence", need.daysSeen() >= 28 ? "high" : need.young() ? "low" : "medium", ""));
    }

    private static void risk(List<Fact> facts, SizedOption option) {
        option.risk().forEach((dimension, grade) -> {
            Exceedance exceedance =
                    Optional.ofNullable(option.exceedance().get(dimension)).orElseThrow();
            facts.add(new Fact(
                    "Risk of %s".formatted(dimension.word()),
                    "%d (%s): above capacity in %s %% of the time, at most %s %%"
                            .formatted(
                                    grade,
                                    RiskGrade.word(grade),
                                    Figures.text(exceedance.share() * 100),
                                    Figures.text(exceedance.upperBound() * 100)),
                    ""));
        });
    }

    /** What else was looked at, and why it was not taken. */
    public static List<Rejection> rejected(Sizing sizing) {
        List<Rejection> rejections = new ArrayList<>();
        for (SizedOption option : sizing.options()) {
            boolean taken = sizing.recommended().filter(option::equals).isPresent();
            if (!taken && !option.candidate().equals(sizing.present())) {
                rejections.add(new Rejection(
                        option.candidate().type().name(),
                        option.isFeasible() ? "would do too, but costs more" : option.rejection()));
            }
        }
        return rejections;
    }

    /** The prices of the present and the recommended type. */
    public static List<PriceQuote> quotes(FleetSizing.Answer.Sized sized) {
        List<PriceQuote> quotes = new ArrayList<>();
        quotes.add(quote(sized.sizing().present(), sized.machine().region()));
        sized.sizing()
                .recommended()
                .ifPresent(option ->
                        quotes.add(quote(option.candidate(), sized.machine().region())));
        return quotes;
    }

    private static PriceQuote quote(Candidate candidate, String region) {
        PriceAnswer.Known price = candidate.price();
        Money money = price.price().money();
        return new PriceQuote(
                candidate.type().name(),
                region,
                money.toDecimalString(),
                money.currency().getCurrencyCode(),
                price.price().unit().name(),
                price.source(),
                price.asOf());
    }

    /** CPU over the last two weeks against the capacity now and afterwards. */
    public static Sparkline chart(FleetSizing.Answer.Sized sized) {
        Track cpu = recent(sized.demand().of(Dimension.CPU).orElseThrow(), sized);
        return Sparklines.ofDemand(
                Dimension.CPU,
                cpu,
                Lookback.ofDays(NeedEstimate.CPU_DAYS, sized.window().end()),
                sized.facts().vcpu(),
                sized.sizing()
                        .recommended()
                        .map(option -> option.candidate().type().vcpu().doubleValue())
                        .orElse(null));
    }
}
