package costwright.jobs.pull.aws;

import costwright.jobs.pull.Lane;
import costwright.jobs.pull.Pages;
import costwright.jobs.pull.PullContext;
import costwright.jobs.pull.PullTask;
import costwright.schema.provider.CommitmentUse;
import costwright.schema.resource.Provider;
import costwright.schema.time.ChargePeriod;
import costwright.schema.time.Period;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;
import software.amazon.awssdk.services.costexplorer.model.Granularity;

/**
 * How well savings plans and reservations were used on each of the last 30 days, as Cost Explorer states it.
 *
 * <p>Utilization is not coverage: the first is used of committed, the second covered of eligible.
 */
final class CommitmentUsePull {
    private static final int DAYS = 30;

    private final PullContext context;
    private final CostExplorerClient client;
    private final Lane lane;
    private final String payer;

    CommitmentUsePull(PullContext context, CostExplorerClient client, Lane lane, String payer) {
        this.context = context;
        this.client = client;
        this.lane = lane;
        this.payer = payer;
    }

    /** A {@link CommitmentUse} in the form in which pages are kept. */
    record UseRow(String day, String numerator, String denominator, String unit) {}

    List<PullTask> tasks() {
        return List.of(
                task("savings_plan", "utilization", this::planUtilization),
                task("savings_plan", "coverage", this::planCoverage),
                task("reservation", "utilization", this::reservationUtilization),
                task("reservation", "coverage", this::reservationCoverage));
    }

    private PullTask task(String kind, String measure, Pages.Reader<UseRow> reader) {
        String dataset = kind + " " + measure;
        return PullTask.of(payer, dataset, () -> {
            Period window = window();
            if (!context.windows().isDue(payer, dataset, window, CostExplorerPull.FRESH)) {
                return PullTask.Outcome.CACHED;
            }
            Pages.Reading<UseRow> reading =
                    context.pages().read("%s %s %s".formatted(payer, dataset, end()), UseRow.class, reader);
            context.provider()
                    .keepCommitmentUse(
                            context.source(),
                            reading.rows().stream()
                                    .map(row -> new CommitmentUse(
                                            Provider.AWS,
                                            payer,
                                            kind,
                                            measure,
                                            "",
                                            LocalDate.parse(row.day()),
                                            new BigDecimal(row.numerator()),
                                            new BigDecimal(row.denominator()),
                                            row.unit()))
                                    .toList());
            context.windows().note(payer, dataset, window, false);
            reading.close();
            return PullTask.Outcome.READ;
        });
    }

    private Pages.Page<UseRow> planUtilization(@Nullable String token) {
        // The only one of the four without pages.
        var answer = lane.charged(
                "ce:GetSavingsPlansUtilization",
                () -> client.getSavingsPlansUtilization(
                        request -> request.timePeriod(CostExplorerPull.interval(start(), end()))
                                .granularity(Granularity.DAILY)));
        return Pages.Page.of(
                answer.savingsPlansUtilizationsByTime().stream()
                        .map(day -> new UseRow(
                                day.timePeriod().start(),
                                day.utilization().usedCommitment(),
                                day.utilization().totalCommitment(),
                                "USD"))
                        .toList(),
                null);
    }

    private Pages.Page<UseRow> planCoverage(@Nullable String token) {
        var answer = lane.charged(
                "ce:GetSavingsPlansCoverage",
                () -> client.getSavingsPlansCoverage(
                        request -> request.timePeriod(CostExplorerPull.interval(start(), end()))
                                .granularity(Granularity.DAILY)
                                .nextToken(token)));
        return Pages.Page.of(
                answer.savingsPlansCoverages().stream()
                        .map(day -> new UseRow(
                                day.timePeriod().start(),
                                day.coverage().spendCoveredBySavingsPlans(),
                                day.coverage().totalCost(),
                                "USD"))
                        .toList(),
                answer.nextToken());
    }

    private Pages.Page<UseRow> reservationUtilization(@Nullable String token) {
        var answer = lane.charged(
                "ce:GetReservationUtilization",
                () -> client.getReservationUtilization(
                        request -> request.timePeriod(CostExplorerPull.interval(start(), end()))
                                .granularity(Granularity.DAILY)
                                .nextPageToken(token)));
        return Pages.Page.of(
                answer.utilizationsByTime().stream()
                        .filter(day -> day.total() != null)
                        .map(day -> new UseRow(
                                day.timePeriod().start(),
                                day.total().totalActualHours(),
                                day.total().purchasedHours(),
                                "hours"))
                        .toList(),
                answer.nextPageToken());
    }

    private Pages.Page<UseRow> reservationCoverage(@Nullable String token) {
        var answer = lane.charged(
                "ce:GetReservationCoverage",
                () -> client.getReservationCoverage(
                        request -> request.timePeriod(CostExplorerPull.interval(start(), end()))
                                .granularity(Granularity.DAILY)
                                .nextPageToken(token)));
        return Pages.Page.of(
                answer.coveragesByTime().stream()
                        .filter(day -> day.total() != null && day.total().coverageHours() != null)
                        .map(day -> new UseRow(
                                day.timePeriod().start(),
                                day.total().coverageHours().reservedHours(),
                                day.total().coverageHours().totalRunningHours(),
                                "hours"))
                        .toList(),
                answer.nextPageToken());
    }

    private LocalDate end() {
        return context.asOf().atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private LocalDate start() {
        return end().minusDays(DAYS);
    }

    private Period window() {
        return new ChargePeriod(
                start().atStartOfDay(ZoneOffset.UTC).toInstant(),
                end().atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
