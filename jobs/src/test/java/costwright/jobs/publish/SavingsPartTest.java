package costwright.jobs.publish;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.jobs.store.SampleFindings;
import costwright.reports.page.SavingsPlan;
import costwright.schema.finding.Action;
import costwright.schema.finding.Finding;
import costwright.schema.money.Money;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SavingsPartTest {
    private static final Currency USD = Currency.getInstance("USD");

    @Test
    void whatAddsCostStandsBesideTheSavingsAndIsNotSetOff() {
        Finding saves = SampleFindings.finding("idle-vm", "i-1", "100");
        Finding costs = larger("i-2", "-30");

        SavingsPlan plan = plan(saves, costs);

        assertThat(plan.total().bill()).isEqualTo(Money.of("100", "USD"));
        assertThat(plan.count()).isEqualTo(1);
        assertThat(plan.costs().count()).isEqualTo(1);
        assertThat(plan.costs().monthly()).isEqualTo(Money.of("30", "USD"));
        assertThat(plan.costs().entries()).singleElement().satisfies(entry -> {
            assertThat(entry.rank()).isEqualTo(2);
            assertThat(entry.subjects()).containsExactly("i-2");
            assertThat(entry.savings().bill()).isEqualTo(Money.of("-30", "USD"));
        });
    }

    @Test
    void withoutWhatIsTooSmallThereIsNoCost() {
        SavingsPlan plan = plan(SampleFindings.finding("idle-vm", "i-1", "100"));

        assertThat(plan.total().bill()).isEqualTo(Money.of("100", "USD"));
        assertThat(plan.costs()).isEqualTo(new SavingsPlan.Costs(List.of(), 0, Money.zero(USD)));
    }

    @Test
    void aSavingThatTurnsOutNegativeIsStillPartOfTheTotal() {
        SavingsPlan plan = plan(
                SampleFindings.finding("idle-vm", "i-1", "100"),
                SampleFindings.finding("unattached-disk", "d-1", "-1"));

        assertThat(plan.total().bill()).isEqualTo(Money.of("99", "USD"));
        assertThat(plan.costs().count()).isZero();
    }

    private static Finding larger(String resource, String savings) {
        Finding sound = SampleFindings.finding("vm-rightsizing", resource, savings);
        return new Finding(
                sound.id(),
                sound.analyzerId(),
                sound.subjects(),
                sound.title(),
                Action.resize("m5.2xlarge"),
                sound.monthlySavings(),
                sound.monthlyRetailSavings(),
                sound.evidence());
    }

    private static SavingsPlan plan(Finding... findings) {
        return new SavingsPart(Map.of(), List.of(), "owner", Instant.parse("2026-11-02T06:00:00Z"))
                .plan(
                        USD,
                        List.of(findings).stream()
                                .map(finding -> SampleFindings.recommendation(finding, 1))
                                .toList(),
                        List.of(findings));
    }
}
