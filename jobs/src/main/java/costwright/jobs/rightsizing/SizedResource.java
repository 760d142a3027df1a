package costwright.jobs.rightsizing;

import costwright.analyzers.rightsizing.FleetSizing.Answer;
import costwright.analyzers.rightsizing.Policy;
import costwright.analyzers.rightsizing.SizedOption;
import costwright.analyzers.rightsizing.Sizing;
import costwright.analyzers.rightsizing.SizingEvidence;
import costwright.analyzers.statistics.Samples;
import costwright.schema.finding.Evidence.Fact;
import costwright.schema.finding.Evidence.PriceQuote;
import costwright.schema.finding.Evidence.Rejection;
import costwright.schema.finding.Evidence.Sparkline;
import costwright.schema.finding.Silence;
import costwright.schema.money.Money;
import costwright.schema.quantity.Ratio;
import costwright.schema.resource.ResourceId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One machine of a plan, in the form of JSON.
 *
 * @param finding over_provisioned, under_provisioned, optimized, insufficient_data or not_judged
 * @param currentMonthlyCost 730 hours on demand; null where the price is unknown
 * @param options feasible ones first, cheapest first; then the present type and what was rejected
 * @param recommended one of the options; null when the machine should stay
 * @param reason why
 * @param evidence null where the machine was not judged
 */
public record SizedResource(
        ResourceId resourceId,
        String finding,
        String currentInstanceType,
        @Nullable Money currentMonthlyCost,
        List<Option> options,
        @Nullable Option recommended,
        String reason,
        @Nullable Proof evidence) {
    public SizedResource {
        options = List.copyOf(options);
    }

    /**
     * A type that was looked at.
     *
     * @param monthlySavings negative when it costs more
     * @param cpuCapacity vCPUs
     * @param memoryCapacity MiB
     * @param risk 0 to 4, the highest of any dimension; null where it was rejected before it was graded
     * @param rejected why it was not taken; null for options that would do
     */
    public record Option(
            String instanceType,
            Money monthlyCost,
            Money monthlySavings,
            BigDecimal cpuCapacity,
            BigDecimal memoryCapacity,
            @Nullable Integer risk,
            Map<String, Integer> riskByDimension,
            Map<String, Above> exceedance,
            @Nullable String rejected) {}

    /** The share of time in which demand was above capacity, and the 95 % upper bound of it. */
    public record Above(double share, double upperBound) {}

    /** How the sizing came about. */
    public record Proof(
            Instant windowStart,
            Instant windowEnd,
            Ratio completeness,
            String convention,
            List<Fact> facts,
            List<PriceQuote> prices,
            List<Rejection> rejected,
            Sparkline chart) {}

    static SizedResource of(Answer answer, Policy policy) {
        if (answer instanceof Answer.Unsized unsized) {
            boolean incomplete = unsized.reason() == Silence.Reason.DATA_INCOMPLETE;
            return new SizedResource(
                    unsized.machine().id(),
                    incomplete ? Sizing.Verdict.INSUFFICIENT_DATA.word() : "not_judged",
                    unsized.machine().instanceType(),
                    null,
                    List.of(),
                    null,
                    unsized.detail(),
                    null);
        }
        Answer.Sized sized = (Answer.Sized) answer;
        Sizing sizing = sized.sizing();
        return new SizedResource(
                sized.machine().id(),
                sizing.verdict().word(),
                sizing.present().type().name(),
                sizing.present().monthly(),
                sizing.options().stream().map(SizedResource::option).toList(),
                sizing.recommended().map(SizedResource::option).orElse(null),
                sizing.reason(),
                new Proof(
                        sized.window().start(),
                        sized.window().end(),
                        sized.observation().completeness(),
                        Samples.CONVENTION,
                        SizingEvidence.facts(sized, policy),
                        SizingEvidence.quotes(sized),
                        SizingEvidence.rejected(sizing),
                        SizingEvidence.chart(sized)));
    }

    private static Option option(SizedOption option) {
        Map<String, Integer> risk = new TreeMap<>();
        Map<String, Above> exceedance = new TreeMap<>();
        option.risk().forEach((dimension, grade) -> risk.put(dimension.word(), grade));
        option.exceedance()
                .forEach((dimension, above) ->
                        exceedance.put(dimension.word(), new Above(above.share(), above.upperBound())));
        return new Option(
                option.candidate().type().name(),
                option.candidate().monthly(),
                option.monthlySavings(),
                option.candidate().type().vcpu(),
                option.candidate().type().memoryMib(),
                risk.isEmpty() ? null : (Integer) option.highestRisk(),
                risk,
                exceedance,
                option.isFeasible() ? null : option.rejection());
    }
}
