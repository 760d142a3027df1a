package costwright.jobs.publish;

import costwright.reports.page.RecommendationEntry;
import costwright.reports.page.SavingsPlan;
import costwright.schema.finding.ActionKind;
import costwright.schema.finding.Finding;
import costwright.schema.finding.FindingId;
import costwright.schema.finding.LedgerEntry;
import costwright.schema.finding.Recommendation;
import costwright.schema.finding.RecommendationState;
import costwright.schema.finding.Savings;
import costwright.schema.money.Money;
import costwright.schema.resource.Resource;
import costwright.schema.resource.ResourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Turns the recommendations of an analysis and the ledger into the savings of one currency, as the page shows them. */
final class SavingsPart {
    /** What the page lists with evidence; the rest is one line, so that the page of a large estate stays readable. */
    static final int MOST_LISTED = 60;

    private static final Set<RecommendationState> PUT_ASIDE =
            EnumSet.of(RecommendationState.DISMISSED, RecommendationState.SNOOZED, RecommendationState.APPLIED);

    private final Map<ResourceId, Resource> resources;
    private final Map<FindingId, List<LedgerEntry>> ledger;
    private final String ownerTag;
    private final Instant asOf;

    /**
     * @param ledger all entries up to the moment of the report, oldest first
     * @param ownerTag the tag whose value names who owns a resource
     */
    SavingsPart(Map<ResourceId, Resource> resources, List<LedgerEntry> ledger, String ownerTag, Instant asOf) {
        this.resources = resources;
        this.ledger = ledger.stream().collect(Collectors.groupingBy(LedgerEntry::id));
        this.ownerTag = ownerTag;
        this.asOf = asOf;
    }

    /**
     * @param recommendations of any currency
     * @param findings likewise; of those that people have put aside the page tells the sum
     */
    SavingsPlan plan(Currency currency, Collection<Recommendation> recommendations, Collection<Finding> findings) {
        Map<Boolean, List<Recommendation>> byCost =
                open(currency, recommendations).stream().collect(Collectors.partitioningBy(Recommendation::addsCost));
        List<Recommendation> open = byCost.getOrDefault(false, List.of());
        List<Recommendation> costly = byCost.getOrDefault(true, List.of());
        List<Recommendation> listed = open.subList(0, Math.min(MOST_LISTED, open.size()));
        List<Recommendation> further = open.subList(listed.size(), open.size());
        return new SavingsPlan(
                sum(open, currency),
                kinds(open, currency),
                entries(listed, 1),
                new SavingsPlan.Further(further.size(), sum(further, currency).bill()),
                shares(open, this::owner, currency),
                shares(open, this::account, currency),
                hidden(findings, currency),
                new SavingsPlan.Costs(
                        entries(costly.subList(0, Math.min(MOST_LISTED, costly.size())), open.size() + 1),
                        costly.size(),
                        sum(costly, currency).bill().negated()));
    }

    /** @param first the rank of the first */
    private List<RecommendationEntry> entries(List<Recommendation> recommendations, int first) {
        return IntStream.range(0, recommendations.size())
                .mapToObj(i -> entry(recommendations.get(i), first + i))
                .toList();
    }

    /** Those that nobody has dismissed, snoozed or applied, the largest saving first. */
    List<Recommendation> open(Currency currency, Collection<Recommendation> recommendations) {
        return recommendations.stream()
                .filter(each -> each.savings().bill().currency().equals(currency))
                .filter(each -> !PUT_ASIDE.contains(state(each.id())))
                .sorted(Comparator.comparing(
                                (Recommendation each) -> each.savings().bill())
                        .reversed()
                        .thenComparing(Recommendation::id))
                .toList();
    }

    private RecommendationEntry entry(Recommendation recommendation, int rank) {
        Finding finding = recommendation.finding();
        List<Resource> subjects = subjects(recommendation).toList();
        return new RecommendationEntry(
                rank,
                recommendation.id(),
                finding.action().kind(),
                finding.action().summary(),
                finding.title(),
                name(finding, subjects),
                finding.subjects().stream().map(ResourceId::value).toList(),
                account(recommendation),
                owner(recommendation),
                place(subjects),
                recommendation.savings(),
                state(recommendation.id()),
                weeksOpen(recommendation),
                recommendation.replaces(),
                finding.evidence());
    }

    private static String name(Finding finding, List<Resource> subjects) {
        if (finding.subjects().isEmpty()) {
            return "";
        }
        String first = subjects.isEmpty()
                ? finding.subjects().get(0).value()
                : subjects.get(0).displayName();
        int others = finding.subjects().size() - 1;
        return others == 0 ? first : first + " and " + others + " more";
    }

    private static String place(List<Resource> subjects) {
        return subjects.stream()
                .flatMap(resource -> Stream.of(resource.service(), resource.region()))
                .filter(text -> !text.isBlank())
                .distinct()
                .limit(3)
                .collect(Collectors.joining(", "));
    }

    private Stream<Resource> subjects(Recommendation recommendation) {
        return recommendation.finding().subjects().stream().map(resources::get).filter(resource -> resource != null);
    }

    private String owner(Recommendation recommendation) {
        return one(
                subjects(recommendation).map(resource -> resource.tag(ownerTag).orElse("")));
    }

    private String account(Recommendation recommendation) {
        return one(subjects(recommendation)
                .map(resource -> Ids.shortened(resource.subAccount().value())));
    }

    /** The value that all share; empty when there is none or they differ. */
    private static String one(Stream<String> values) {
        List<String> distinct = values.distinct().limit(2).toList();
        return distinct.size() == 1 ? distinct.get(0) : "";
    }

    private RecommendationState state(FindingId id) {
        List<LedgerEntry> history = ledger.getOrDefault(id, List.of());
        if (history.isEmpty()) {
            return RecommendationState.OPEN;
        }
        LedgerEntry newest = history.get(history.size() - 1);
        boolean snoozeIsOver = newest.state() == RecommendationState.SNOOZED
                && newest.until() != null
                && !newest.until().isAfter(asOf);
        return snoozeIsOver || newest.state() == RecommendationState.GONE ? RecommendationState.OPEN : newest.state();
    }

    private int weeksOpen(Recommendation recommendation) {
        return ledger.getOrDefault(recommendation.id(), List.of()).stream()
                .findFirst()
                .map(first ->
                        (int) Math.max(0, Duration.between(first.at(), asOf).toDays() / 7))
                .orElse(0);
    }

    private static List<SavingsPlan.Kind> kinds(List<Recommendation> open, Currency currency) {
        return Arrays.stream(ActionKind.values())
                .map(kind -> {
                    List<Recommendation> of = open.stream()
                            .filter(each -> each.finding().action().kind() == kind)
                            .toList();
                    return new SavingsPlan.Kind(kind, of.size(), sum(of, currency));
                })
                .filter(kind -> kind.count() > 0)
                .toList();
    }

    private static List<SavingsPlan.Share> shares(
            List<Recommendation> open, Function<Recommendation, String> by, Currency currency) {
        Map<String, List<Recommendation>> groups =
                open.stream().collect(Collectors.groupingBy(by, TreeMap::new, Collectors.toList()));
        return groups.entrySet().stream()
                .map(entry -> new SavingsPlan.Share(
                        entry.getKey(),
                        entry.getValue().size(),
                        sum(entry.getValue(), currency).bill()))
                .sorted(Comparator.comparing(SavingsPlan.Share::savings)
                        .reversed()
                        .thenComparing(SavingsPlan.Share::name))
                .toList();
    }

    private List<SavingsPlan.Hidden> hidden(Collection<Finding> findings, Currency currency) {
        Map<RecommendationState, List<Money>> amounts = new HashMap<>();
        findings.stream()
                .filter(finding -> finding.monthlySavings().currency().equals(currency) && !finding.addsCost())
                .forEach(finding -> amounts.computeIfAbsent(state(finding.id()), state -> new ArrayList<>())
                        .add(finding.monthlySavings()));
        return PUT_ASIDE.stream()
                .filter(amounts::containsKey)
                .map(state -> new SavingsPlan.Hidden(
                        state, amounts.get(state).size(), Money.total(amounts.get(state), currency)))
                .toList();
    }

    private static Savings sum(Collection<Recommendation> recommendations, Currency currency) {
        return new Savings(
                Money.total(
                        recommendations.stream()
                                .map(each -> each.savings().bill())
                                .toList(),
                        currency),
                Money.total(
                        recommendations.stream()
                                .map(each -> each.savings().retail())
                                .toList(),
                        currency));
    }
}
