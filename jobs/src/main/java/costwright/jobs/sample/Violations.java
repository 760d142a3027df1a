package costwright.jobs.sample;

import costwright.jobs.sample.ChargeFile.Costs;
import costwright.schema.format.FocusRule;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Breaks rules of FOCUS in about one of ten thousand rows, and remembers where. No cost becomes unreadable and every cost
 * that is changed is summed as changed, so that the sums still hold. One object per file.
 */
final class Violations {
    private static final double CHANCE = 1e-4;

    /**
     * What was done to a row.
     *
     * @param line the line in the file, counting the header as 1; in Parquet the row and one more
     * @param rules what the row breaks by that, by the names of {@link FocusRule}
     */
    record Broken(String file, long line, String column, List<FocusRule> rules) {
        Broken {
            rules = List.copyOf(rules);
        }
    }

    /** The row and its costs as they are to be written. */
    record Planted(ChargeRow row, Costs costs) {}

    private final CounterRandom random;
    private final List<Broken> broken = new ArrayList<>();

    Violations(CounterRandom random) {
        this.random = random;
    }

    /** What was planted, under the name that the file has in the end. */
    List<Broken> brokenIn(String file) {
        return broken.stream()
                .map(one -> new Broken(file, one.line(), one.column(), one.rules()))
                .toList();
    }

    Planted plant(String file, long line, ChargeRow row, Costs costs) {
        if (!random.happens(CHANCE, line, 0)) {
            return new Planted(row, costs);
        }
        ChargeRow changed = row.copy();
        boolean priced = row.cell(FocusColumn.LIST_UNIT_PRICE) != null;
        // A covered row without its commitment would leave the commitment out of balance, in rows that nobody touched.
        boolean covered = row.cell(FocusColumn.COMMITMENT_DISCOUNT_ID) != null;
        int kind = random.below(priced ? 5 : 4, line, 1);
        switch (covered && kind == 2 ? 1 : kind) {
            case 0 -> {
                changed.with(FocusColumn.CHARGE_FREQUENCY, "Sometimes");
                note(file, line, FocusColumn.CHARGE_FREQUENCY, List.of(FocusRule.UNKNOWN_WORD));
            }
            case 1 -> {
                changed.with(FocusColumn.CHARGE_CLASS, "Fix");
                note(file, line, FocusColumn.CHARGE_CLASS, List.of(FocusRule.UNKNOWN_WORD));
            }
            case 2 -> {
                changed.with(FocusColumn.COMMITMENT_DISCOUNT_STATUS, "Used");
                boolean billed = costs.billed().signum() != 0
                        && row.need(FocusColumn.CHARGE_CATEGORY).equals("Usage");
                note(
                        file,
                        line,
                        FocusColumn.COMMITMENT_DISCOUNT_STATUS,
                        billed
                                ? List.of(FocusRule.COMMITMENT_COLUMNS_DISAGREE, FocusRule.COVERED_USAGE_IS_BILLED)
                                : List.of(FocusRule.COMMITMENT_COLUMNS_DISAGREE));
            }
            case 3 -> {
                changed.with(FocusColumn.REGION_NAME, "Nowhere");
                changed.with(FocusColumn.REGION_ID, null);
                note(file, line, FocusColumn.REGION_NAME, List.of(FocusRule.NAME_OR_UNIT_ALONE));
            }
            default -> {
                note(file, line, FocusColumn.LIST_COST, List.of(FocusRule.LIST_COST_IS_NOT_PRICE_TIMES_QUANTITY));
                return new Planted(
                        changed,
                        new Costs(
                                costs.billed(),
                                costs.effective(),
                                costs.contracted(),
                                costs.list().add(BigDecimal.ONE)));
            }
        }
        return new Planted(changed, costs);
    }

    private void note(String file, long line, FocusColumn column, List<FocusRule> rules) {
        broken.add(new Broken(file, line, column.columnName(), rules));
    }
}
