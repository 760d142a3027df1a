package costwright.jobs.pull.file;

import costwright.jobs.pull.file.CsvTable.Column;
import costwright.schema.CostwrightException;
import costwright.schema.commitment.Holding;
import costwright.schema.commitment.Offer;
import costwright.schema.resource.SubAccountId;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads {@code holdings.csv}: what is, or would be, owned. The optional columns {@code account} (whose usage is covered
 * first), {@code shared} (true or false: whether all others get what it leaves) and {@code group_accounts} (who gets it
 * before all others, separated by spaces or semicolons) may say more.
 */
public final class HoldingsFile {
    private static final List<String> MANDATORY = List.of("offer", "quantity");
    private static final List<String> OPTIONAL = List.of("start", "end", "account", "shared", "group_accounts");

    private HoldingsFile() {}

    /**
     * The holdings in file order. One that starts or ends within an hour counts for the hours that start within it.
     *
     * @throws CostwrightException of kind INPUT if a row names an offer that {@code offers} lacks, a quantity is negative
     *     or part of a reservation, or a holding ends before it starts
     */
    public static List<Holding> read(Path file, List<Offer> offers) {
        Map<String, Offer> byName = offers.stream().collect(Collectors.toMap(Offer::name, Function.identity()));
        try (CsvTable table = CsvTable.open(file, MANDATORY, OPTIONAL)) {
            return table.map(row -> holding(row, table, byName));
        }
    }

    private static Holding holding(CsvRow row, CsvTable table, Map<String, Offer> offers) {
        Column name = table.column("offer");
        Column quantity = table.column("quantity");
        Column end = table.column("end");
        Offer offer = offers.get(row.text(name));
        if (offer == null) {
            throw row.refusal(name, "the offers file has no such offer; add its rates there");
        }
        BigDecimal amount = row.decimal(quantity);
        if (amount.signum() < 0) {
            throw row.refusal(quantity, "a quantity must not be negative");
        }
        if (offer.kind().inWholeUnits() && amount.stripTrailingZeros().scale() > 0) {
            throw row.refusal(quantity, "reservations are owned in whole units");
        }
        Instant start = row.optionalInstant(table.column("start")).orElse(null);
        Instant until = row.optionalInstant(end).orElse(null);
        if (start != null && until != null && !start.isBefore(until)) {
            throw row.refusal(end, "this is not after the start");
        }
        String account = row.textOrEmpty(table.column("account"));
        boolean shared = row.isBlank(table.column("shared")) || row.word(table.column("shared"), HoldingsFile::truth);
        Column group = table.column("group_accounts");
        if (account.isEmpty() && !row.isBlank(group)) {
            throw row.refusal(
                    group, "a sharing group needs the account that owns the commitment; fill the column account");
        }
        return new Holding(
                offer.name(),
                amount,
                start,
                until,
                account.isEmpty() ? null : new SubAccountId(account),
                shared,
                Pattern.compile("[\\s;]+")
                        .splitAsStream(row.textOrEmpty(group))
                        .filter(id -> !id.isEmpty())
                        .map(SubAccountId::new)
                        .toList());
    }

    private static boolean truth(String word) {
        return switch (word) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        };
    }
}
