package costwright.scheduler.cli;

import costwright.reports.format.Amounts;
import costwright.reports.format.Figures;
import costwright.schema.money.Money;
import costwright.schema.quantity.Ratio;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes a {@link Table} for people: aligned columns, numbers to the right, money to its minor unit. */
final class TableOutput {
    private static final String GAP = "  ";

    private static final Amounts AMOUNTS = new Amounts();
    private static final Figures FIGURES = new Figures();

    private TableOutput() {}

    static void write(Table table, PrintWriter out) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(table.columns().stream()
                .map(column -> column.replace('_', ' ').toUpperCase(Locale.ROOT))
                .toList());
        for (List<@Nullable Object> row : table.rows()) {
            List<String> texts = new ArrayList<>();
            row.forEach(cell -> texts.add(text(cell)));
            lines.add(texts);
        }
        int[] widths = new int[table.columns().size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], width(line.get(i)));
            }
        }
        boolean[] right = rightAligned(table);
        lines.forEach(line -> out.println(aligned(line, widths, right)));
    }

    /** The cell as a person reads it, without control characters that a terminal would obey. */
    static String text(@Nullable Object cell) {
        if (cell == null) {
            return "-";
        }
        if (cell instanceof Money money) {
            return AMOUNTS.money(money);
        }
        if (cell instanceof Ratio ratio) {
            return FIGURES.share(ratio);
        }
        if (cell instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        return cell.toString().replaceAll("\\p{Cntrl}", " ");
    }

    private static boolean[] rightAligned(Table table) {
        boolean[] right = new boolean[table.columns().size()];
        for (int i = 0; i < right.length; i++) {
            int column = i;
            right[i] = table.rows().stream()
                    .map(row -> row.get(column))
                    .anyMatch(cell -> cell instanceof Number || cell instanceof Money || cell instanceof Ratio);
        }
        return right;
    }

    private static String aligned(List<String> line, int[] widths, boolean[] right) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String pad = " ".repeat(widths[i] - width(line.get(i)));
            text.append(right[i] ? pad + line.get(i) : line.get(i) + pad);
            text.append(i + 1 < widths.length ? GAP : "");
        }
        return text.toString().stripTrailing();
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
