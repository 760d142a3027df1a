package costwright.analyzers.backtest.rightsizing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import costwright.analyzers.backtest.rightsizing.PolicySelection.Row;
import costwright.analyzers.rightsizing.Policy;
import costwright.schema.resource.ResourceId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicySelectionTest {
    /** A bold policy that saves half and harms some, a careful one that saves a quarter and harms nobody. */
    private static final List<Policy> POLICIES = List.of(Policy.SAVINGS, Policy.PERFORMANCE);

    @Test
    void thePolicyOfTheProgramIsAmongThoseTried() {
        assertThat(PolicySelection.tried()).hasSize(54).doesNotHaveDuplicates().contains(Policy.BALANCED);
    }

    @Test
    void harmDecidesByItsPrice() {
        // One of ten is harmed: bold brings (9 x 0.5 - x) / 10, careful 0.25: bold wins below x = 2.
        List<TriedCase> cases = cases("one", 10, 1);

        assertThat(choice(new PolicySelection(2, 1.9), cases)).isEqualTo(Policy.SAVINGS);
        assertThat(choice(new PolicySelection(2, 2.1), cases)).isEqualTo(Policy.PERFORMANCE);
    }

    @Test
    void scoresAreThoseOfTheTable() {
        Row row = last(new PolicySelection(2, 1.5).rows(cases("one", 10, 1), POLICIES));

        assertThat(row.heldOut()).isEqualTo("nothing");
        assertThat(row.cases()).isEqualTo(10);
        assertThat(row.harmed()).isCloseTo(0.1, within(1e-12));
        // Hindsight saves 0.6 of each price of 2: (9 x 0.5 - 1) / (10 x 0.6), by cost and alike.
        assertThat(row.net()).isCloseTo(3.5 / 6, within(1e-12));
        assertThat(row.netAlike()).isCloseTo(3.5 / 6, within(1e-12));
        // The yardstick saves 0.4 of each.
        assertThat(row.awsNet()).isCloseTo(4.0 / 6, within(1e-12));
    }

    @Test
    void whatIsScoredHadNoVoice() {
        // Nobody is harmed in the first set, half of the second.
        List<TriedCase> cases = new ArrayList<>(cases("calm", 10, 0));
        cases.addAll(cases("wild", 10, 5));

        List<Row> sets = new PolicySelection(2, 1)
                .rows(cases, POLICIES).stream()
                        .filter(row -> row.heldOut().equals("set"))
                        .toList();

        // The calm one is scored by what the wild one chose, and the other way round.
        assertThat(sets).extracting(Row::set).containsExactly("calm", "wild");
        assertThat(sets).extracting(Row::chosen).containsExactly(Policy.PERFORMANCE, Policy.SAVINGS);
        assertThat(sets.get(1).harmed()).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void everyMachineIsHeldOutOnceAndWithAllItsOrigins() {
        List<TriedCase> cases = new ArrayList<>(cases("one", 30, 3));
        cases("one", 30, 3)
                .forEach(one -> cases.add(new TriedCase(
                        one.set(), one.machine(), 86_400, one.price(), one.best(), one.saved(), one.harmed())));

        List<Row> rows = new PolicySelection(3, 1.5).rows(cases, POLICIES);

        assertThat(rows)
                .extracting(Row::heldOut)
                .containsExactly(
                        "fold 1",
                        "fold 2",
                        "fold 3",
                        "all folds",
                        "1970-01-01T00:00:00Z",
                        "1970-01-02T00:00:00Z",
                        "nothing");
        List<Row> folds = rows.subList(0, 3);
        assertThat(folds).allSatisfy(row -> assertThat(row.cases()).isEven());
        assertThat(folds.stream().mapToInt(Row::cases).sum()).isEqualTo(60);
        assertThat(rows.get(3).cases()).isEqualTo(60);
    }

    @Test
    void refusesOneFoldAndAPriceThatIsNone() {
        assertThatThrownBy(() -> new PolicySelection(1, 1)).hasMessageContaining("two folds");
        assertThatThrownBy(() -> new PolicySelection(2, Double.NaN)).hasMessageContaining("NaN");
    }

    private static List<TriedCase> cases(String set, int size, int harmed) {
        List<TriedCase> cases = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            cases.add(new TriedCase(
                    set, new ResourceId(set + "-" + i), 0, 2, 1.2, new double[] {1, 0.5, 0.8}, new boolean[] {
                        i < harmed, false, false
                    }));
        }
        return cases;
    }

    private static Policy choice(PolicySelection selection, List<TriedCase> cases) {
        return last(selection.rows(cases, POLICIES)).chosen();
    }

    private static Row last(List<Row> rows) {
        return rows.get(rows.size() - 1);
    }
}
