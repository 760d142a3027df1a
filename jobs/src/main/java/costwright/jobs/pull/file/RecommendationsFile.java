package costwright.jobs.pull.file;

import costwright.analyzers.commitment.Owned;
import costwright.jobs.pull.file.CsvTable.Column;
import costwright.schema.CostwrightException;
import costwright.schema.commitment.Offer;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code recommendations.csv}: what others, such as a provider, recommend to buy. Rows with the same source belong
 * together; {@code claimed_savings} is what the source says that its row saves over the window, and may be empty.
 */
public final class RecommendationsFile {
    private static final List<String> MANDATORY = List.of("source", "offer", "quantity");
    private static final List<String> OPTIONAL = List.of("claimed_savings");

    /**
     * What one source recommends.
     *
     * @param claimedSavings the sum of its rows; null where a row claims nothing
     */
    public record Recommended(
            String source, List<Owned> portfolio, @Nullable BigDecimal claimedSavings) {
        public Recommended {
            portfolio = List.copyOf(portfolio);
        }
    }

    private RecommendationsFile() {}

    /**
     * The recommendations of a file, by source.
     *
     * @throws CostwrightException of kind INPUT if a row names an offer that {@code offers} lacks, or its quantity is
     *     negative or part of a reservation
     */
    public static List<Recommended> read(Path file, List<Offer> offers) {
        Map<String, Offer> byName = offers.stream().collect(Collectors.toMap(Offer::name, Function.identity()));
        Map<String, List<Owned>> bought = new TreeMap<>();
        Map<String, List<BigDecimal>> claims = new TreeMap<>();
        try (CsvTable table = CsvTable.open(file, MANDATORY, OPTIONAL)) {
            table.forEach(row -> {
                String source = row.text(table.column("source"));
                bought.computeIfAbsent(source, any -> new ArrayList<>()).add(purchase(row, table, byName));
                row.optionalDecimal(table.column("claimed_savings"))
                        .ifPresent(claim -> claims.computeIfAbsent(source, any -> new ArrayList<>())
                                .add(claim));
            });
        }
        List<Recommended> recommended = new ArrayList<>();
        bought.forEach((source, portfolio) -> {
            List<BigDecimal> claimed = claims.getOrDefault(source, List.of());
            boolean complete = claimed.size() == portfolio.size();
            recommended.add(new Recommended(
                    source, portfolio, complete ? claimed.stream().reduce(BigDecimal.ZERO, BigDecimal::add) : null));
        });
        return recommended;
    }

    private static Owned purchase(CsvRow row, CsvTable table, Map<String, Offer> offers) {
        Column name = table.column("offer");
        Column quantity = table.column("quantity");
        Offer offer = offers.get(row.text(name));
        if (offer == null) {
            throw row.refusal(name, "the offers file has no such offer; add its rates there");
        }
        BigDecimal amount = row.decimal(quantity);
        if (amount.signum() < 0
                || (offer.kind().inWholeUnits() && amount.stripTrailingZeros().scale() > 0)) {
            throw row.refusal(quantity, "a quantity must not be negative, and reservations are bought whole");
        }
        return Owned.of(offer, amount);
    }
}
