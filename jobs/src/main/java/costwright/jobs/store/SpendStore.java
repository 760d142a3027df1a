package costwright.jobs.store;

import costwright.jobs.store.SpendDimension.Kind;
import costwright.schema.charge.CostView;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Sums over all live slices, one answer for each currency. Exact to the last digit where the exact totals of slices can
 * answer; finer questions are answered by sums of millionths. Costs that no bill states are null. Accounts
 * and months without a bill are answered by the provider's cost API where that was asked, and named as such.
 */
public final class SpendStore {
    private static final Comparator<List<String>> KEY_ORDER = (a, b) -> {
        for (int i = 0; i < a.size(); i++) {
            int order = a.get(i).compareTo(b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    };

    private final Store store;

    public SpendStore(Store store) {
        this.store = store;
    }

    /** One answer for each currency, in order of currency; none when nothing was imported for the time asked. */
    public List<Spend> spend(SpendQuestion question) {
        Sums sums = new Sums();
        store.read(handle -> {
            if (question.isExact()) {
                addTotals(handle, question, sums);
            } else {
                addDays(handle, question, sums, store.dialect());
            }
            addUnitemised(handle, question, sums);
            return true;
        });
        return sums.spend(question.isExact());
    }

    /**
     * @param amount the sum of what is stated; null where nothing is
     * @param isIncomplete whether a part of it is not stated
     */
    private record Stated(@Nullable BigDecimal amount, boolean isIncomplete) {
        Stated plus(Stated other) {
            BigDecimal one = amount;
            BigDecimal two = other.amount;
            return new Stated(one == null ? two : two == null ? one : one.add(two), isIncomplete || other.isIncomplete);
        }
    }

    /** Adds up by currency and keys. */
    private static final class Sums {
        private final Map<String, Map<List<String>, Stated>> byCurrency = new TreeMap<>();
        private final Map<String, Map<List<String>, Optional<BigDecimal>>> unitemised = new TreeMap<>();

        void add(String currency, List<String> keys, @Nullable BigDecimal amount) {
            add(currency, keys, amount, amount == null);
        }

        void add(String currency, List<String> keys, @Nullable BigDecimal amount, boolean incomplete) {
            byCurrency
                    .computeIfAbsent(currency, any -> new TreeMap<>(KEY_ORDER))
                    .merge(keys, new Stated(amount, incomplete), Stated::plus);
        }

        List<Spend> spend(boolean exact) {
            List<Spend> answers = new ArrayList<>();
            byCurrency.forEach((currency, sums) -> {
                List<Spend.Row> rows = new ArrayList<>();
                sums.forEach((keys, sum) -> rows.add(new Spend.Row(keys, sum.amount())));
                Stated total = sums.values().stream().reduce(new Stated(null, false), Stated::plus);
                answers.add(new Spend(
                        currency,
                        exact,
                        rows,
                        total.amount(),
                        (int) sums.values().stream()
                                .filter(Stated::isIncomplete)
                                .count(),
                        unitemised(currency)));
            });
            return answers;
        }

        /** @param amount empty where the sum cannot answer the question */
        void note(CostSums.Sum sum, Optional<BigDecimal> amount) {
            String currency = sum.billed().currency().getCurrencyCode();
            byCurrency.computeIfAbsent(currency, any -> new TreeMap<>(KEY_ORDER));
            unitemised
                    .computeIfAbsent(currency, any -> new TreeMap<>(KEY_ORDER))
                    .merge(
                            List.of(sum.billingAccount(), sum.period().toString(), sum.origin()),
                            amount,
                            (one, other) -> one.isEmpty() || other.isEmpty()
                                    ? Optional.empty()
                                    : Optional.of(one.get().add(other.get())));
        }

        private List<Spend.Unitemised> unitemised(String currency) {
            List<Spend.Unitemised> parts = new ArrayList<>();
            unitemised
                    .getOrDefault(currency, Map.of())
                    .forEach((key, amount) ->
                            parts.add(new Spend.Unitemised(key.get(2), key.get(0), key.get(1), amount.orElse(null))));
            return parts;
        }
    }

    private static void addTotals(Handle handle, SpendQuestion question, Sums sums) {
        List<String> columns = question.by().stream()
                .map(dimension -> column(dimension.kind()))
                .toList();
        String sql = """
                SELECT s.currency, t.%s AS amount%s
                FROM billing_slice s JOIN billing_total t ON t.slice_id = s.slice_id
                WHERE s.state = 'live' AND s.billing_period >= :from AND s.billing_period < :to""".formatted(question.cost().word(), selected(columns));
        handle.createQuery(sql)
                .bind("from", question.from() == null ? "0000-00" : month(question.from()))
                .bind("to", question.to() == null ? "9999-99" : month(question.to()))
                .map((row, context) -> {
                    sums.add(row.getString("currency"), keys(row, columns.size()), row.getBigDecimal("amount"));
                    return true;
                })
                .forEach(any -> {});
    }

    /** Sums of cost APIs, whole as they are; a month that is not told by day answers no question about days. */
    private static void addUnitemised(Handle handle, SpendQuestion question, Sums sums) {
        for (CostSums.Sum sum : new CostSums(handle).countable()) {
            if (!question.overlaps(sum.start(), sum.end())) {
                continue;
            }
            Optional<BigDecimal> amount = amount(sum, question.cost());
            boolean answers = question.isExact() || sum.isDay();
            if (amount.isPresent() && answers) {
                sums.add(
                        sum.billed().currency().getCurrencyCode(),
                        question.by().stream()
                                .map(dimension -> word(sum, dimension.kind()))
                                .toList(),
                        amount.get());
            }
            sums.note(sum, amount.filter(any -> answers));
        }
    }

    private static Optional<BigDecimal> amount(CostSums.Sum sum, CostView cost) {
        return switch (cost) {
            case BILLED -> Optional.of(sum.billed().amount());
            case EFFECTIVE -> Optional.of(sum.effective().amount());
            case CONTRACTED, LIST -> Optional.empty();
        };
    }

    private static String word(CostSums.Sum sum, Kind kind) {
        return switch (kind) {
            case MONTH -> sum.period().toString();
            case WEEK -> week(sum.start());
            case DAY -> sum.start().toString();
            case PROVIDER -> sum.providerName();
            case BILLING_ACCOUNT -> sum.billingAccount();
            case SUB_ACCOUNT -> sum.subAccount();
            case SERVICE -> sum.service();
            case REGION, CHARGE_CATEGORY, RESOURCE, TAG -> "";
        };
    }

    private static String month(LocalDate day) {
        return day.toString().substring(0, 7);
    }

    private static String selected(List<String> columns) {
        StringBuilder sql = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            sql.append(", ").append(columns.get(i)).append(" AS key_").append(i);
        }
        return sql.toString();
    }

    private static List<String> keys(ResultSet row, int count) throws SQLException {
        List<String> keys = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            keys.add(row.getString("key_" + i));
        }
        return keys;
    }

    private static String column(Kind kind) {
        return switch (kind) {
            case MONTH -> "s.billing_period";
            case BILLING_ACCOUNT -> "s.billing_account";
            case PROVIDER -> "t.provider";
            case SUB_ACCOUNT -> "t.sub_account";
            case SERVICE -> "t.service";
            case REGION -> "t.region";
            case CHARGE_CATEGORY -> "t.category";
            case RESOURCE -> "t.resource";
            case TAG -> "t.tags";
            case DAY, WEEK -> "d.day";
        };
    }

    /** The database sums by the raw columns; days become weeks and tag texts become values here. */
    private static void addDays(Handle handle, SpendQuestion question, Sums sums, Dialect dialect) {
        List<SpendDimension> by = question.by();
        List<String> columns =
                by.stream().map(dimension -> column(dimension.kind())).toList();
        String grouped = columns.isEmpty() ? "" : ", " + String.join(", ", columns);
        String sql = """
                SELECT s.currency, sum(d.%1$s) AS amount, count(*) - count(d.%1$s) AS unstated%2$s
                FROM billing_slice s
                JOIN billing_daily d ON d.slice_id = s.slice_id
                JOIN billing_line t ON t.slice_id = d.slice_id AND t.line = d.line
                WHERE s.state = 'live' AND d.day >= :from AND d.day < :to
                GROUP BY s.currency%3$s""".formatted(question.cost().word(), selected(columns), grouped);
        Query query = handle.createQuery(sql)
                .bind(
                        "from",
                        question.from() == null
                                ? Long.MIN_VALUE
                                : question.from().toEpochDay())
                .bind(
                        "to",
                        question.to() == null ? Long.MAX_VALUE : question.to().toEpochDay());
        boolean micros = dialect == Dialect.SQLITE;
        Map<String, Map<String, String>> tags = new HashMap<>();
        query.map((row, context) -> {
                    BigDecimal amount = row.getBigDecimal("amount");
                    sums.add(
                            row.getString("currency"),
                            words(by, keys(row, by.size()), tags),
                            amount == null || !micros ? amount : amount.movePointLeft(6),
                            row.getLong("unstated") > 0);
                    return true;
                })
                .forEach(any -> {});
    }

    private static List<String> words(
            List<SpendDimension> by, List<String> raw, Map<String, Map<String, String>> tags) {
        List<String> words = new ArrayList<>(raw.size());
        for (int i = 0; i < raw.size(); i++) {
            String value = raw.get(i);
            SpendDimension dimension = by.get(i);
            words.add(
                    switch (dimension.kind()) {
                        case DAY -> LocalDate.ofEpochDay(Long.parseLong(value)).toString();
                        case WEEK -> week(LocalDate.ofEpochDay(Long.parseLong(value)));
                        case TAG -> tags.computeIfAbsent(value, TagText::parse).getOrDefault(dimension.tagKey(), "");
                        default -> value;
                    });
        }
        return words;
    }

    /** {@code 2026-W46}. */
    private static String week(LocalDate day) {
        return String.format(
                Locale.ROOT,
                "%04d-W%02d",
                day.get(IsoFields.WEEK_BASED_YEAR),
                day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }
}
