package costwright.scheduler.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void firesAtLocalTimeOnBothSidesOfAClockChange() {
        Cron cron = Cron.of("0 6 * * MON", BERLIN);
        // Summer time ends on Sunday, 25 October 2026.
        assertThat(cron.next(Instant.parse("2026-10-18T12:00:00Z"))).contains(Instant.parse("2026-10-19T04:00:00Z"));
        assertThat(cron.next(Instant.parse("2026-10-25T12:00:00Z"))).contains(Instant.parse("2026-10-26T05:00:00Z"));
    }

    @Test
    void firesAfterAndNeverAtTheInstantGiven() {
        Cron cron = Cron.of("0 6 * * MON", ZoneId.of("UTC"));
        Instant monday = Instant.parse("2026-11-02T06:00:00Z");
        assertThat(cron.next(monday.minusSeconds(1))).contains(monday);
        assertThat(cron.next(monday)).contains(Instant.parse("2026-11-09T06:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0 6 * *",
                "0 0 6 * * MON",
                "60 6 * * MON",
                "0 24 * * MON",
                "0 6 * * FOO",
                "0 6 L * *",
                "0 6 * * MON#1",
                "0 6 1 * MON",
                "0 6 30 2 *",
                "@reboot",
                "tomorrow",
                ""
            })
    void refusesWhatCronProgramsReadDifferentlyOrNotAtAll(String expression) {
        assertThatThrownBy(() -> Cron.of(expression, BERLIN)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 6 * * MON       | Mon *-*-* 06:00:00 UTC
            @weekly           | Sun *-*-* 00:00:00 UTC
            @monthly          | *-*-01 00:00:00 UTC
            */20 * * * *      | *-*-* *:00,20,40:00 UTC
            5/25 1-3 * * *    | *-*-* 01,02,03:05,30,55:00 UTC
            0 6 1,15 JAN-MAR * | *-01,02,03-01,15 06:00:00 UTC
            0 6 * * 1-5       | Mon,Tue,Wed,Thu,Fri *-*-* 06:00:00 UTC
            0 6 * * 5-7       | Fri,Sat,Sun *-*-* 06:00:00 UTC
            0 6 * * *         | *-*-* 06:00:00 UTC
            """)
    void isWrittenAsSystemdWritesIt(String expression, String calendar) {
        assertThat(SystemdCalendar.of(Cron.of(expression, ZoneId.of("UTC")))).isEqualTo(calendar);
    }
}
