package costwright.reports.format;

import costwright.schema.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Money for people: whole minor units, grouped by thousands, a true minus sign. */
public final class Amounts {
    private static final Map<String, String> SYMBOLS = Map.of("USD", "$", "EUR", "€", "GBP", "£", "JPY", "¥");
    private static final String MINUS = "\u2212";
    private static final String NO_BREAK_SPACE = "\u00a0";

    /** Such as {@code $1,234.50}, or {@code CHF 1,234.50} for a currency whose sign several countries share. */
    public String money(Money money) {
        return (money.amount().signum() < 0 && !isShownAsZero(money) ? MINUS : "") + unsigned(money);
    }

    /** The same with a plus before a rise: for changes. */
    public String change(Money money) {
        return (money.isPositive() && !isShownAsZero(money) ? "+" : "") + money(money);
    }

    /** The size of a change, without a sign. */
    public String size(Money money) {
        return unsigned(money);
    }

    /** Amounts of one column as texts that sum to the text of their exact total. */
    public List<String> column(List<Money> amounts) {
        return roundedColumn(amounts).stream().map(this::money).toList();
    }

    /**
     * Amounts rounded to minor units so that they sum to their rounded exact total: each is rounded down, and the units
     * that are missing go to the largest remainders (Hamilton's method), the first of equals.
     */
    public List<Money> roundedColumn(List<Money> amounts) {
        if (amounts.isEmpty()) {
            return List.of();
        }
        Currency currency = amounts.get(0).currency();
        int scale = scale(currency);
        BigDecimal total = rounded(Money.total(amounts, currency)).amount();
        List<BigDecimal> floors = amounts.stream()
                .map(amount -> amount.amount().setScale(scale, RoundingMode.FLOOR))
                .toList();
        BigDecimal floorTotal = floors.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        int missing = total.subtract(floorTotal).movePointRight(scale).intValueExact();
        List<BigDecimal> shown = new ArrayList<>(floors);
        Comparator<Integer> byRemainder =
                Comparator.comparing(i -> amounts.get(i).amount().subtract(floors.get(i)));
        IntStream.range(0, amounts.size())
                .boxed()
                .sorted(byRemainder.reversed().thenComparing(Comparator.naturalOrder()))
                .limit(missing)
                .forEach(i -> shown.set(i, shown.get(i).add(BigDecimal.ONE.movePointLeft(scale))));
        return shown.stream().map(amount -> Money.of(amount, currency)).toList();
    }

    /** Half-even to minor units: what {@link #money} shows. */
    public Money rounded(Money money) {
        return money.rounded(scale(money.currency()), RoundingMode.HALF_EVEN);
    }

    /** The exact sum of amounts, of which there must be at least one. */
    public Money total(List<Money> amounts) {
        return Money.total(amounts, amounts.get(0).currency());
    }

    /** A tick of an axis: whole units where the step allows, thousands and millions shortened exactly. */
    public String tick(BigDecimal amount, Currency currency) {
        BigDecimal size = amount.abs();
        String sign = amount.signum() < 0 ? MINUS : "";
        for (Map.Entry<String, Integer> shortened : List.of(Map.entry("bn", 9), Map.entry("m", 6), Map.entry("k", 3))) {
            if (size.compareTo(BigDecimal.ONE.movePointRight(shortened.getValue())) >= 0) {
                BigDecimal scaled = size.movePointLeft(shortened.getValue()).stripTrailingZeros();
                return sign + symbol(currency) + grouped(scaled, Math.max(0, scaled.scale())) + shortened.getKey();
            }
        }
        int scale = Math.max(0, size.stripTrailingZeros().scale());
        return sign + symbol(currency) + grouped(size, scale == 1 ? 2 : scale);
    }

    /** Half-even to minor units and zero: so that no {@code −0.00} is shown. */
    private static boolean isShownAsZero(Money money) {
        return money.rounded(scale(money.currency()), RoundingMode.HALF_EVEN).isZero();
    }

    private static String unsigned(Money money) {
        int scale = scale(money.currency());
        return symbol(money.currency()) + grouped(money.amount().abs().setScale(scale, RoundingMode.HALF_EVEN), scale);
    }

    private static int scale(Currency currency) {
        return Math.max(0, currency.getDefaultFractionDigits());
    }

    private static String symbol(Currency currency) {
        String code = currency.getCurrencyCode();
        return SYMBOLS.getOrDefault(code, code + NO_BREAK_SPACE);
    }

    private static String grouped(BigDecimal amount, int scale) {
        String plain = amount.setScale(scale, RoundingMode.UNNECESSARY).toPlainString();
        int point = plain.indexOf('.');
        String whole = point < 0 ? plain : plain.substring(0, point);
        List<String> groups = new ArrayList<>();
        for (int end = whole.length(); end > 0; end -= 3) {
            groups.add(whole.substring(Math.max(0, end - 3), end));
        }
        Collections.reverse(groups);
        return String.join(",", groups) + (point < 0 ? "" : plain.substring(point));
    }
}
