package costwright.analyzers.parking;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.analyzers.Estates;
import costwright.analyzers.Outcome;
import costwright.analyzers.rightsizing.Machines;
import costwright.schema.finding.ActionKind;
import costwright.schema.finding.Evidence.Fact;
import costwright.schema.finding.Finding;
import costwright.schema.finding.Silence;
import costwright.schema.money.Money;
import costwright.schema.resource.Resource;
import costwright.schema.utilization.Metric;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class VmParkingTest {
    private static final int DAYS = 42;
    private final VmParking check = new VmParking();

    @Test
    void parksWhatIsUsedInOfficeHoursOnly() {
        // The window of 42 days until 2 November holds the end of daylight saving on 25 October.
        Finding finding = found(outcome(DAYS, i -> office(i, DAYS, "Europe/Berlin") ? 60 : 2, "Europe/Berlin"));

        assertThat(finding.action().kind()).isEqualTo(ActionKind.PARK);
        assertThat(finding.action().parameters())
                .containsEntry("time_zone", "Europe/Berlin")
                .containsEntry("hours_off", "118"); // 168 − 5 × 10
        assertThat(finding.action().parameters().get("schedule"))
                .startsWith("Monday 18:00 to Tuesday 08:00;")
                .contains("Friday 18:00 to Monday 08:00");
        // 12,096 samples, of which 30 working days × 120 are in office hours: 8,496 / 12,096 of 280.32 = 196.891429
        assertThat(finding.monthlySavings()).isEqualTo(Money.of("196.891429", "USD"));
        assertThat(finding.evidence().facts()).contains(new Fact("Quiet occurrences of each hour, at least", "12", ""));
    }

    @Test
    void aScheduleByTheWrongClockIsShorter() {
        // The same machine judged by UTC: the hour that moves with daylight saving is busy in one half of the window.
        Finding finding = found(outcome(DAYS, i -> office(i, DAYS, "Europe/Berlin") ? 60 : 2, "UTC"));

        assertThat(finding.action().parameters()).containsEntry("hours_off", "113");
    }

    @Test
    void oneBusySampleKeepsItsHourOn() {
        assertThat(found(outcome(DAYS, i -> office(i, DAYS, "UTC") ? 60 : i == 5100 ? 9.99 : 2, "UTC"))
                        .action()
                        .parameters())
                .containsEntry("hours_off", "118");
        assertThat(found(outcome(DAYS, i -> office(i, DAYS, "UTC") ? 60 : i == 5100 ? 10 : 2, "UTC"))
                        .action()
                        .parameters())
                .doesNotContainEntry("hours_off", "118");
    }

    @Test
    void waitsForFourWeeks() {
        assertThat(outcome(28, i -> office(i, 28, "UTC") ? 60 : 2, "UTC")).isInstanceOf(Outcome.Found.class);
        assertThat(silence(outcome(26, i -> office(i, 26, "UTC") ? 60 : 2, "UTC")))
                .isEqualTo(Silence.Reason.DATA_INCOMPLETE);
    }

    @Test
    void leavesAloneWhatIsUsedAtAllTimesOrNever() {
        assertThat(silence(outcome(DAYS, i -> 40, "UTC"))).isEqualTo(Silence.Reason.IN_ORDER);
        assertThat(silence(outcome(DAYS, i -> 1, "UTC"))).isEqualTo(Silence.Reason.IN_ORDER);
    }

    @Test
    void pausesOfLessThanSixHoursAreNotWorthIt() {
        // Busy but for 00:00 to 05:00, or to 06:00, each day.
        assertThat(outcome(DAYS, i -> hour(i, DAYS) < 5 ? 1 : 50, "UTC")).isInstanceOf(Outcome.Silent.class);
        assertThat(outcome(DAYS, i -> hour(i, DAYS) < 6 ? 1 : 50, "UTC")).isInstanceOf(Outcome.Found.class);
    }

    @Test
    void hoursInWhichItIsOffAlreadySaveNothing() {
        assertThat(silence(outcome(DAYS, i -> office(i, DAYS, "UTC") ? 60 : Double.NaN, "UTC")))
                .isEqualTo(Silence.Reason.NO_SAVING);
    }

    private Outcome outcome(int days, IntToDoubleFunction cpu, String zone) {
        Machines machines = new Machines()
                .type("m5.xlarge", 4, 16384, "0.192")
                .samples("vm", Metric.CPU_PERCENT, days, cpu)
                .samples("vm", Metric.NETWORK_IN_BYTES_PER_SECOND, days, i -> cpu.applyAsDouble(i) > 20 ? 5000 : 100)
                .samples("vm", Metric.NETWORK_OUT_BYTES_PER_SECOND, days, i -> cpu.applyAsDouble(i) > 20 ? 5000 : 100);
        Resource vm = Machines.vm("vm", "m5.xlarge");
        Resource tagged = new Resource(
                vm.id(),
                vm.provider(),
                vm.service(),
                vm.type(),
                vm.region(),
                vm.instanceType(),
                vm.os(),
                vm.state(),
                vm.subAccount(),
                Map.of("time-zone", zone),
                vm.attributes());
        return check.analyze(
                        new Estates()
                                .with(tagged)
                                .with(machines)
                                .with(machines.prices())
                                .billed("vm", "9.216", 20)
                                .dataset(),
                        check.descriptor().defaults())
                .get(0);
    }

    private static ZonedDateTime at(int slot, int days, String zone) {
        return Instant.ofEpochSecond(Estates.AS_OF.getEpochSecond() - days * 86_400L + slot * 300L)
                .atZone(ZoneId.of(zone));
    }

    private static int hour(int slot, int days) {
        return at(slot, days, "UTC").getHour();
    }

    private static boolean office(int slot, int days, String zone) {
        ZonedDateTime local = at(slot, days, zone);
        return local.getDayOfWeek() != DayOfWeek.SATURDAY
                && local.getDayOfWeek() != DayOfWeek.SUNDAY
                && local.getHour() >= 8
                && local.getHour() < 18;
    }

    private static Finding found(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Found.class);
        return ((Outcome.Found) outcome).finding();
    }

    private static Silence.Reason silence(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Silent.class);
        return ((Outcome.Silent) outcome).silence().reason();
    }
}
