package costwright.reports.page;

import costwright.schema.time.IsoWeek;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Everything that the weekly savings report shows.
 *
 * @param week the week whose spend is told
 * @param asOf the instant at which the savings were judged
 * @param currencies one part for each currency that was billed, in order of the code, because currencies never mix
 * @param outlook what the providers' own tools watch and expect
 * @param trackRecord how well earlier advice did; empty when nothing was replayed yet
 * @param methods the checks in force, in the order in which they run
 * @param version of the program
 */
public record WeeklyReport(
        IsoWeek week,
        Instant asOf,
        List<CurrencyReport> currencies,
        Outlook outlook,
        DataQuality data,
        List<TrackRecord> trackRecord,
        List<Method> methods,
        String version) {
    public WeeklyReport {
        currencies = List.copyOf(currencies);
        trackRecord = List.copyOf(trackRecord);
        methods = List.copyOf(methods);
        Set<String> codes = new HashSet<>();
        for (CurrencyReport part : currencies) {
            if (!codes.add(part.code())) {
                throw new IllegalArgumentException("The report has two parts in " + part.code() + ".");
            }
        }
    }
}
