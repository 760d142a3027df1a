package costwright.jobs.publish;

import costwright.jobs.store.Analysis;
import costwright.jobs.store.CostSums;
import costwright.jobs.store.ReportStore;
import costwright.jobs.store.ReportStore.DaySpend;
import costwright.reports.format.Amounts;
import costwright.reports.format.Dates;
import costwright.reports.format.Figures;
import costwright.reports.page.DataQuality;
import costwright.schema.pull.Gap;
import costwright.schema.resource.Provider;
import costwright.schema.time.IsoWeek;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Says in whole sentences what of the data is stale, incomplete or missing. */
final class Notices {
    /** An account without charges for so long is taken to be closed, not late. */
    private static final int CLOSED_AFTER_WEEKS = 4;

    /** Providers deliver the charges of a day within a day or two. */
    private static final int USUAL_LAG_DAYS = 2;

    /** Less apart than that is rounding. */
    private static final BigDecimal WORTH_NAMING = new BigDecimal("0.01");

    private final IsoWeek week;
    private final Dates dates = new Dates();
    private final Figures figures = new Figures();
    private final Amounts amounts = new Amounts();
    private final List<String> notices = new ArrayList<>();
    private final List<String> gaps = new ArrayList<>();

    Notices(IsoWeek week) {
        this.week = week;
    }

    /** Accounts whose bill ends before the week does; those that end on the same day share a sentence. */
    Notices bills(List<DaySpend> days) {
        Map<String, DaySpend> newest = new TreeMap<>();
        days.stream()
                .filter(day -> !day.day().isAfter(week.lastDay()))
                .forEach(day -> newest.merge(
                        day.billingAccount(), day, (a, b) -> a.day().isAfter(b.day()) ? a : b));
        LocalDate closed = week.firstDay().minusWeeks(CLOSED_AFTER_WEEKS);
        Map<LocalDate, List<DaySpend>> late = newest.values().stream()
                .filter(last ->
                        last.day().isBefore(week.lastDay()) && last.day().isAfter(closed))
                .collect(Collectors.groupingBy(DaySpend::day, TreeMap::new, Collectors.toList()));
        late.forEach(this::late);
        return this;
    }

    private void late(LocalDate last, List<DaySpend> accounts) {
        DaySpend first = accounts.get(0);
        String who = accounts.size() == 1
                ? "%s account %s is".formatted(first.provider(), Ids.shortened(first.billingAccount()))
                : figures.count(accounts.size()) + " accounts are";
        long missing = Math.min(7, week.lastDay().toEpochDay() - last.toEpochDay());
        String sentence = "%s billed through %s: %s of the week %s missing."
                .formatted(
                        who,
                        dates.day(last),
                        missing == 7 ? "all days" : figures.count(missing, "day", "days"),
                        missing == 1 ? "is" : "are");
        notices.add(sentence);
        if (last.isBefore(week.lastDay().minusDays(USUAL_LAG_DAYS))) {
            gaps.add(sentence);
        }
    }

    /** No analysis, or one that is older than the week or the data in the store. */
    Notices analysis(Optional<Analysis.Kept> analysis) {
        if (analysis.isEmpty()) {
            notices.add("No analysis was made up to this week, so no saving is shown: run costwright analyze.");
        } else if (analysis.get().analysis().asOf().isBefore(week.end())) {
            notices.add("The savings were judged on %s, before the end of the week."
                    .formatted(dates.instant(analysis.get().analysis().asOf())));
        }
        return this;
    }

    /** Subjects that checks could not judge. */
    Notices judgements(List<DataQuality.Judgement> checks) {
        long notJudged =
                checks.stream().mapToLong(DataQuality.Judgement::notJudged).sum();
        if (notJudged > 0) {
            notices.add("%s could not be made for lack of data or prices: see Data."
                    .formatted(figures.count(notJudged, "judgement", "judgements")));
        }
        return this;
    }

    /** Accounts that only the provider's cost API speaks of, and closed months of which it says other than the bill. */
    Notices costSums(List<ReportStore.SliceOrigin> origins, List<CostSums.Comparison> comparisons) {
        origins.stream()
                .filter(origin -> origin.delivery() == 0)
                .map(origin ->
                        "%s account %s: %s. Its spend is shown by service; no charge of a single resource is known."
                                .formatted(origin.provider(), Ids.shortened(origin.billingAccount()), origin.dataset()))
                .distinct()
                .forEach(notices::add);
        comparisons.stream()
                .filter(month -> !month.estimated()
                        && !week.end().isBefore(month.period().start()))
                .filter(month -> month.statedBilled()
                                .minus(month.billed())
                                .amount()
                                .abs()
                                .compareTo(WORTH_NAMING)
                        >= 0)
                .forEach(month ->
                        notices.add("The bill of %s account %s for %s says %s, %s says %s: %s apart. The bill counts."
                                .formatted(
                                        month.provider() == Provider.AZURE ? "Microsoft" : "AWS",
                                        Ids.shortened(month.billingAccount()),
                                        month.period(),
                                        amounts.money(month.billed()),
                                        month.origin(),
                                        amounts.money(month.statedBilled()),
                                        amounts.size(month.billed().minus(month.statedBilled())))));
        return this;
    }

    /** Parts of live sources that the last pull could not read, one sentence for each scope and reason. */
    Notices pulls(List<Gap> pulls) {
        Map<String, List<Gap>> byReason = pulls.stream()
                .collect(Collectors.groupingBy(
                        gap -> String.join("\n", gap.source(), gap.scope(), gap.reason()),
                        TreeMap::new,
                        Collectors.toList()));
        byReason.values().forEach(alike -> {
            Gap first = alike.get(0);
            Optional<Instant> lastGood =
                    alike.stream().map(Gap::lastGood).filter(Objects::nonNull).min(Comparator.naturalOrder());
            String sentence = "%s of %s could not be read from %s, %s: %s"
                    .formatted(
                            alike.stream().map(Gap::dataset).distinct().collect(Collectors.joining(", ")),
                            first.scope(),
                            first.source(),
                            lastGood.map(good -> "shown as of " + dates.instant(good))
                                    .orElse("so it is missing"),
                            first.reason());
            notices.add(sentence);
            gaps.add(sentence);
        });
        return this;
    }

    /** Those that make the report incomplete: not a lag that is usual, nor a subject that a check could not judge. */
    List<String> gaps() {
        return List.copyOf(gaps);
    }

    List<String> all() {
        return List.copyOf(notices);
    }
}
