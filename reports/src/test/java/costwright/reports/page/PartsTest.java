package costwright.reports.page;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import costwright.reports.SampleReports;
import costwright.schema.finding.Savings;
import costwright.schema.finding.Silence;
import costwright.schema.money.Money;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartsTest {
    @Test
    void refusesAPlanWhoseKindsMissACent() {
        SavingsPlan sound = SampleReports.currency("USD", 4, 1).savings();
        Savings wrong = new Savings(
                sound.total().bill().plus(Money.of("0.01", "USD")),
                sound.total().retail());

        assertThatThrownBy(() -> new SavingsPlan(
                        wrong,
                        sound.kinds(),
                        sound.recommendations(),
                        sound.further(),
                        sound.owners(),
                        sound.accounts(),
                        sound.hidden(),
                        sound.costs()))
                .hasMessageContaining("the kinds of savings");
    }

    @Test
    void refusesAWeekWhoseServicesMissAMillionth() {
        Spend.Week week = new Spend.Week(SampleReports.WEEK, 7, Money.of("1.000001", "USD"));

        assertThatThrownBy(() -> new Spend(
                        List.of(week),
                        List.of(new Spend.Group("Compute", List.of(Money.of("1", "USD")))),
                        week.total(),
                        null,
                        List.of()))
                .hasMessageContaining("2026-W44");
    }

    @Test
    void refusesACheckThatLostASubject() {
        assertThatThrownBy(() -> new DataQuality.Judgement(
                        "idle-vm", 10, 1, 7, List.of(new DataQuality.Gap(Silence.Reason.PRICE_UNKNOWN, 1, List.of()))))
                .hasMessageContaining("idle-vm");
    }

    @Test
    void refusesTwoPartsInOneCurrency() {
        assertThatThrownBy(() -> SampleReports.report(
                        List.of(SampleReports.currency("USD", 1, 1), SampleReports.currency("USD", 1, 1)),
                        SampleReports.data(List.of()),
                        List.of()))
                .hasMessageContaining("USD");
    }
}
