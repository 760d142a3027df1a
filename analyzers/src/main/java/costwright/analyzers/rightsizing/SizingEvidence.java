package costwright.analyzers.rightsizing;

import costwright.analyzers.statistics.Exceedance;
import costwright.analyzers.statistics.Figures;
import costwright.schema.finding.Evidence.Fact;
import costwright.schema.finding.Evidence.PriceQuote;
import costwright.schema.finding.Evidence.Rejection;
import costwright.schema.finding.Evidence.Sparkline;
import costwright.schema.money.Money;
import costwright.schema.money.PriceAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lays out how a sizing came about, so that a person can check it by hand. */
public final class SizingEvidence {
    private SizingEvidence() {}

    /** The numbers of the argument, in its order. */
    public static List<Fact> facts(FleetSizing.Answer.Sized sized, Policy policy) {
        List<Fact> facts = new ArrayList<>();
        Sizing sizing = sized.sizing();
        facts.add(new Fact("Present type", sizing.present().type().name(), ""));
        facts.add(new Fact("Policy", policy.word(), ""));
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

    /** CPU over the last two weeks against the capacity now and afterwards. */
    public static Sparkline chart(FleetSizing.Answer.Sized sized) {
        Sparkline chart = sized.observation().chart();
        return new Sparkline(
                chart.title(),
                chart.unit(),
                chart.values(),
                chart.currentCapacity(),
                sized.sizing()
                        .recommended()
                        .map(option -> option.candidate().type().vcpu().doubleValue())
                        .orElse(null));
    }
}
