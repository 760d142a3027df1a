package costwright.jobs.rightsizing;

import costwright.analyzers.backtest.rightsizing.BacktestSubject;
import costwright.analyzers.backtest.rightsizing.RightsizingBacktest;
import costwright.analyzers.backtest.rightsizing.RuleScore;
import costwright.analyzers.backtest.rightsizing.Stability;
import costwright.analyzers.rightsizing.Policy;
import costwright.jobs.pull.file.InventoryFile;
import costwright.jobs.pull.file.TraceFolder;
import costwright.jobs.pull.file.UtilizationFile;
import costwright.jobs.store.InventoryStore;
import costwright.jobs.store.PriceStore;
import costwright.jobs.store.Replay;
import costwright.jobs.store.Store;
import costwright.jobs.store.StoredResource;
import costwright.jobs.store.UtilizationStore;
import costwright.jobs.utilization.PackedSamples;
import costwright.reports.format.Figures;
import costwright.reports.page.Frontier;
import costwright.reports.page.Frontier.Estimate;
import costwright.reports.page.Frontier.Kind;
import costwright.reports.page.Frontier.Point;
import costwright.reports.page.TrackRecord;
import costwright.schema.finding.Fingerprint;
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
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Replays right-sizing over samples and lays the scores out for people. */
public final class RightsizingReplay {
    /** A rule looks back two weeks, so origins two weeks apart share nothing but the machine. */
    private static final Duration BETWEEN_ORIGINS = Duration.ofDays(14);

    private static final Duration WEEK = Duration.ofDays(7);
    private static final int MOST_ORIGINS = 4;
    private static final String TITLE = "Right-sizing";

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

    /**
     * The machines of a store and its samples up to {@code asOf}.
     *
     * @param types what types offer, beside those in the store
     */
    public static Material ofStore(Store store, Instant asOf, Collection<InstanceType> types) {
        UtilizationStore samples = new UtilizationStore(store);
        UtilizationStore.Contents contents = samples.contents();
        List<InstanceType> all = new ArrayList<>(types);
        all.addAll(new PriceStore(store).types());
        Instant first = contents.samples() == 0 ? asOf : day(contents.firstDay());
        Instant end = day(contents.lastDay() + 1);
        return new Material(
                samples,
                subjects(
                        new InventoryStore(store)
                                .resources().stream()
                                        .map(StoredResource::resource)
                                        .toList(),
                        all),
                first,
                end.isAfter(asOf) ? asOf : end);
    }

    private static Instant day(int epochDay) {
        return Instant.ofEpochSecond(epochDay * 86_400L);
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

    /**
     * Replays the material.
     *
     * @param origins none gives a replay that says so
     * @param atMost of more machines so many are drawn: those whose ids have the smallest hashes, so that every week asks
     *     the same ones
     */
    public static Replay run(Material material, List<Instant> origins, int testDays, int atMost) {
        List<BacktestSubject> asked = material.subjects().stream()
                .sorted(Comparator.comparing(
                        subject -> Fingerprint.of(subject.id().value())))
                .limit(atMost)
                .toList();
        int machines = material.subjects().size();
        if (origins.isEmpty()) {
            return new Replay(
                    material.first(),
                    material.end(),
                    origins,
                    testDays,
                    machines,
                    asked.size(),
                    0,
                    0,
                    List.of(),
                    List.of());
        }
        RightsizingBacktest backtest = new RightsizingBacktest(origins, testDays);
        RightsizingBacktest.Outcome outcome = backtest.run(material.samples(), asked);
        return new Replay(
                material.first(),
                material.end(),
                backtest.origins(),
                testDays,
                machines,
                asked.size(),
                outcome.cases(),
                outcome.censored(),
                outcome.scores(),
                outcome.byOrigin());
    }

    /**
     * How often the balanced policy changes its mind when it is asked every week and nobody acts on it.
     *
     * @param standing asked as the weekly job asks, which stands by what it said
     * @param forgetful each week asked as if nothing had been said before
     */
    public record Weekly(Stability standing, Stability forgetful) {
        /** For people. */
        public String sentence() {
            return "Asked every week, the balanced policy names %s. Were every week asked as if nothing had been said before: %s."
                    .formatted(counts(standing), counts(forgetful));
        }

        private static String counts(Stability stability) {
            return "another type in %d of %d pairs of weeks and goes there and back in %d of %d triples, %d of them without evidence for both steps"
                    .formatted(
                            stability.changed(),
                            stability.pairs(),
                            stability.back(),
                            stability.triples(),
                            stability.backWithoutEvidence());
        }
    }

    /** Asks every week of the material, from two weeks of history on. */
    public static Weekly weekly(Material material) {
        List<Instant> weeks = Stream.iterate(
                        material.first().plus(BETWEEN_ORIGINS),
                        week -> !week.isAfter(material.end()),
                        week -> week.plus(WEEK))
                .toList();
        return new Weekly(
                Stability.of(material.samples(), material.subjects(), weeks, Policy.BALANCED),
                Stability.ofForgetful(material.samples(), material.subjects(), weeks, Policy.BALANCED));
    }

    /** One sentence for each origin: pooled figures hide that some dates are kinder than others. */
    public static String byOrigin(Replay replay) {
        return replay.byOrigin().stream()
                .map(one -> String.format(
                        Locale.ROOT,
                        "At %s: balanced nets %.3f, AWS's default %.3f: %+.3f (95%% interval %+.3f to %+.3f); machines alike %.3f and %.3f: %+.3f; harmed %.3f of %d; no rule could net more than %.3f.",
                        one.origin(),
                        one.net(),
                        one.awsNet(),
                        one.above(),
                        one.aboveLow(),
                        one.aboveHigh(),
                        one.netAlike(),
                        one.awsNetAlike(),
                        one.netAlike() - one.awsNetAlike(),
                        one.harmed(),
                        one.cases(),
                        one.attainable()))
                .collect(Collectors.joining("\n"));
    }

    /** The scores as the section of the report; a sentence where there was nothing to replay. */
    public static TrackRecord record(Replay replay) {
        if (replay.origins().isEmpty()) {
            long days =
                    Math.max(0, Duration.between(replay.first(), replay.end()).toDays());
            return TrackRecord.nothing(
                    TITLE,
                    "There is not enough history to replay yet: the store holds %d days of utilization; two weeks before a date and %d days after it are needed."
                            .formatted(days, replay.testDays()));
        }
        if (replay.scores().isEmpty()) {
            return TrackRecord.nothing(
                    TITLE,
                    "There is nothing to show yet: of %d machines none was measured for 30 hours before and after %s; %d were left out because CPU ran into its capacity."
                            .formatted(replay.asked(), dates(replay), replay.censored()));
        }
        return new TrackRecord(
                TITLE,
                explanation(replay),
                List.of(
                        "Rule",
                        "Saved",
                        "Saved, 95% interval",
                        "Harmed",
                        "Harmed, 95% interval",
                        "Net",
                        "Net, 95% interval",
                        "Net, machines alike",
                        "Choice changed"),
                replay.scores().stream().map(RightsizingReplay::row).toList(),
                new Frontier(
                        replay.scores().stream().map(RightsizingReplay::point).toList()));
    }

    private static String explanation(Replay replay) {
        String drawn = replay.asked() == replay.machines()
                ? ""
                : " The machines are a sample of %d of %d, the same every week."
                        .formatted(replay.asked(), replay.machines());
        return "Every rule was asked at %s what it would have proposed, and watched for %d days: %d cases of %d machines, %d left out because CPU ran into its capacity.%s All rules choose from the same sizes at the same prices; the rules of AWS without another name are the presets of Compute Optimizer. A machine is harmed when it lacks CPU for more than 1%% of the time or an hour on end, or memory ever; one that was stopped, when it later used more than a fifth of its CPU. Net takes one present price for each harmed machine from the savings of the others, as a share of what hindsight would have saved. Rules that stop machines save what no size can; ours leave that to the check for idle machines."
                .formatted(
                        dates(replay),
                        replay.testDays(),
                        replay.cases(),
                        replay.scores().get(0).machines(),
                        replay.censored(),
                        drawn);
    }

    private static String dates(Replay replay) {
        int dates = replay.origins().size();
        return dates == 1 ? "one earlier date" : dates + " earlier dates";
    }

    private static List<String> row(RuleScore score) {
        Figures figures = new Figures();
        return List.of(
                score.label(),
                figures.percent(score.costSaved()),
                figures.percent(score.savedLow()) + " to " + figures.percent(score.savedHigh()),
                figures.percent(score.harmed()),
                figures.percent(score.harmedLow()) + " to " + figures.percent(score.harmedHigh()),
                figures.number(score.net()),
                figures.number(score.netLow()) + " to " + figures.number(score.netHigh()),
                figures.number(score.netAlike()),
                figures.percent(score.changed()));
    }

    private static Point point(RuleScore score) {
        return new Point(
                score.label(),
                score.ours()
                        ? Kind.OURS
                        : score.rule().equals(RightsizingBacktest.HINDSIGHT) ? Kind.HINDSIGHT : Kind.THEIRS,
                new Estimate(score.costSaved(), score.savedLow(), score.savedHigh()),
                new Estimate(score.harmed(), score.harmedLow(), score.harmedHigh()));
    }
}
