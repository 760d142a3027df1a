package costwright.jobs.pull.file;

import costwright.schema.CostwrightException;
import costwright.schema.commitment.Holding;
import costwright.schema.commitment.Offer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Offers and holdings for the store, from files in any order that are recognised by their header: one lines file, offers
 * files and holdings files.
 *
 * @param offers by the file they came from
 * @param holdings by the file they came from
 */
public record CommitmentFacts(SortedMap<String, List<Offer>> offers, SortedMap<String, List<Holding>> holdings) {
    private enum Kind {
        LINES,
        OFFERS,
        HOLDINGS
    }

    /**
     * Reads all files; a holding may be of an offer of any of them.
     *
     * @throws CostwrightException of kind INPUT if a file is none of the three, or there is not exactly one lines file, or
     *     as the readers say
     */
    public static CommitmentFacts read(List<Path> files) {
        List<Path> lines = new ArrayList<>();
        List<Path> offers = new ArrayList<>();
        List<Path> holdings = new ArrayList<>();
        for (Path file : files) {
            switch (kind(file)) {
                case LINES -> lines.add(file);
                case OFFERS -> offers.add(file);
                case HOLDINGS -> holdings.add(file);
            }
        }
        if (lines.size() != 1) {
            throw CostwrightException.input(
                    "Cannot read commitments from %s: there must be one lines file (line, on_demand_rate, currency), but there are %d. It says what the offers' rates are for and in which currency."
                            .formatted(files, lines.size()));
        }
        LinesFile.Content known = LinesFile.read(lines.get(0));
        CommitmentFacts facts = new CommitmentFacts(new TreeMap<>(), new TreeMap<>());
        List<Offer> all = new ArrayList<>();
        for (Path file : offers) {
            List<Offer> sold = OffersFile.read(file, known);
            facts.offers.put(name(file), sold);
            all.addAll(sold);
        }
        for (Path file : holdings) {
            facts.holdings.put(name(file), HoldingsFile.read(file, all));
        }
        return facts;
    }

    private static Kind kind(Path file) {
        List<String> telling = List.of("on_demand_rate", "kind", "quantity", "hour");
        try (CsvTable table = CsvTable.open(file, List.of(), telling)) {
            List<String> present = telling.stream()
                    .filter(name -> table.column(name).position() >= 0)
                    .toList();
            if (present.equals(List.of("on_demand_rate"))) {
                return Kind.LINES;
            }
            if (present.equals(List.of("kind"))) {
                return Kind.OFFERS;
            }
            if (present.equals(List.of("quantity"))) {
                return Kind.HOLDINGS;
            }
        }
        throw CostwrightException.input(
                "Cannot read %s as commitments: its header is that of no lines (line, on_demand_rate, currency), offers (offer, kind, term_months, line, rate) or holdings (offer, quantity) file."
                        .formatted(file));
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
