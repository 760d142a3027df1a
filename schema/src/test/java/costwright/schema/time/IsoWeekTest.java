package costwright.schema.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class IsoWeekTest {
    @Test
    void runsFromMondayToSunday() {
        IsoWeek week = IsoWeek.parse("2026-W44");

        assertThat(week.firstDay()).isEqualTo("2026-10-26");
        assertThat(week.lastDay()).isEqualTo("2026-11-01");
        assertThat(week.start()).isEqualTo("2026-10-26T00:00:00Z");
        assertThat(week.end()).isEqualTo("2026-11-02T00:00:00Z");
    }

    @Test
    void takesTheWeekThatEndedAtMidnightOnAMonday() {
        assertThat(IsoWeek.lastCompleteBefore(Instant.parse("2026-11-02T00:00:00Z")))
                .hasToString("2026-W44");
        assertThat(IsoWeek.lastCompleteBefore(Instant.parse("2026-11-01T23:59:59Z")))
                .hasToString("2026-W43");
    }

    @Test
    void crossesTheNewYear() {
        assertThat(IsoWeek.containing(LocalDate.of(2027, 1, 3))).hasToString("2026-W53");
        assertThat(new IsoWeek(2026, 53).next()).hasToString("2027-W01");
        assertThat(new IsoWeek(2025, 1).firstDay()).isEqualTo("2024-12-30");
    }

    @Test
    void findsEveryDayOfTwentyYearsInTheWeekThatSaysItContainsIt() {
        for (LocalDate day = LocalDate.of(2015, 1, 1); day.getYear() < 2035; day = day.plusDays(1)) {
            IsoWeek week = IsoWeek.containing(day);
            assertThat(week.firstDay().getDayOfWeek()).isEqualTo(DayOfWeek.MONDAY);
            assertThat(day).isBetween(week.firstDay(), week.lastDay());
            assertThat(IsoWeek.parse(week.toString())).isEqualTo(week);
        }
    }

    @Test
    void refusesAWeekThatTheYearDoesNotHave() {
        assertThatThrownBy(() -> IsoWeek.parse("2025-W53")).hasMessageContaining("2025 has no week 53");
        assertThatThrownBy(() -> IsoWeek.parse("2025-46")).hasMessageContaining("2026-W46");
    }
}
