package costwright.jobs.pull.azure;

import costwright.jobs.pull.CallFailure;
import costwright.jobs.pull.CallFailure.Why;
import costwright.jobs.pull.file.CsvRow;
import costwright.jobs.pull.file.CsvTable;
import costwright.jobs.pull.file.CsvTable.Column;
import costwright.schema.CostwrightException;
import costwright.schema.money.Money;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * What an hour of a machine costs by contract: the rows of a price sheet, of an Enterprise Agreement or a Microsoft Customer
 * Agreement, by the id of the meter. A sheet is one CSV or a ZIP of several; rows go by one at a time.
 */
final class PriceSheet {
    private static final List<String> MANDATORY = List.of("meterid", "metercategory", "unitofmeasure", "unitprice");
    private static final List<String> OPTIONAL =
            List.of("currency", "currencycode", "billingcurrency", "pricetype", "term", "tierminimumunits", "offerid");
    /** {@code 1 Hour}, {@code 100 Hours}. */
    private static final Pattern HOURS = Pattern.compile("(\\d+) Hours?");

    private PriceSheet() {}

    /**
     * The price of an hour by meter, in lower case.
     *
     * @param content a CSV or a ZIP of such; closed afterwards
     * @throws CallFailure MALFORMED if it is neither or is cut off
     */
    static Map<String, Money> hourly(InputStream content) {
        Map<String, Money> prices = new TreeMap<>();
        try (BufferedInputStream in = new BufferedInputStream(content, 1 << 16)) {
            in.mark(4);
            boolean zipped = in.read() == 'P' && in.read() == 'K';
            in.reset();
            if (!zipped) {
                read("the price sheet", in, prices);
                return prices;
            }
            ZipInputStream zip = new ZipInputStream(in);
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().toLowerCase(Locale.ROOT).endsWith(".csv")) {
                    read(entry.getName() + " of the price sheet", new Open(zip), prices);
                }
            }
            return prices;
        } catch (IOException e) {
            throw new CallFailure(Why.MALFORMED, "The price sheet broke off: " + CallFailure.said(e), null, e);
        } catch (CostwrightException e) {
            throw new CallFailure(Why.MALFORMED, e.getMessage(), null, e);
        }
    }

    /** An entry ends where its archive goes on. */
    private static final class Open extends FilterInputStream {
        Open(InputStream in) {
            super(in);
        }

        @Override
        public void close() {
            // The archive is closed by who opened it.
        }
    }

    private static void read(String name, InputStream in, Map<String, Money> prices) {
        try (CsvTable table = CsvTable.open(name, in, MANDATORY, OPTIONAL)) {
            table.forEach(row -> price(table, row)
                    .ifPresent(price ->
                            prices.put(row.text(table.column("meterid")).toLowerCase(Locale.ROOT), price)));
        }
    }

    private static Optional<Money> price(CsvTable table, CsvRow row) {
        Matcher hours = HOURS.matcher(text(table, row, "unitofmeasure"));
        String type = text(table, row, "pricetype");
        String tier = text(table, row, "tierminimumunits");
        boolean payAsYouGo = (type.isEmpty() || type.equals("Consumption"))
                && text(table, row, "term").isEmpty()
                && (tier.isEmpty() || new BigDecimal(tier).signum() == 0)
                // Prices for development and test are of other subscriptions.
                && !text(table, row, "offerid").equals("MS-AZR-0148P");
        if (!payAsYouGo || !text(table, row, "metercategory").equals("Virtual Machines") || !hours.matches()) {
            return Optional.empty();
        }
        String currency = text(table, row, "billingcurrency");
        for (String column : List.of("currency", "currencycode")) {
            // The price is in the currency of the price, which is beside that of the bill in a customer agreement.
            currency = text(table, row, column).isEmpty() ? currency : text(table, row, column);
        }
        BigDecimal amount = row.decimal(table.column("unitprice"));
        return Optional.of(Money.of(
                amount.divide(new BigDecimal(hours.group(1)), MathContext.DECIMAL64), Currency.getInstance(currency)));
    }

    private static String text(CsvTable table, CsvRow row, String name) {
        Column column = table.column(name);
        return column.position() < 0 || row.isBlank(column) ? "" : row.text(column);
    }
}
