package costwright.analyzers.backtest.rightsizing;

import costwright.schema.utilization.UtilizationSource;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Asks every rule at earlier dates what it would have proposed, and looks at what came after.
 *
 * <p>All rules see the same cases: machines with at least 30 hours on both sides of the origin, whose CPU did not run into
 * its capacity before it. Sizes and prices are those of the {@link Ladder}. A case is harmed when more than 1 % of the test
 * or a whole hour on end wanted more vCPUs than there were, or when memory in use ever exceeded memory; a machine that
 * was stopped is harmed when it later used more than a fifth of its CPU. {@code net} takes
 * one present price for each harmed case from the savings of the others.
 *
 * @param origins the dates at which rules are asked
 * @param testDays how long they are watched
 */
public record RightsizingBacktest(List<Instant> origins, int testDays) {
    /** The name of the rule that knows the future. */
    public static final String HINDSIGHT = "hindsight";

    public RightsizingBacktest {
        origins = origins.stream().sorted().toList();
        if (origins.isEmpty() || testDays < 1) {
            throw new IllegalArgumentException(
                    "A backtest needs at least one origin and one day of test, not %s and %d."
                            .formatted(origins, testDays));
        }
    }

    /**
     * The table.
     *
     * @param censored cases that were left out because their true demand is not known
     * @param scores one for each rule, ours first; empty when there is no case
     * @param byOrigin how ours did beside AWS's default at each date
     */
    public record Outcome(int cases, int censored, List<RuleScore> scores, List<OriginScore> byOrigin) {
        public Outcome {
            byOrigin = List.copyOf(byOrigin);
            scores = List.copyOf(scores);
        }
    }

    public Outcome run(UtilizationSource source, List<BacktestSubject> subjects) {
        List<ReplayedRule> rules = ReplayedRule.all();
        CaseReader reader = new CaseReader(source, origins, testDays);
        // Machines are independent of each other, and scores are added up in their order: how many work at once shows
        // not.
        List<Machine> machines =
                subjects.stream().sorted((one, other) -> one.id().compareTo(other.id())).toList().parallelStream()
                        .map(subject -> Machine.of(reader.read(subject), rules))
                        .toList();
        List<ScoredCase> cases =
                machines.stream().flatMap(machine -> machine.cases().stream()).toList();
        int censored = machines.stream().mapToInt(Machine::censored).sum();
        if (cases.isEmpty()) {
            return new Outcome(0, censored, List.of(), List.of());
        }
        Scoring scoring = new Scoring(cases);
        return new Outcome(
                cases.size(),
                censored,
                IntStream.range(0, rules.size())
                        .mapToObj(place -> scoring.score(rules.get(place), place))
                        .toList(),
                OriginScore.of(cases, rules));
    }

    private record Machine(List<ScoredCase> cases, int censored) {
        static Machine of(CaseReader.Cases read, List<ReplayedRule> rules) {
            return new Machine(
                    read.cases().stream().map(one -> ScoredCase.of(one, rules)).toList(), read.censored());
        }
    }
}
