package costwright.reports.page;

import costwright.schema.finding.PurchasePlan;
import costwright.schema.money.Money;
import costwright.schema.quantity.Ratio;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Commitment discounts: how well the present ones do, when they end, and what more is worth buying.
 *
 * @param from the first day that the figures are about
 * @param to the day after the last
 * @param figures all together first, then by provider; empty where no commitment paid for anything
 * @param weeks all together for each week, in order
 * @param holdings by provider and id, as billed
 * @param expiries what is known to end within 90 days of the as-of instant, the soonest first
 * @param plans what is worth buying, by provider; empty when no purchase is advised
 */
public record Commitments(
        LocalDate from,
        LocalDate to,
        List<Figures> figures,
        List<Figures> weeks,
        List<Holding> holdings,
        List<Expiry> expiries,
        List<Plan> plans) {
    public Commitments {
        figures = List.copyOf(figures);
        weeks = List.copyOf(weeks);
        holdings = List.copyOf(holdings);
        expiries = List.copyOf(expiries);
        plans = List.copyOf(plans);
        if (!figures.isEmpty()) {
            Parts.requireSum(
                    "the unused parts of commitments",
                    holdings.stream().map(Holding::unused).toList(),
                    figures.get(0).unused());
        }
    }

    /** All together; null where no commitment paid for anything. */
    public @Nullable Figures all() {
        return figures.isEmpty() ? null : figures.get(0);
    }

    /**
     * The figures of one scope.
     *
     * @param name the provider or week; empty for all together
     * @param used EffectiveCost of usage that commitments covered
     * @param unused EffectiveCost of what was paid for and covered nothing
     * @param savings what commitments took off the bill at contracted prices; null where that is unknown
     */
    public record Figures(
            String name,
            Money used,
            Money unused,
            Share utilization,
            Share coverage,
            Share savingsRateOverContracted,
            Share savingsRateOverList,
            @Nullable Money savings) {}

    /**
     * A share, or why it is not known.
     *
     * @param ratio {@link Ratio#NONE} where it is not known
     * @param basis the cost that it is measured by; empty where it is not known
     * @param reason why it is not known; empty where it is
     */
    public record Share(Ratio ratio, String basis, String reason) {}

    /**
     * One commitment that is owned.
     *
     * @param ends the day after the last one covered; null when the source does not say
     */
    public record Holding(
            String id,
            String kind,
            Ratio utilization,
            Money used,
            Money unused,
            @Nullable LocalDate ends) {}

    /**
     * One commitment that ends soon.
     *
     * @param ends the day after the last one covered
     * @param withinDays 30, 60 or 90: the shortest notice that it falls under
     */
    public record Expiry(String offer, BigDecimal quantity, String unit, LocalDate ends, int withinDays) {}

    /**
     * The purchase that is advised for one provider.
     *
     * @param from the first day of the usage that it was sized on
     * @param to the day after the last
     */
    public record Plan(String provider, LocalDate from, LocalDate to, PurchasePlan purchase) {}
}
