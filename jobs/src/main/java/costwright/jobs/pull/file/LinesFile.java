package costwright.jobs.pull.file;

import costwright.jobs.pull.file.CsvTable.Column;
import costwright.schema.CostwrightException;
import costwright.schema.commitment.UsageLine;
import costwright.schema.resource.Provider;
import costwright.schema.resource.SubAccountId;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code lines.csv}: the kinds of usage that commitments may cover, all in one currency. */
public final class LinesFile {
    private static final List<String> MANDATORY = List.of("line", "on_demand_rate", "currency");
    private static final List<String> OPTIONAL =
            List.of("provider", "region", "family", "size", "normalization_factor", "os", "tenancy", "account");

    /** The lines in file order, and the currency of all their rates. */
    public record Content(List<UsageLine> lines, Currency currency) {
        public Content {
            lines = List.copyOf(lines);
        }
    }

    private LinesFile() {}

    /**
     * The lines of a file.
     *
     * @throws CostwrightException of kind INPUT if the file has no row, names a line twice, mixes currencies, or a rate is
     *     negative or a size factor not positive; an on-demand rate of 0 is free usage
     */
    public static Content read(Path file) {
        try (CsvTable table = CsvTable.open(file, MANDATORY, OPTIONAL)) {
            Rows rows = new Rows(table);
            List<UsageLine> lines = table.map(rows::line);
            if (rows.currency == null) {
                throw CostwrightException.input(
                        "Cannot read %s: it has no rows, so neither lines nor their currency are known. Add one row for each line of the usage file."
                                .formatted(file));
            }
            return new Content(lines, rows.currency);
        }
    }

    private static final class Rows {
        private final CsvTable table;
        private final Column name;
        private final Column rate;
        private final Column currencyCode;
        private final Column size;
        private final Set<String> names = new HashSet<>();
        private @Nullable Currency currency;

        Rows(CsvTable table) {
            this.table = table;
            name = table.column("line");
            rate = table.column("on_demand_rate");
            currencyCode = table.column("currency");
            size = table.column("normalization_factor");
        }

        UsageLine line(CsvRow row) {
            String line = row.text(name);
            if (!names.add(line)) {
                throw row.refusal(name, "an earlier row has this line; name each line once");
            }
            checkCurrency(row);
            BigDecimal onDemand = row.decimal(rate);
            if (onDemand.signum() < 0) {
                throw row.refusal(rate, "an on-demand rate must not be negative");
            }
            BigDecimal factor = row.optionalDecimal(size).orElse(null);
            if (factor != null && factor.signum() <= 0) {
                throw row.refusal(
                        size, "a normalization factor must be above 0; leave it empty where sizes do not flex");
            }
            String account = row.textOrEmpty(table.column("account"));
            return new UsageLine(
                    line,
                    onDemand,
                    Provider.of(row.textOrEmpty(table.column("provider"))),
                    row.textOrEmpty(table.column("region")),
                    row.textOrEmpty(table.column("family")),
                    row.textOrEmpty(table.column("size")),
                    factor,
                    row.textOrEmpty(table.column("os")),
                    row.textOrEmpty(table.column("tenancy")),
                    account.isEmpty() ? null : new SubAccountId(account));
        }

        private void checkCurrency(CsvRow row) {
            Currency found;
            try {
                found = Currency.getInstance(row.text(currencyCode).toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw row.refusal(currencyCode, "this is no ISO 4217 currency code, such as USD");
            }
            if (currency != null && !currency.equals(found)) {
                throw row.refusal(
                        currencyCode,
                        "earlier rows are in %s; amounts in two currencies cannot be added, so plan each in files of its own"
                                .formatted(currency));
            }
            currency = found;
        }
    }
}
