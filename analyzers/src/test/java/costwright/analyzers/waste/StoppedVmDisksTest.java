package costwright.analyzers.waste;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.analyzers.Estates;
import costwright.analyzers.Outcome;
import costwright.schema.finding.Silence.Reason;
import costwright.schema.money.Money;
import costwright.schema.resource.Attributes;
import costwright.schema.resource.ResourceId;
import costwright.schema.resource.ResourceState;
import costwright.schema.resource.ResourceType;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoppedVmDisksTest {
    private final StoppedVmDisks check = new StoppedVmDisks();

    @Test
    void addsUpTheDisksOfAMachineThatIsOffForAMonth() {
        Outcome outcome = outcome(ResourceState.STOPPED, Duration.ofDays(30));
        var finding = ((Outcome.Found) outcome).finding();
        assertThat(finding.subjects()).containsExactly(new ResourceId("vol-1"), new ResourceId("vol-2"));
        // (0.24 + 0.48) × 730 / 24 = 21.90
        assertThat(finding.monthlySavings()).isEqualTo(Money.of("21.90", "USD"));
        assertThat(finding.title()).isEqualTo("Machine i-1 has been off for 30 days and still pays for 2 disks");
    }

    @Test
    void waitsUntilTheMonthIsOver() {
        assertThat(outcome(ResourceState.STOPPED, Duration.ofDays(30).minusSeconds(1)))
                .isInstanceOfSatisfying(
                        Outcome.Silent.class,
                        silent -> assertThat(silent.silence().reason()).isEqualTo(Reason.IN_ORDER));
    }

    @Test
    void leavesARunningMachineAlone() {
        assertThat(outcome(ResourceState.RUNNING, Duration.ofDays(90))).isInstanceOf(Outcome.Silent.class);
    }

    @Test
    void staysSilentWhenNobodyKnowsSinceWhen() {
        Outcome outcome = check.analyze(
                        new Estates()
                                .with(Estates.resource("i-1", ResourceType.VM, ResourceState.STOPPED, Map.of()))
                                .dataset(),
                        check.descriptor().defaults())
                .get(0);
        assertThat(((Outcome.Silent) outcome).silence().reason()).isEqualTo(Reason.ATTRIBUTE_MISSING);
    }

    private Outcome outcome(ResourceState state, Duration since) {
        Estates estate = new Estates()
                .with(Estates.resource(
                        "i-1",
                        ResourceType.VM,
                        state,
                        Map.of(
                                Attributes.STATE_SINCE,
                                Estates.AS_OF.minus(since).toString())));
        for (String disk : new String[] {"vol-1", "vol-2"}) {
            estate.with(Estates.resource(
                    disk, ResourceType.DISK, ResourceState.ATTACHED, Map.of(Attributes.ATTACHED_TO, "i-1")));
        }
        return check.analyze(
                        estate.billed("vol-1", "0.24", 20)
                                .billed("vol-2", "0.48", 20)
                                .dataset(),
                        check.descriptor().defaults())
                .get(0);
    }
}
