package costwright.analyzers.waste;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.analyzers.Estates;
import costwright.analyzers.Outcome;
import costwright.schema.finding.ActionKind;
import costwright.schema.money.Money;
import costwright.schema.resource.Attributes;
import costwright.schema.resource.ResourceState;
import costwright.schema.resource.ResourceType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnassociatedIpTest {
    private final UnassociatedIp check = new UnassociatedIp();

    @Test
    void findsAnAddressThatPointsAtNothingForAWeek() {
        assertThat(outcomes(Duration.ofDays(7))).singleElement().satisfies(outcome -> {
            var finding = ((Outcome.Found) outcome).finding();
            // 0.005 $/h = 0.12 $/day; × 730 / 24 = 3.65
            assertThat(finding.monthlySavings()).isEqualTo(Money.of("3.65", "USD"));
            assertThat(finding.action().kind()).isEqualTo(ActionKind.DELETE);
        });
    }

    @Test
    void leavesAnAddressAloneJustBefore() {
        assertThat(outcomes(Duration.ofDays(7).minusSeconds(1))).singleElement().isInstanceOf(Outcome.Silent.class);
    }

    private List<Outcome> outcomes(Duration alone) {
        return check.analyze(
                new Estates()
                        .with(Estates.resource(
                                "eipalloc-1",
                                ResourceType.IP,
                                ResourceState.UNATTACHED,
                                Map.of(
                                        Attributes.STATE_SINCE,
                                        Estates.AS_OF.minus(alone).toString())))
                        .billed("eipalloc-1", "0.12", 20)
                        .dataset(),
                check.descriptor().defaults());
    }
}
