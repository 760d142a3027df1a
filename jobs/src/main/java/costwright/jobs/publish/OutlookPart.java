package costwright.jobs.publish;

import costwright.jobs.store.ProviderStore;
import costwright.reports.page.Outlook;
import costwright.schema.provider.ProviderAnomaly;
import costwright.schema.time.IsoWeek;
import java.time.LocalDate;

/** Picks what the providers' tools said that still matters in the week of a report. */
final class OutlookPart {
    /** The week of the report and three before it: what is older was in an earlier report. */
    private static final int ANOMALY_WEEKS = 4;

    private OutlookPart() {}

    static Outlook outlook(IsoWeek week, ProviderStore provider) {
        LocalDate end = week.lastDay().plusDays(1);
        return new Outlook(
                provider.budgets(),
                provider.forecasts().stream()
                        .filter(forecast -> forecast.end().isAfter(end))
                        .toList(),
                provider.anomalies().stream()
                        .filter(anomaly -> touches(anomaly, end.minusWeeks(ANOMALY_WEEKS), end))
                        .toList());
    }

    private static boolean touches(ProviderAnomaly anomaly, LocalDate from, LocalDate end) {
        LocalDate last = anomaly.lastDay();
        return anomaly.firstDay().isBefore(end) && (last == null || !last.isBefore(from));
    }
}
