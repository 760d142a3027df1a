package costwright.jobs.engine;

import costwright.schema.CostwrightException;
import costwright.schema.format.FocusRule;
import costwright.schema.time.BillingPeriod;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks the table {@code rolled}, which one reading of the files left, for all that is short. */
final class RolledTable {
    private final Connection connection;
    private final List<Path> files;

    /** @param files in the order of their numbers */
    RolledTable(Connection connection, List<Path> files) {
        this.connection = connection;
        this.files = List.copyOf(files);
    }

    RowCounts counts() {
        return rows("counts", row -> new RowCounts(row.getLong(1), row.getLong(3), row.getLong(2)))
                .get(0);
    }

    List<SetAsideRow> setAside() {
        return rows("set_aside", row -> new SetAsideRow(row.getString(1), row.getLong(2)));
    }

    List<StatedRow> stated() {
        return rows("stated", row -> new StatedRow(key(row), row.getString(3), sum(row, 4), sum(row, 6)));
    }

    private record Marked(long bits, long rows, String sample) {}

    List<Breach> conformance() {
        Map<FocusRule, Breach> breaches = new EnumMap<>(FocusRule.class);
        for (Marked marked : rows("conformance", row -> new Marked(row.getLong(1), row.getLong(2), row.getString(3)))) {
            for (FocusRule rule : FocusRule.in(marked.bits())) {
                breaches.merge(
                        rule,
                        new Breach(rule.word(), rule.requirement(), marked.rows(), marked.sample()),
                        (a, b) -> new Breach(a.rule(), a.requirement(), a.rows() + b.rows(), a.sample()));
            }
        }
        List<Breach> all = new ArrayList<>(breaches.values());
        all.addAll(rows(
                "commitments",
                row -> new Breach(
                        "commitment-does-not-balance",
                        "what is used and unused of a commitment is what was paid for it",
                        row.getLong(4),
                        "%s: spread %s, due %s".formatted(row.getString(1), plain(row, 2), plain(row, 3)))));
        all.addAll(rows(
                "services",
                row -> new Breach(
                        "service-has-several-categories",
                        "a ServiceName has one ServiceCategory",
                        row.getLong(2),
                        row.getString(1))));
        all.addAll(rows(
                "sku_prices",
                row -> new Breach(
                        "sku-price-has-several-skus",
                        "a SkuPriceId belongs to one SkuId",
                        row.getLong(2),
                        "%s and %s have one SkuPriceId".formatted(row.getString(3), row.getString(1)))));
        return all;
    }

    List<Overlap> overlaps() {
        return rows(
                "overlaps",
                row -> new Overlap(
                        key(row), files.get(row.getInt(3)), files.get(row.getInt(4)), row.getLong(5), row.getLong(6)));
    }

    private static String plain(ResultSet row, int column) throws SQLException {
        BigDecimal amount = row.getBigDecimal(column);
        return amount == null ? "nothing" : amount.stripTrailingZeros().toPlainString();
    }

    List<SliceRow> slices() {
        return rows(
                "slices",
                row -> new SliceRow(
                        key(row),
                        row.getString(3),
                        LocalDate.ofEpochDay(row.getLong(4)),
                        LocalDate.ofEpochDay(row.getLong(5)),
                        row.getLong(6),
                        row.getLong(7)));
    }

    List<TotalRow> totals() {
        return rows(
                "totals",
                row -> new TotalRow(
                        key(row),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8),
                        row.getLong(9),
                        new ExactCosts(known(sum(row, 10)), known(sum(row, 12)), sum(row, 14), sum(row, 16))));
    }

    private static SliceKey key(ResultSet row) throws SQLException {
        return new SliceKey(
                row.getString(1),
                new BillingPeriod(YearMonth.parse(row.getString(2).substring(0, 7))));
    }

    /** Whole units and the rest, which the totals text sums apart. */
    private static @Nullable BigDecimal sum(ResultSet row, int column) throws SQLException {
        BigDecimal whole = row.getBigDecimal(column);
        BigDecimal rest = row.getBigDecimal(column + 1);
        return whole == null || rest == null ? null : whole.add(rest);
    }

    private static BigDecimal known(@Nullable BigDecimal sum) {
        if (sum == null) {
            throw CostwrightException.defect("A rolled up row has no billed or effective cost.", null);
        }
        return sum;
    }

    private <T> List<T> rows(String text, RowStream.Reader<T> reader) {
        List<T> rows = new ArrayList<>();
        RowStream.read(connection, SqlText.named(text), reader, rows::add);
        return List.copyOf(rows);
    }
}
