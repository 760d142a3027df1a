package costwright.scheduler.cli;

import costwright.schema.money.Money;
import costwright.schema.quantity.Ratio;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a {@link Table} as RFC 4180 CSV. A column of money becomes two, the exact amount and {@code <name>_currency}; a
 * ratio is a plain number; what is unknown is empty. A text that a spreadsheet would run as a formula gets an apostrophe
 * before it.
 */
final class CsvOutput {
    private CsvOutput() {}

    static void write(Table table, Writer out) {
        List<Boolean> money = IntStream.range(0, table.columns().size())
                .mapToObj(column -> table.rows().stream().anyMatch(row -> row.get(column) instanceof Money))
                .toList();
        try {
            // FastCSV closes what it writes to, and the console goes on to use it.
            CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
            csv.writeRecord(header(table.columns(), money));
            for (List<@Nullable Object> row : table.rows()) {
                csv.writeRecord(fields(row, money));
            }
            csv.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> header(List<String> columns, List<Boolean> money) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            names.add(columns.get(i));
            if (money.get(i)) {
                names.add(columns.get(i) + "_currency");
            }
        }
        return names;
    }

    private static List<String> fields(List<@Nullable Object> row, List<Boolean> money) {
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            Object cell = row.get(i);
            fields.add(field(cell));
            if (money.get(i)) {
                fields.add(cell instanceof Money amount ? amount.currency().getCurrencyCode() : "");
            }
        }
        return fields;
    }

    private static String field(@Nullable Object cell) {
        if (cell == null) {
            return "";
        }
        if (cell instanceof Money money) {
            return money.amount().toPlainString();
        }
        if (cell instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        if (cell instanceof Ratio ratio) {
            return ratio.value().map(BigDecimal::toPlainString).orElse("");
        }
        return cell instanceof Number ? cell.toString() : withoutFormula(cell.toString());
    }

    private static String withoutFormula(String text) {
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
