package costwright.analyzers.commitment.advice;

import com.google.auto.service.AutoService;
import costwright.analyzers.Analyzer;
import costwright.analyzers.Capability;
import costwright.analyzers.Dataset;
import costwright.analyzers.Descriptor;
import costwright.analyzers.Input;
import costwright.analyzers.Outcome;
import costwright.analyzers.Threshold;
import costwright.analyzers.Thresholds;
import costwright.analyzers.commitment.PortfolioOptimizer;
import costwright.analyzers.commitment.PortfolioPlan;
import costwright.analyzers.commitment.PurchaseLimits;
import costwright.analyzers.commitment.baseline.Baselines;
import costwright.schema.commitment.HourlyUsage;
import costwright.schema.commitment.Offer;
import costwright.schema.commitment.UsageLine;
import costwright.schema.finding.Silence;
import costwright.schema.finding.Silence.Reason;
import costwright.schema.quantity.Ratio;
import costwright.schema.resource.Provider;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The reservations and savings plans that together save most, over what is owned; one outcome per provider, because no
 * commitment of one provider covers usage of another.
 */
@AutoService(Analyzer.class)
public final class CommitmentPortfolio implements Analyzer {
    /** Ids are for ever: version 1 of this check knew one savings plan only. */
    private static final String ID = "savings-plan-commitment";

    static final String MINIMUM_HISTORY = "minimum-history-days";
    static final String MINIMUM_COMPLETENESS = "minimum-completeness-percent";
    static final String LONGEST_TERM = "longest-term-months";
    static final String RENEWAL = "renewal-days";

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private static final Descriptor DESCRIPTOR = new Descriptor(
            ID,
            "Which reservations and savings plans together would save most on the usage that remains?",
            Capability.COMMITMENT,
            Set.of(Input.HOURLY_USAGE, Input.PRICES),
            List.of(
                    Threshold.of(
                            MINIMUM_HISTORY,
                            "days",
                            "14",
                            "7",
                            "365",
                            "Two whole weeks show the weekly rhythm; AWS recommends from 7, 30 or 60 days, and from 30 on"
                                    + " the advice no longer warns of a short history."),
                    Threshold.of(
                            MINIMUM_COMPLETENESS,
                            "percent",
                            "90",
                            "1",
                            "100",
                            "A day that the bill does not show would count as a day without use and make the plan too"
                                    + " small; more than one in ten may not be missing."),
                    Threshold.of(
                            LONGEST_TERM,
                            "months",
                            "12",
                            "12",
                            "36",
                            "Three years lock in three times as long; whoever can see that far raises this to 36."),
                    Threshold.of(
                            RENEWAL,
                            "days",
                            "30",
                            "0",
                            "365",
                            "What ends before next month's review is planned anew now, or its usage would fall back to"
                                    + " on-demand prices.")),
            "(cost with what stays owned − cost with the purchases as well) × 730 h / hours looked at",
            "Growth or decline after the window (the risk figures tell what they would do); taxes.",
            List.of(
                    "AWS, \"Understanding how Savings Plans apply to your usage\"",
                    "AWS, \"How Reserved Instances are applied\"",
                    "Azure, \"How an Azure savings plan discount is applied\"",
                    "FinOps Foundation, Rate Optimization"),
            2);

    @Override
    public Descriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public List<Outcome> analyze(Dataset dataset, Thresholds thresholds) {
        Set<Provider> providers = dataset.hourlyUsage().stream()
                .map(usage -> dataset.usageLines().get(usage.line()))
                .filter(Objects::nonNull)
                .map(UsageLine::provider)
                .collect(Collectors.toCollection(TreeSet::new));
        return providers.stream()
                .map(provider -> judge(provider, dataset, thresholds))
                .toList();
    }

    private static Outcome judge(Provider provider, Dataset dataset, Thresholds thresholds) {
        List<UsageLine> lines = dataset.usageLines().values().stream()
                .filter(line -> line.provider() == provider)
                .sorted(Comparator.comparing(UsageLine::name))
                .toList();
        Set<String> names = lines.stream().map(UsageLine::name).collect(Collectors.toSet());
        List<HourlyUsage> usage = dataset.hourlyUsage().stream()
                .filter(day -> names.contains(day.line()))
                .toList();
        Optional<Outcome> shortage = shortage(provider, usage, thresholds);
        if (shortage.isPresent()) {
            return shortage.get();
        }
        List<Offer> offers = dataset.offers().stream()
                .filter(offer -> offer.termMonths() <= thresholds.asInt(LONGEST_TERM))
                .filter(offer -> offer.rates().keySet().stream().anyMatch(names::contains))
                .toList();
        Set<Currency> currencies = offers.stream().map(Offer::currency).collect(Collectors.toSet());
        if (currencies.size() != 1) {
            String detail = offers.isEmpty()
                    ? "no commitment rates are known for the %s usage of the window: import offers"
                            .formatted(provider.word())
                    : "the commitment rates are in several currencies";
            return silent(Reason.PRICE_UNKNOWN, detail);
        }
        UsageToCommit base = UsageToCommit.of(
                currencies.iterator().next(), lines, usage, dataset, thresholds.asInt(RENEWAL), names::contains);
        PortfolioPlan plan = new PortfolioOptimizer(Baselines.providers())
                .plan(base.demand(), base.lasting(), offers, PurchaseLimits.NONE);
        if (!plan.savings().isPositive()) {
            return silent(
                    Reason.NO_SAVING,
                    "no purchase of any of %d offers, alone or together, would have paid off".formatted(offers.size()));
        }
        return new Outcome.Found(
                new AdviceEvidence(DESCRIPTOR, dataset, thresholds, base, completeness(usage)).finding(plan, offers));
    }

    private static Optional<Outcome> shortage(Provider provider, List<HourlyUsage> usage, Thresholds thresholds) {
        long days = usage.isEmpty() ? 0 : span(usage);
        if (days < thresholds.asInt(MINIMUM_HISTORY)) {
            return Optional.of(silent(
                    Reason.DATA_INCOMPLETE,
                    "hourly %s usage covers %d days; %d are needed"
                            .formatted(provider.word(), days, thresholds.asInt(MINIMUM_HISTORY))));
        }
        Ratio completeness = completeness(usage);
        if (!completeness.isAtLeast(thresholds.get(MINIMUM_COMPLETENESS).divide(HUNDRED))) {
            return Optional.of(silent(
                    Reason.DATA_INCOMPLETE,
                    "only %s of %s days between the first and the last have %s usage"
                            .formatted(
                                    completeness.numerator().toPlainString(),
                                    completeness.denominator().toPlainString(),
                                    provider.word())));
        }
        return Optional.empty();
    }

    private static Ratio completeness(List<HourlyUsage> usage) {
        return Ratio.of(usage.stream().map(HourlyUsage::day).distinct().count(), span(usage));
    }

    private static long span(List<HourlyUsage> usage) {
        LocalDate first =
                usage.stream().map(HourlyUsage::day).min(LocalDate::compareTo).orElseThrow();
        LocalDate last =
                usage.stream().map(HourlyUsage::day).max(LocalDate::compareTo).orElseThrow();
        return last.toEpochDay() - first.toEpochDay() + 1;
    }

    private static Outcome silent(Reason reason, String detail) {
        return new Outcome.Silent(new Silence(DESCRIPTOR.id(), null, reason, detail));
    }
}
