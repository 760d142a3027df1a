package costwright.reports.page;

import costwright.schema.money.Money;
import costwright.schema.time.BillingPeriod;
import costwright.schema.time.IsoWeek;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was spent: EffectiveCost by week, and all four costs by billing period to tie the report to the invoices.
 *
 * @param weeks oldest first; the last is the week of the report
 * @param groups the same weeks cut by service, largest first; for every week they sum to its total
 * @param billed BilledCost of the week of the report
 * @param comparison with the week before; null when that week has no billed day to compare with
 * @param months oldest first
 */
public record Spend(
        List<Week> weeks,
        List<Group> groups,
        Money billed,
        @Nullable Comparison comparison,
        List<Month> months) {
    public Spend {
        weeks = List.copyOf(weeks);
        groups = List.copyOf(groups);
        months = List.copyOf(months);
        if (weeks.isEmpty()) {
            throw new IllegalArgumentException("Spend needs at least the week of the report.");
        }
        for (int i = 0; i < weeks.size(); i++) {
            int index = i;
            Parts.requireSum(
                    "the services of week " + weeks.get(i).week(),
                    groups.stream().map(group -> group.amounts().get(index)).toList(),
                    weeks.get(i).total());
        }
    }

    /** The week of the report. */
    public Week current() {
        return weeks.get(weeks.size() - 1);
    }

    /**
     * @param daysBilled how many of the seven days have charges so far
     */
    public record Week(IsoWeek week, int daysBilled, Money total) {}

    /**
     * @param name a service, or what stands for the rest
     * @param amounts one for each week
     */
    public record Group(String name, List<Money> amounts) {
        public Group {
            amounts = List.copyOf(amounts);
        }
    }

    /**
     * Like compared with like: the days that are billed in the week of the report against the same weekdays before.
     *
     * @param days how many days of each week are compared, from 1 to 7
     * @param changes by service, the largest change first; they sum to both totals
     */
    public record Comparison(int days, Money current, Money previous, List<Change> changes) {
        public Comparison {
            changes = List.copyOf(changes);
            Parts.requireSum(
                    "this week's services",
                    changes.stream().map(Change::current).toList(),
                    current);
            Parts.requireSum(
                    "last week's services",
                    changes.stream().map(Change::previous).toList(),
                    previous);
        }
    }

    /**
     * @param driver what moved most within the service, in a few words; empty when nothing stands out
     */
    public record Change(String name, Money current, Money previous, String driver) {}

    /**
     * A billing period.
     *
     * @param contracted ContractedCost; null when a source states none
     * @param list ListCost; null when a source states none
     */
    public record Month(
            BillingPeriod period,
            Money billed,
            Money effective,
            Money contracted,
            @Nullable Money list) {}
}
