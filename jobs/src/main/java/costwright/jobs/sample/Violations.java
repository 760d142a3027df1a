package costwright.jobs.sample;

import costwright.jobs.sample.ChargeFile.Costs;
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
     * A rule that a row breaks.
     *
     * @param line the line in the file, counting the header as 1; in Parquet the row and one more
     */
    record Broken(String file, long line, String column, String rule) {}

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
                .map(one -> new Broken(file, one.line(), one.column(), one.rule()))
                .toList();
    }

    Planted plant(String file, long line, ChargeRow row, Costs costs) {
        if (!random.happens(CHANCE, line, 0)) {
            return new Planted(row, costs);
        }
        ChargeRow changed = row.copy();
        boolean priced = row.cell(FocusColumn.LIST_UNIT_PRICE) != null;
        switch (random.below(priced ? 5 : 4, line, 1)) {
            case 0 -> {
                changed.with(FocusColumn.CHARGE_FREQUENCY, "Sometimes");
                note(file, line, FocusColumn.CHARGE_FREQUENCY, "one of One-Time, Recurring, Usage-Based");
            }
            case 1 -> {
                changed.with(FocusColumn.CHARGE_CLASS, "Fix");
                note(file, line, FocusColumn.CHARGE_CLASS, "null or Correction");
            }
            case 2 -> {
                changed.with(FocusColumn.COMMITMENT_DISCOUNT_STATUS, "Used");
                changed.with(FocusColumn.COMMITMENT_DISCOUNT_ID, null);
                note(file, line, FocusColumn.COMMITMENT_DISCOUNT_STATUS, "null when CommitmentDiscountId is null");
            }
            case 3 -> {
                changed.with(FocusColumn.REGION_NAME, "Nowhere");
                changed.with(FocusColumn.REGION_ID, null);
                note(file, line, FocusColumn.REGION_NAME, "null when RegionId is null");
            }
            default -> {
                note(file, line, FocusColumn.LIST_COST, "ListUnitPrice × PricingQuantity");
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

    private void note(String file, long line, FocusColumn column, String rule) {
        broken.add(new Broken(file, line, column.columnName(), rule));
    }
}
