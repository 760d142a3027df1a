package costwright.jobs.publish;

import costwright.jobs.store.Analysis;
import costwright.jobs.store.ReportStore.DaySpend;
import costwright.reports.format.Dates;
import costwright.reports.format.Figures;
import costwright.reports.page.DataQuality;
import costwright.schema.pull.Gap;
import costwright.schema.time.IsoWeek;
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

    private final IsoWeek week;
    private final Dates dates = new Dates();
    private final Figures figures = new Figures();
    private final List<String> notices = new ArrayList<>();
    private boolean stale;

    Notices(IsoWeek week) {
        this.week = week;
    }

    /** Accounts whose bill ends before the week does. */
    Notices bills(List<DaySpend> days) {
        Map<String, Optional<DaySpend>> newest = days.stream()
                .filter(day -> !day.day().isAfter(week.lastDay()))
                .collect(Collectors.groupingBy(
                        DaySpend::billingAccount, TreeMap::new, Collectors.maxBy(Comparator.comparing(DaySpend::day))));
        LocalDate closed = week.firstDay().minusWeeks(CLOSED_AFTER_WEEKS);
        newest.values().stream().flatMap(Optional::stream).forEach(last -> {
            if (last.day().isBefore(week.lastDay()) && last.day().isAfter(closed)) {
                stale |= last.day().isBefore(week.lastDay().minusDays(USUAL_LAG_DAYS));
                notices.add("%s account %s is billed through %s: %s of the week %s missing."
                        .formatted(
                                last.provider(),
                                last.billingAccount(),
                                dates.day(last.day()),
                                last.day().isBefore(week.firstDay())
                                        ? "all days"
                                        : figures.count(
                                                week.lastDay().toEpochDay()
                                                        - last.day().toEpochDay(),
                                                "day",
                                                "days"),
                                last.day().equals(week.lastDay().minusDays(1)) ? "is" : "are"));
            }
        });
        return this;
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

    /** Parts of live sources that the last pull could not read, one sentence for each scope and reason. */
    Notices gaps(List<Gap> gaps) {
        Map<String, List<Gap>> byReason = gaps.stream()
                .collect(Collectors.groupingBy(
                        gap -> String.join("\n", gap.source(), gap.scope(), gap.reason()),
                        TreeMap::new,
                        Collectors.toList()));
        byReason.values().forEach(alike -> {
            Gap first = alike.get(0);
            Optional<Instant> lastGood =
                    alike.stream().map(Gap::lastGood).filter(Objects::nonNull).min(Comparator.naturalOrder());
            notices.add("%s of %s could not be read from %s, %s: %s"
                    .formatted(
                            alike.stream().map(Gap::dataset).distinct().collect(Collectors.joining(", ")),
                            first.scope(),
                            first.source(),
                            lastGood.map(good -> "shown as of " + dates.instant(good))
                                    .orElse("so it is missing"),
                            first.reason()));
        });
        return this;
    }

    /** Whether a bill ends earlier than bills usually lag. */
    boolean stale() {
        return stale;
    }

    List<String> all() {
        return List.copyOf(notices);
    }
}
