package costwright.jobs.publish;

import costwright.jobs.pull.catalogue.OwnedOffers;
import costwright.jobs.store.InventorySource;
import costwright.jobs.store.ReportStore.BrokenRule;
import costwright.jobs.store.ReportStore.RestatedPart;
import costwright.jobs.store.ReportStore.SliceOrigin;
import costwright.jobs.store.StoredCommitment;
import costwright.jobs.store.UtilizationStore;
import costwright.reports.format.Figures;
import costwright.reports.page.DataQuality;
import costwright.schema.finding.Finding;
import costwright.schema.finding.Silence;
import costwright.schema.money.Money;
import costwright.schema.price.PriceRow;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Turns what the store knows of its own data into the data box of the page. */
final class DataPart {
    private static final int MOST_EXAMPLES = 5;
    private static final int MOST_RESTATEMENTS = 12;

    private DataPart() {}

    /** One line for each billing account and format. */
    static List<DataQuality.BillingLine> billing(List<SliceOrigin> origins) {
        Map<String, List<SliceOrigin>> groups = origins.stream()
                .collect(Collectors.groupingBy(
                        origin -> origin.billingAccount() + "\n" + origin.currency() + "\n" + format(origin),
                        TreeMap::new,
                        Collectors.toList()));
        return groups.values().stream().map(DataPart::billingLine).toList();
    }

    private static DataQuality.BillingLine billingLine(List<SliceOrigin> slices) {
        SliceOrigin newest = slices.stream()
                .max(Comparator.comparing(SliceOrigin::lastDay).thenComparingLong(SliceOrigin::delivery))
                .orElseThrow();
        return new DataQuality.BillingLine(
                files(slices),
                newest.provider(),
                Ids.shortened(newest.billingAccount()),
                newest.currency(),
                format(newest),
                slices.stream()
                        .map(SliceOrigin::firstDay)
                        .min(Comparator.naturalOrder())
                        .orElseThrow(),
                newest.lastDay(),
                slices.stream().mapToLong(SliceOrigin::charges).sum());
    }

    /** The name of the file without its folder, or how many there are. */
    private static String files(List<SliceOrigin> slices) {
        List<String> names = slices.stream()
                .flatMap(slice -> slice.files().lines())
                .map(file -> file.substring(file.replace('\\', '/').lastIndexOf('/') + 1))
                .distinct()
                .toList();
        return names.size() == 1 ? names.get(0) : names.size() + " files";
    }

    private static String format(SliceOrigin origin) {
        return (origin.dataset() + " " + origin.version()).strip();
    }

    /** How many rows the deliveries of the live slices left out. */
    static long rowsSetAside(List<SliceOrigin> origins) {
        Map<Long, Long> byDelivery = new TreeMap<>();
        origins.forEach(origin -> byDelivery.put(origin.delivery(), origin.setAside()));
        return byDelivery.values().stream().mapToLong(Long::longValue).sum();
    }

    /** A live source takes its inventory in parts, named {@code source: part}: they are one line. */
    static List<DataQuality.FactLine> inventories(List<InventorySource> sources) {
        Map<String, List<InventorySource>> byName = sources.stream()
                .collect(Collectors.groupingBy(
                        source -> source.source().split(": ", 2)[0], TreeMap::new, Collectors.toList()));
        return byName.entrySet().stream()
                .map(entry -> new DataQuality.FactLine(
                        entry.getKey(),
                        "Inventory",
                        entry.getValue().stream()
                                .mapToLong(InventorySource::resources)
                                .sum(),
                        // The oldest part tells how old the whole is.
                        LocalDate.ofInstant(
                                entry.getValue().stream()
                                        .map(InventorySource::takenAt)
                                        .min(Comparator.naturalOrder())
                                        .orElseThrow(),
                                ZoneOffset.UTC),
                        "resources"))
                .toList();
    }

    /** Nothing where no sample is known. */
    static List<DataQuality.FactLine> utilization(UtilizationStore.Contents contents) {
        return contents.samples() == 0
                ? List.of()
                : List.of(new DataQuality.FactLine(
                        "all sources",
                        "Utilization",
                        contents.samples(),
                        LocalDate.ofEpochDay(contents.lastDay()),
                        "samples of " + new Figures().count(contents.resources(), "resource", "resources")));
    }

    /** One line for each source that quoted prices. */
    static List<DataQuality.FactLine> prices(List<PriceRow> rows) {
        Map<String, List<PriceRow>> bySource =
                rows.stream().collect(Collectors.groupingBy(PriceRow::source, TreeMap::new, Collectors.toList()));
        return bySource.entrySet().stream()
                .map(entry -> new DataQuality.FactLine(
                        entry.getKey(),
                        "Prices",
                        entry.getValue().size(),
                        entry.getValue().stream()
                                .map(PriceRow::asOf)
                                .max(Comparator.naturalOrder())
                                .orElseThrow(),
                        "price rows"))
                .toList();
    }

    /** One line for each live source that lists commitments; names those that have no price to judge by. */
    static List<DataQuality.FactLine> commitments(List<StoredCommitment> pulled) {
        Map<String, List<StoredCommitment>> bySource = pulled.stream()
                .collect(Collectors.groupingBy(StoredCommitment::source, TreeMap::new, Collectors.toList()));
        return bySource.entrySet().stream()
                .map(entry -> {
                    // Whether a price is known depends neither on the offers nor on the usage.
                    int unpriced = OwnedOffers.of(List.of(), entry.getValue(), List.of())
                            .unpriced();
                    return new DataQuality.FactLine(
                            entry.getKey(),
                            "Commitments",
                            entry.getValue().size(),
                            LocalDate.ofInstant(
                                    entry.getValue().stream()
                                            .map(StoredCommitment::lastSeen)
                                            .max(Comparator.naturalOrder())
                                            .orElseThrow(),
                                    ZoneOffset.UTC),
                            unpriced == 0
                                    ? "holdings"
                                    : "holdings; %d without a known price or kind, left out of purchase plans"
                                            .formatted(unpriced));
                })
                .toList();
    }

    /** The newest first; each sums the services and accounts of one replaced slice. */
    static List<DataQuality.Restatement> restatements(List<RestatedPart> parts) {
        Map<Long, List<RestatedPart>> bySlice = new TreeMap<>(Comparator.reverseOrder());
        parts.forEach(part -> bySlice.computeIfAbsent(part.slice(), slice -> new ArrayList<>())
                .add(part));
        return bySlice.values().stream()
                .limit(MOST_RESTATEMENTS)
                .map(DataPart::restatement)
                .toList();
    }

    private static DataQuality.Restatement restatement(List<RestatedPart> parts) {
        RestatedPart first = parts.get(0);
        return new DataQuality.Restatement(
                Ids.shortened(first.billingAccount()),
                first.period(),
                parts.stream().map(RestatedPart::before).reduce(Money::plus).orElseThrow(),
                parts.stream().map(RestatedPart::after).reduce(Money::plus).orElseThrow(),
                parts.size() == 1 ? "1 service and account changed" : parts.size() + " services and accounts changed");
    }

    /** @param setAside rows that the format's own rules keep out of sums */
    static List<DataQuality.Conformance> conformance(List<BrokenRule> rules, long setAside) {
        List<DataQuality.Conformance> lines = new ArrayList<>();
        rules.forEach(rule -> lines.add(new DataQuality.Conformance(rule.rule(), rule.charges(), rule.sample())));
        if (setAside > 0) {
            lines.add(new DataQuality.Conformance(
                    "Kept out of all sums by the rules of the format, such as entries that cancel each other",
                    setAside,
                    ""));
        }
        return lines;
    }

    /** One line for each check that looked at something, by id. */
    static List<DataQuality.Judgement> judgements(Collection<Finding> findings, Collection<Silence> silences) {
        Map<String, Long> found =
                findings.stream().collect(Collectors.groupingBy(Finding::analyzerId, Collectors.counting()));
        Map<String, List<Silence>> silent =
                silences.stream().collect(Collectors.groupingBy(Silence::analyzerId, Collectors.toList()));
        TreeSet<String> checks = new TreeSet<>(found.keySet());
        checks.addAll(silent.keySet());
        return checks.stream()
                .map(check -> judgement(
                        check, Math.toIntExact(found.getOrDefault(check, 0L)), silent.getOrDefault(check, List.of())))
                .toList();
    }

    private static DataQuality.Judgement judgement(String check, int found, List<Silence> silences) {
        int inOrder = (int)
                silences.stream().filter(silence -> silence.reason().judged()).count();
        Map<Silence.Reason, List<Silence>> gaps = silences.stream()
                .filter(silence -> !silence.reason().judged())
                .collect(Collectors.groupingBy(Silence::reason, TreeMap::new, Collectors.toList()));
        return new DataQuality.Judgement(
                check,
                found + silences.size(),
                found,
                inOrder,
                gaps.entrySet().stream()
                        .map(entry -> new DataQuality.Gap(
                                entry.getKey(), entry.getValue().size(), examples(entry.getValue())))
                        .toList());
    }

    private static List<String> examples(List<Silence> silences) {
        return silences.stream()
                .map(silence ->
                        silence.subject() == null ? silence.detail() : silence.subject() + ": " + silence.detail())
                .limit(MOST_EXAMPLES)
                .toList();
    }
}
