package costwright.jobs.engine;

import java.util.regex.Pattern;

/** Says why a text is no amount. What could mean two amounts is never guessed. */
final class MoneyAdvice {
    private static final String WANTED = "write digits with a point before the decimals, such as 1234.56";
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern ONE_COMMA = Pattern.compile("[+-]?\\$?\\d{1,3},\\d{3}");
    private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?\\d[\\d.]*,\\d+");
    private static final Pattern DOLLARS = Pattern.compile("[+-]?\\$[\\d,.]+");
    private static final Pattern OTHER_SIGN = Pattern.compile(".*\\p{Sc}.*");

    private MoneyAdvice() {}

    /** @param text what stands in the file, which the engine could not read as an amount of the currency of the row */
    static String of(String text) {
        String stripped = text.strip();
        if (NUMBER.matcher(stripped).matches()) {
            return "it has more digits than can be summed exactly: at most 38, of which 28 are decimals";
        }
        if (ONE_COMMA.matcher(stripped).matches()) {
            return "not a decimal amount: its comma may group thousands or begin the decimals; " + WANTED;
        }
        if (DECIMAL_COMMA.matcher(stripped).matches()) {
            return "not a decimal amount: it has a decimal comma; " + WANTED;
        }
        if (DOLLARS.matcher(stripped).matches()) {
            return "not a decimal amount: commas must part groups of three digits, and $ needs a dollar as the currency; "
                    + WANTED;
        }
        if (OTHER_SIGN.matcher(stripped).matches()) {
            return "not a decimal amount: it has a currency sign, but the currency has its own column; " + WANTED;
        }
        return "not a decimal amount; " + WANTED + ", perhaps with an exponent";
    }
}
