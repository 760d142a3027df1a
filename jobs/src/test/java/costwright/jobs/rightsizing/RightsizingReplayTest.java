package costwright.jobs.rightsizing;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.analyzers.backtest.rightsizing.BacktestSubject;
import costwright.jobs.rightsizing.RightsizingReplay.Material;
import costwright.jobs.store.Replay;
import costwright.jobs.utilization.PackedSamples;
import costwright.reports.page.Frontier.Kind;
import costwright.reports.page.TrackRecord;
import costwright.schema.resource.ResourceId;
import costwright.schema.utilization.Metric;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RightsizingReplayTest {
    private static final Instant END = Instant.parse("2026-11-02T00:00:00Z");
    private static final Instant FIRST = Instant.parse("2026-10-03T00:00:00Z");

    @Test
    void asksEveryTwoWeeksAndAtMostFourTimes() {
        assertThat(RightsizingReplay.origins(FIRST, END, 14)).containsExactly(Instant.parse("2026-10-19T00:00:00Z"));
        assertThat(RightsizingReplay.origins(END.minusSeconds(28 * 86_400 - 1), END, 14))
                .isEmpty();
        assertThat(RightsizingReplay.origins(Instant.EPOCH, END, 14))
                .containsExactly(
                        Instant.parse("2026-09-07T00:00:00Z"),
                        Instant.parse("2026-09-21T00:00:00Z"),
                        Instant.parse("2026-10-05T00:00:00Z"),
                        Instant.parse("2026-10-19T00:00:00Z"));
    }

    @Test
    void saysPlainlyThatThereIsTooLittleHistory() {
        Material young = new Material(PackedSamples.collect(all -> {}), List.of(), END.minusSeconds(86_400 * 9), END);

        TrackRecord record = RightsizingReplay.record(RightsizingReplay.run(young, List.of(), 14, 10));

        assertThat(record.explanation())
                .isEqualTo(
                        "There is not enough history to replay yet: the store holds 9 days of utilization; two weeks before a date and 14 days after it are needed.");
        assertThat(record.rows()).isEmpty();
        assertThat(record.frontier()).isNull();
    }

    @Test
    void showsEveryRuleInTheTableAndOnTheChart() {
        TrackRecord record = RightsizingReplay.record(
                RightsizingReplay.run(material(3), RightsizingReplay.origins(FIRST, END, 14), 14, 10));

        assertThat(record.explanation())
                .contains("one earlier date", "3 cases of 3 machines")
                .doesNotContain("sample");
        assertThat(record.rows().get(0).get(0)).isEqualTo("Costwright balanced");
        assertThat(record.rows()).extracting(row -> row.get(0)).contains("AWS default, 14 days", "Do nothing");
        assertThat(record.frontier().points())
                .filteredOn(point -> point.kind() == Kind.OURS)
                .hasSize(3);
        assertThat(record.frontier().points())
                .filteredOn(point -> point.kind() == Kind.HINDSIGHT)
                .extracting(point -> point.label())
                .containsExactly("Hindsight");
    }

    @Test
    void drawsTheSameMachinesInWhateverOrderTheyCome() {
        Material large = material(6);
        List<BacktestSubject> shuffled = new ArrayList<>(large.subjects());
        Collections.reverse(shuffled);
        List<Instant> origins = RightsizingReplay.origins(FIRST, END, 14);

        Replay drawn = RightsizingReplay.run(large, origins, 14, 2);

        assertThat(drawn.asked()).isEqualTo(2);
        assertThat(drawn.cases()).isEqualTo(2);
        assertThat(RightsizingReplay.run(new Material(large.samples(), shuffled, FIRST, END), origins, 14, 2))
                .isEqualTo(drawn);
        assertThat(RightsizingReplay.record(drawn).explanation())
                .contains("The machines are a sample of 2 of 6, the same every week.");
    }

    /** Thirty days of machines with 4 vCPUs and 16 GiB at 10, 11, 12, … percent. */
    private static Material material(int machines) {
        PackedSamples samples = PackedSamples.collect(all -> {
            for (int machine = 0; machine < machines; machine++) {
                for (long at = FIRST.getEpochSecond(); at < END.getEpochSecond(); at += 3600) {
                    all.accept(id(machine), Metric.CPU_PERCENT, 3600, at, 10 + machine, Double.NaN);
                }
            }
        });
        return new Material(
                samples,
                IntStream.range(0, machines)
                        .mapToObj(machine -> new BacktestSubject(id(machine), 4, 16_384))
                        .toList(),
                FIRST,
                END);
    }

    private static ResourceId id(int machine) {
        return new ResourceId("i-" + machine);
    }
}
