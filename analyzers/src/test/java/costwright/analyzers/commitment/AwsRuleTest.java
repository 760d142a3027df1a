package costwright.analyzers.commitment;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.analyzers.commitment.baseline.AwsRule;
import costwright.schema.commitment.Offer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Ten units of each of two lines in every hour, at a dollar each. */
class AwsRuleTest {
    private static final Demand DEMAND = new Lines()
            .with(Lines.line("m5", "1"))
            .with(Lines.line("c5", "1"))
            .hours(48, Map.of("m5", "10", "c5", "10"))
            .demand();

    private static List<String> bought(Offer... offers) {
        return new AwsRule()
                .buy(DEMAND, List.of(), List.of(offers)).stream()
                        .map(owned -> owned.offer().name() + " "
                                + owned.holding()
                                        .quantity()
                                        .stripTrailingZeros()
                                        .toPlainString())
                        .toList();
    }

    /** At 0.7 both lines cost 14 an hour; the dearer plan knows one line only and is no second purchase. */
    @Test
    void offersThatShareUsageExcludeEachOther() {
        Offer both = Lines.compute("all-upfront", Map.of("m5", "0.7", "c5", "0.7"));
        Offer one = Lines.compute("no-upfront", Map.of("m5", "0.8"));
        assertThat(bought(both, one)).containsExactly("all-upfront 14");
        assertThat(bought(one, both)).containsExactly("all-upfront 14");
    }

    @Test
    void offersForDifferentUsageStandSideBySide() {
        Offer first = Lines.ec2("m5-plan", Map.of("m5", "0.7"));
        Offer second = Lines.ec2("c5-plan", Map.of("c5", "0.6"));
        assertThat(bought(first, second)).containsExactly("c5-plan 6", "m5-plan 7");
    }

    @Test
    void theTypeThatSavesMostIsBoughtAlone() {
        Offer compute = Lines.compute("compute", Map.of("m5", "0.7", "c5", "0.7"));
        Offer ec2 = Lines.ec2("m5-plan", Map.of("m5", "0.5"));
        // 20 − 14 = 6 an hour against 10 − 5 = 5.
        assertThat(bought(compute, ec2)).containsExactly("compute 14");
    }
}
