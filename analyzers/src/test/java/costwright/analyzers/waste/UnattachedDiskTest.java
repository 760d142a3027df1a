package costwright.analyzers.waste;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.analyzers.Dataset;
import costwright.analyzers.Estates;
import costwright.analyzers.Outcome;
import costwright.schema.finding.Finding;
import costwright.schema.finding.Silence;
import costwright.schema.finding.Silence.Reason;
import costwright.schema.money.Money;
import costwright.schema.resource.Attributes;
import costwright.schema.resource.ResourceState;
import costwright.schema.resource.ResourceType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnattachedDiskTest {
    private final UnattachedDisk check = new UnattachedDisk();

    @Test
    void findsADiskThatIsAloneForExactlyTheGracePeriod() {
        Finding finding =
                found(disk(Duration.ofDays(14)).billed("vol-1", "0.24", 30).dataset());
        // 14 × 0.24 = 3.36; 3.36 × 730 / 336 = 7.30
        assertThat(finding.monthlySavings()).isEqualTo(Money.of("7.30", "USD"));
        assertThat(finding.evidence().arithmetic())
                .contains("Effective cost: 3.36 USD in 14 days × 730 h / 336 h = 7.3 USD per month");
        assertThat(finding.evidence().thresholds()).containsEntry("grace-days", "14");
    }

    @Test
    void leavesADiskAloneASecondBeforeTheGracePeriodEnds() {
        Silence silence = silent(disk(Duration.ofDays(14).minusSeconds(1))
                .billed("vol-1", "0.24", 30)
                .dataset());
        assertThat(silence.reason()).isEqualTo(Reason.IN_ORDER);
    }

    @Test
    void leavesAnAttachedDiskAlone() {
        Dataset dataset = new Estates()
                .with(Estates.resource(
                        "vol-1",
                        ResourceType.DISK,
                        ResourceState.UNKNOWN,
                        Map.of(Attributes.ATTACHED_TO, "i-1", Attributes.CREATED, "2025-01-01T00:00:00Z")))
                .billed("vol-1", "0.24", 30)
                .dataset();
        assertThat(silent(dataset).reason()).isEqualTo(Reason.IN_ORDER);
    }

    @Test
    void countsFromCreationWhenTheDetachmentIsNotRecorded() {
        Dataset dataset = new Estates()
                .with(Estates.resource(
                        "vol-1",
                        ResourceType.DISK,
                        ResourceState.AVAILABLE,
                        Map.of(Attributes.CREATED, "2026-10-01T06:00:00Z")))
                .billed("vol-1", "1", 30)
                .dataset();
        assertThat(found(dataset).evidence().facts())
                .anySatisfy(fact -> assertThat(fact.name()).contains("not recorded"));
    }

    @Test
    void staysSilentWhenTheInventorySaysNothing() {
        Dataset dataset = new Estates()
                .with(Estates.resource("vol-1", ResourceType.DISK, ResourceState.UNKNOWN, Map.of()))
                .billed("vol-1", "1", 30)
                .dataset();
        assertThat(silent(dataset).reason()).isEqualTo(Reason.ATTRIBUTE_MISSING);
    }

    @Test
    void staysSilentWhenTheBillDoesNotNameTheDisk() {
        assertThat(silent(disk(Duration.ofDays(40)).billed("vol-2", "1", 30).dataset())
                        .reason())
                .isEqualTo(Reason.PRICE_UNKNOWN);
    }

    @Test
    void staysSilentWhenTheDiskIsFree() {
        assertThat(silent(disk(Duration.ofDays(40)).billed("vol-1", "0", 30).dataset())
                        .reason())
                .isEqualTo(Reason.NO_SAVING);
    }

    @Test
    void spreadsAYoungDiskOverItsOwnDaysOnly() {
        // Billed for 7 days: 7 × 0.24 = 1.68; 1.68 × 730 / 168 = 7.30
        assertThat(found(disk(Duration.ofDays(20)).billed("vol-1", "0.24", 7).dataset())
                        .monthlySavings())
                .isEqualTo(Money.of("7.30", "USD"));
    }

    private static Estates disk(Duration alone) {
        return new Estates()
                .with(Estates.resource(
                        "vol-1",
                        ResourceType.DISK,
                        ResourceState.UNATTACHED,
                        Map.of(
                                Attributes.STATE_SINCE,
                                Estates.AS_OF.minus(alone).toString())));
    }

    private Finding found(Dataset dataset) {
        List<Outcome> outcomes = check.analyze(dataset, check.descriptor().defaults());
        assertThat(outcomes).singleElement().isInstanceOf(Outcome.Found.class);
        return ((Outcome.Found) outcomes.get(0)).finding();
    }

    private Silence silent(Dataset dataset) {
        List<Outcome> outcomes = check.analyze(dataset, check.descriptor().defaults());
        assertThat(outcomes).singleElement().isInstanceOf(Outcome.Silent.class);
        return ((Outcome.Silent) outcomes.get(0)).silence();
    }
}
