package costwright.jobs.publish;

import costwright.analyzers.commitment.Ladder;
import costwright.analyzers.commitment.Owned;
import costwright.analyzers.commitment.kpi.CommitmentKpi;
import costwright.analyzers.commitment.kpi.CommitmentKpis;
import costwright.analyzers.commitment.kpi.CommitmentKpis.Period;
import costwright.analyzers.commitment.kpi.Share;
import costwright.jobs.store.StoredCommitment;
import costwright.reports.page.Commitments;
import costwright.schema.charge.CommitmentCost;
import costwright.schema.finding.Evidence;
import costwright.schema.finding.PurchasePlan;
import costwright.schema.finding.Recommendation;
import costwright.schema.quantity.Ratio;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns usage by what paid for it, holdings and advice into the commitments of one currency, as the page shows them. */
final class CommitmentPart {
    private final Currency currency;
    private final List<CommitmentCost> costs;
    private final List<Owned> owned;
    private final Map<String, LocalDate> ends = new TreeMap<>();
    private final List<Recommendation> advice;

    /**
     * @param costs of any currency
     * @param owned likewise; those whose offers are known
     * @param pulled as live sources name them, which is as bills name them
     * @param advice the recommendations that nobody has put aside
     */
    CommitmentPart(
            Currency currency,
            List<CommitmentCost> costs,
            List<Owned> owned,
            List<StoredCommitment> pulled,
            Collection<Recommendation> advice) {
        this.currency = currency;
        this.costs = costs.stream()
                .filter(cost -> cost.effective().currency().equals(currency))
                .toList();
        this.owned = owned.stream()
                .filter(each -> each.offer().currency().equals(currency))
                .toList();
        pulled.forEach(stored -> ends.put(stored.commitment().id(), day(stored.end())));
        this.advice = List.copyOf(advice);
    }

    /**
     * Null where no commitment paid for anything between {@code from} and before {@code to}, none ends soon after
     * {@code asOf}, and none is worth buying.
     */
    @Nullable
    Commitments commitments(LocalDate from, LocalDate to, Instant asOf) {
        List<CommitmentKpi> kpis = CommitmentKpis.of("", costs);
        Commitments commitments = new Commitments(
                from,
                to,
                kpis.stream()
                        .filter(kpi -> kpi.commitment().isEmpty())
                        .map(kpi -> figures(kpi, CommitmentKpi::provider))
                        .toList(),
                CommitmentKpis.by(Period.WEEK, costs).stream()
                        .filter(kpi -> kpi.provider().isEmpty())
                        .map(kpi -> figures(kpi, CommitmentKpi::period))
                        .toList(),
                kpis.stream()
                        .filter(kpi -> !kpi.commitment().isEmpty())
                        .map(this::holding)
                        .toList(),
                Ladder.calendar(owned, asOf).stream()
                        .map(CommitmentPart::expiry)
                        .toList(),
                advice.stream().flatMap(this::plan).toList());
        boolean nothing = commitments.figures().isEmpty()
                && commitments.expiries().isEmpty()
                && commitments.plans().isEmpty();
        return nothing ? null : commitments;
    }

    private static Commitments.Figures figures(CommitmentKpi kpi, Function<CommitmentKpi, String> name) {
        return new Commitments.Figures(
                name.apply(kpi),
                kpi.used(),
                kpi.unused(),
                share(kpi.utilization()),
                share(kpi.coverage()),
                share(kpi.savingsRateOverContracted()),
                share(kpi.savingsRateOverList()),
                kpi.savings());
    }

    private static Commitments.Share share(Share share) {
        if (share instanceof Share.Known known) {
            return new Commitments.Share(known.ratio(), known.basis(), "");
        }
        return new Commitments.Share(Ratio.NONE, "", ((Share.Unknown) share).reason());
    }

    private Commitments.Holding holding(CommitmentKpi kpi) {
        return new Commitments.Holding(
                Ids.shortened(kpi.commitment()),
                kind(kpi.commitment()),
                share(kpi.utilization()).ratio(),
                kpi.used(),
                kpi.unused(),
                ends.get(kpi.commitment()));
    }

    private static Commitments.Expiry expiry(Ladder.Expiry expiry) {
        Owned owned = expiry.owned();
        return new Commitments.Expiry(
                Ids.shortened(owned.offer().name()),
                owned.holding().quantity(),
                owned.offer().kind().inWholeUnits() ? "units" : owned.offer().currency() + "/h",
                day(expiry.end()),
                expiry.withinDays());
    }

    private Stream<Commitments.Plan> plan(Recommendation recommendation) {
        Evidence evidence = recommendation.finding().evidence();
        PurchasePlan purchase = evidence.purchase();
        if (purchase == null || !purchase.cost().currency().equals(currency)) {
            return Stream.empty();
        }
        boolean azure = purchase.purchases().get(0).kind().startsWith("azure");
        return Stream.of(new Commitments.Plan(
                azure ? "Azure" : "AWS",
                day(evidence.window().start()),
                day(evidence.window().end()),
                purchase));
    }

    private static LocalDate day(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    /** As the shape of the id tells; empty for ids of other shapes. */
    private static String kind(String id) {
        String lower = id.toLowerCase(Locale.ROOT);
        if (lower.contains(":savingsplan/")) {
            return "AWS savings plan";
        }
        if (lower.contains(":reserved-instances/") || lower.contains(":ri:")) {
            return "AWS reservation";
        }
        if (lower.contains("/savingsplanorders/")) {
            return "Azure savings plan";
        }
        return lower.contains("/reservationorders/") ? "Azure reservation" : "";
    }
}
