package costwright.analyzers.rightsizing;

import costwright.analyzers.statistics.Exceedance;
import costwright.analyzers.statistics.Figures;
import costwright.schema.finding.Evidence.Fact;
import costwright.schema.finding.Evidence.PriceQuote;
import costwright.schema.finding.Evidence.Rejection;
import costwright.schema.finding.Evidence.Sparkline;
import costwright.schema.money.Money;
import costwright.schema.money.PriceAnswer;
import costwright.schema.price.InstanceType;
import costwright.schema.quantity.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Lays out how a sizing came about, so that a person can check it by hand. */
public final class SizingEvidence {
    private SizingEvidence() {}

    /** The numbers of the argument, in its order. */
    public static List<Fact> facts(FleetSizing.Answer.Sized sized, Policy policy) {
        List<Fact> facts = new ArrayList<>();
        Sizing sizing = sized.sizing();
        facts.add(new Fact("Present type", sizing.present().type().name(), ""));
        facts.add(new Fact("Policy", policy.word(), ""));
        sizing.precedent().ifPresent(sentence -> facts.add(new Fact("What was said before", sentence, "")));
        facts.addAll(sized.observation().facts());
        sizing.recommended().ifPresent(option -> risk(facts, option));
        return facts;
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
                        option.isFeasible() ? notTaken(option, sizing) : option.rejection()));
            }
        }
        return rejections;
    }

    private static String notTaken(SizedOption option, Sizing sizing) {
        boolean cheaper = sizing.recommended()
                .map(taken -> option.monthlySavings().compareTo(taken.monthlySavings()) > 0)
                .orElse(false);
        return cheaper ? "would do too, but has less memory for hardly less" : "would do too, but costs more";
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

    /** The prices as a person would multiply them out: both types in a month, and what lies between. */
    public static List<String> retail(FleetSizing.Answer.Sized sized) {
        List<String> lines = new ArrayList<>();
        String region = sized.machine().region();
        Candidate present = sized.sizing().present();
        lines.add(month(present, region));
        sized.sizing().recommended().ifPresent(option -> {
            lines.add(month(option.candidate(), region));
            lines.add("At list prices: %s − %s = %s per month"
                    .formatted(present.monthly(), option.candidate().monthly(), option.monthlySavings()));
        });
        return lines;
    }

    private static String month(Candidate candidate, String region) {
        return "%s in %s: %s per hour × %s hours = %s per month (%s, %s)"
                .formatted(
                        candidate.type().name(),
                        region,
                        candidate.hourly(),
                        Quantity.HOURS_PER_MONTH.toPlainString(),
                        candidate.monthly(),
                        candidate.price().source(),
                        candidate.price().asOf());
    }

    /** CPU over the last two weeks against the capacity now and afterwards. */
    public static Sparkline chart(FleetSizing.Answer.Sized sized) {
        return withProposal(sized.observation().chart(), sized, InstanceType::vcpu);
    }

    /** Memory likewise, where it was measured. */
    public static List<Sparkline> furtherCharts(FleetSizing.Answer.Sized sized) {
        return Stream.ofNullable(sized.observation().memory())
                .map(chart -> withProposal(chart, sized, InstanceType::memoryMib))
                .toList();
    }

    private static Sparkline withProposal(
            Sparkline chart, FleetSizing.Answer.Sized sized, Function<InstanceType, BigDecimal> capacity) {
        return new Sparkline(
                chart.title(),
                chart.unit(),
                chart.values(),
                chart.currentCapacity(),
                sized.sizing()
                        .recommended()
                        .map(option -> capacity.apply(option.candidate().type()).doubleValue())
                        .orElse(null));
    }
}
