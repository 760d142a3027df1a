package costwright.jobs.rightsizing;

import costwright.analyzers.backtest.rightsizing.BacktestSubject;
import costwright.analyzers.backtest.rightsizing.RightsizingBacktest;
import costwright.analyzers.backtest.rightsizing.RuleScore;
import costwright.jobs.pull.file.InventoryFile;
import costwright.jobs.pull.file.TraceFolder;
import costwright.jobs.pull.file.UtilizationFile;
import costwright.jobs.utilization.PackedSamples;
import costwright.reports.page.TrackRecord;
import costwright.schema.price.InstanceType;
import costwright.schema.price.PriceBook;
import costwright.schema.resource.Resource;
import costwright.schema.resource.ResourceId;
import costwright.schema.resource.ResourceType;
import costwright.schema.utilization.UtilizationSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Replays right-sizing over samples and lays the scores out for people. */
public final class RightsizingReplay {
    /** A rule looks back two weeks, so origins two weeks apart share nothing but the machine. */
    private static final Duration BETWEEN_ORIGINS = Duration.ofDays(14);

    private static final int MOST_ORIGINS = 4;

    private RightsizingReplay() {}

    /**
     * What is replayed.
     *
     * @param first the start of the samples
     * @param end the end of the samples
     */
    public record Material(UtilizationSource samples, List<BacktestSubject> subjects, Instant first, Instant end) {
        public Material {
            subjects = List.copyOf(subjects);
        }
    }

    /** The material of {@code utilization.csv} files and an inventory, whose types give the capacities. */
    public static Material ofFiles(List<Path> utilization, Path inventory, Collection<InstanceType> types) {
        PackedSamples samples =
                PackedSamples.collect(consumer -> utilization.forEach(file -> UtilizationFile.read(file, consumer)));
        return material(samples, subjects(InventoryFile.read(inventory), types));
    }

    /** The material of a folder of public traces, see {@link TraceFolder}. */
    public static Material ofTraces(Path folder) {
        PackedSamples samples = PackedSamples.collect(consumer -> TraceFolder.read(folder, consumer));
        return material(
                samples,
                samples.resources().stream()
                        .map(id -> new BacktestSubject(id, 0, 0))
                        .toList());
    }

    /** The machines of an inventory whose type is known. */
    public static List<BacktestSubject> subjects(List<Resource> inventory, Collection<InstanceType> types) {
        PriceBook book = new PriceBook(List.of(), types);
        Map<ResourceId, BacktestSubject> subjects = new TreeMap<>();
        for (Resource resource : inventory) {
            Optional<InstanceType> type = book.instanceType(resource.provider(), resource.instanceType());
            if (resource.type() == ResourceType.VM && type.isPresent()) {
                subjects.put(
                        resource.id(),
                        new BacktestSubject(
                                resource.id(),
                                type.get().vcpu().doubleValue(),
                                type.get().memoryMib().doubleValue()));
            }
        }
        return new ArrayList<>(subjects.values());
    }

    private static Material material(PackedSamples samples, List<BacktestSubject> subjects) {
        return samples.isEmpty()
                ? new Material(samples, subjects, Instant.EPOCH, Instant.EPOCH)
                : new Material(
                        samples,
                        subjects,
                        Instant.ofEpochSecond(samples.firstEpochSecond()),
                        Instant.ofEpochSecond(samples.endEpochSecond()));
    }

    /** Origins two weeks apart, the last one {@code testDays} before the end, at most four, none before two weeks of history. */
    public static List<Instant> origins(Instant first, Instant end, int testDays) {
        List<Instant> origins = new ArrayList<>();
        Instant origin = end.minus(Duration.ofDays(testDays));
        while (origins.size() < MOST_ORIGINS && !origin.minus(BETWEEN_ORIGINS).isBefore(first)) {
            origins.add(0, origin);
            origin = origin.minus(BETWEEN_ORIGINS);
        }
        return origins;
    }

    /** The scores as the section of the report. */
    public static TrackRecord record(RightsizingBacktest backtest, RightsizingBacktest.Outcome outcome) {
        List<List<String>> rows =
                outcome.scores().stream().map(RightsizingReplay::row).toList();
        String explanation =
                "Every rule was asked at %d earlier date%s what it would have proposed, and watched for %d days: %d cases, %d left out because CPU ran into its capacity. Net takes one present price for each harmed machine from the savings of the others, as a share of what hindsight would have saved."
                        .formatted(
                                backtest.origins().size(),
                                backtest.origins().size() == 1 ? "" : "s",
                                backtest.testDays(),
                                outcome.cases(),
                                outcome.censored());
        return new TrackRecord(
                "Right-sizing",
                explanation,
                List.of("Rule", "Saved", "Harmed", "Net", "95 % interval", "Net, machines alike", "Choice changed"),
                rows);
    }

    private static List<String> row(RuleScore score) {
        return List.of(
                score.rule(),
                percent(score.costSaved()),
                percent(score.harmed()),
                number(score.net()),
                number(score.netLow()) + " to " + number(score.netHigh()),
                number(score.netAlike()),
                percent(score.changed()));
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.2f", value);
    }
}
