package costwright.analyzers.commitment;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.analyzers.commitment.baseline.BreakEvenRule;
import costwright.schema.commitment.Offer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** 10 units in every hour at a discount of 30 %. */
class BreakEvenRuleTest {
    private static final Offer PLAN = Lines.compute("csp", Map.of("vm", "0.7"));

    private static List<Owned> bought(int seenHours, int horizonHours) {
        Demand demand = new Lines()
                .with(Lines.line("vm", "1"))
                .hours(seenHours, Map.of("vm", "10"))
                .demand();
        return new BreakEvenRule(horizonHours).buy(demand, List.of(), List.of(PLAN));
    }

    /** Of 90 days 63 must have been used: 30 days can never show that, 63 days and an hour do. */
    @Test
    void buysOnlyWhatItsHistoryHasPaidForAlready() {
        assertThat(bought(30 * 24, 90 * 24)).isEmpty();
        assertThat(bought(63 * 24, 90 * 24)).isEmpty();
        assertThat(bought(63 * 24 + 1, 90 * 24))
                .singleElement()
                .satisfies(owned -> assertThat(owned.holding().quantity()).isEqualByComparingTo("7"));
    }
}
