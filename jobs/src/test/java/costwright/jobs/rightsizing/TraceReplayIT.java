package costwright.jobs.rightsizing;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.analyzers.backtest.rightsizing.RightsizingBacktest;
import costwright.analyzers.backtest.rightsizing.RuleScore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Over public traces that are not part of the sources; skipped where they are not at hand. */
class TraceReplayIT {
    @Test
    void netsMoreThanTheDefaultOfTheCloudOnMachinesOfABank() {
        RightsizingBacktest.Outcome outcome =
                replay("bitbrains-faststorage", List.of(Instant.parse("2013-08-26T13:40:46Z")), 16);
        RuleScore ours = score(outcome, "costwright balanced");
        RuleScore aws = score(outcome, "aws-default P99.5/h20@14d");

        assertThat(outcome.cases()).isEqualTo(472);
        // 0.41 with a 95 % interval of 0.02 to 0.75 in an independent calculation
        assertThat(aws.net()).isBetween(0.35, 0.45);
        assertThat(ours.net()).isGreaterThan(aws.net() + 0.20);
        assertThat(ours.netAlike()).isGreaterThan(aws.netAlike() + 0.10);
        assertThat(ours.harmed()).isLessThan(0.03);
    }

    @Test
    void netsMoreAtEachOriginOfALongerSet() {
        for (Instant origin : List.of(Instant.parse("2013-08-03T00:00:00Z"), Instant.parse("2013-08-17T00:00:00Z"))) {
            RightsizingBacktest.Outcome outcome = replay("bitbrains-rnd", List.of(origin), 14);
            RuleScore ours = score(outcome, "costwright balanced");
            RuleScore aws = score(outcome, "aws-default P99.5/h20@14d");

            // By cost the second origin is 0.055 above: 0.10 there was only to be had with more harm everywhere else.
            assertThat(ours.net()).as(origin.toString()).isGreaterThan(aws.net() + 0.05);
            assertThat(ours.netAlike()).as(origin.toString()).isGreaterThan(aws.netAlike() + 0.10);
            assertThat(ours.harmed()).as(origin.toString()).isLessThan(0.03);
        }
    }

    /** Nobody acts on what is said: then no week may take back what the week before said without evidence. */
    @ParameterizedTest
    @CsvSource({"bitbrains-rnd, 1253", "bitbrains-faststorage, 546"})
    void goesThereAndBackOnlyWithEvidence(String set, int triples) {
        RightsizingReplay.Weekly weekly =
                RightsizingReplay.weekly(RightsizingReplay.ofTraces(find("data/traces/" + set)));

        assertThat(weekly.standing().triples()).isEqualTo(triples);
        assertThat(weekly.standing().backWithoutEvidence()).isZero();
        assertThat(weekly.standing().back()).isLessThan(10);
        assertThat(weekly.forgetful().back())
                .isGreaterThan(3 * weekly.standing().back());
        assertThat(weekly.forgetful().backWithoutEvidence()).isPositive();
    }

    private static RightsizingBacktest.Outcome replay(String set, List<Instant> origins, int testDays) {
        RightsizingReplay.Material material = RightsizingReplay.ofTraces(find("data/traces/" + set));
        return new RightsizingBacktest(origins, testDays).run(material.samples(), material.subjects());
    }

    private static RuleScore score(RightsizingBacktest.Outcome outcome, String rule) {
        return outcome.scores().stream()
                .filter(score -> score.rule().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    private static Path find(String path) {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path candidate = folder.resolve("shared").resolve(path);
            if (Files.exists(candidate)) {
                return candidate;
            }
        }
        Assumptions.abort(
                "There is no folder \"shared\" with %s beside a parent of the working folder.".formatted(path));
        throw new AssertionError("unreachable: abort throws");
    }
}
