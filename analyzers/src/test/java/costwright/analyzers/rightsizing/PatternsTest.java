package costwright.analyzers.rightsizing;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.schema.finding.Evidence.Fact;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PatternsTest {
    private static final int DAYS = 32;

    @Test
    void saysThatTheHourOfTheWeekExplainsCpu() {
        // Busy from 8 to 18 on five of seven days: the same every week.
        List<Fact> facts = patterns(i -> i / 24 % 7 < 5 && i % 24 >= 8 && i % 24 < 18 ? 2 : 0.1, i -> 1000)
                .facts();

        assertThat(facts)
                .containsExactly(new Fact("Share of CPU's variance that the hour of the week explains", "100", "%"));
    }

    @Test
    void saysThatMemoryRisesAndHowFast() {
        Patterns patterns = patterns(i -> 0.5, i -> 1000 + i / 24 * 10);

        assertThat(patterns.memoryRises()).isTrue();
        assertThat(patterns.facts()).singleElement().satisfies(fact -> {
            assertThat(fact.value()).isEqualTo("10");
            assertThat(fact.unit()).isEqualTo("MiB per day");
        });
    }

    @Test
    void aFallingMemoryIsSaidButRaisesNoDoubt() {
        Patterns patterns = patterns(i -> 0.5, i -> 2000 - i / 24 * 10);

        assertThat(patterns.memoryRises()).isFalse();
        assertThat(patterns.facts()).singleElement().extracting(Fact::value).isEqualTo("-10");
    }

    @Test
    void saysNothingOfWhatNeitherRepeatsNorDrifts() {
        assertThat(patterns(i -> 0.5, i -> 1000).facts()).isEmpty();
    }

    @Test
    void hoursWithoutASlotAreMissingAndNotZero() {
        Track track = Track.of(1800, new long[] {0, 1800, 7200}, new double[] {1, 3, 5});

        assertThat(track.hourlyMeans(4, 4 * 3600)).containsExactly(2, Double.NaN, 5, Double.NaN);
        assertThat(track.hourlyMeans(2, 4 * 3600)).containsExactly(5, Double.NaN);
    }

    /** One sample an hour. */
    private static Patterns patterns(IntToDoubleFunction cpu, IntToDoubleFunction memory) {
        Track track = track(cpu);
        return Patterns.of(
                track, new Demand(Map.of(Dimension.CPU, track, Dimension.MEMORY, track(memory)), DAYS * 86_400L));
    }

    private static Track track(IntToDoubleFunction value) {
        return Track.of(
                3600,
                IntStream.range(0, DAYS * 24).mapToLong(i -> i * 3600L).toArray(),
                IntStream.range(0, DAYS * 24).mapToDouble(value).toArray());
    }
}
