package costwright.jobs.sample;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.jobs.sample.CommitmentDesk.Hour;
import costwright.jobs.sample.CommitmentDesk.Machine;
import costwright.jobs.sample.CommitmentDesk.Part;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommitmentDeskTest {
    private static final Account ACCOUNT = Account.aws("1", "payer", "2", "account");

    @Test
    void coversTheSmallestMachineFirstAndSplitsTheNext() {
        // Three units of 4 cover a large (4) and all of an xlarge (8); the 2xlarge (16) stays.
        Commitment reserved = reservation("3", "0.04", "4");
        Hour hour = new CommitmentDesk(List.of(reserved))
                .apply(
                        0,
                        List.of(
                                machine("c", "2xlarge", "16"),
                                machine("b", "xlarge", "8"),
                                machine("a", "large", "4")));
        assertThat(hour.parts().get("a")).containsExactly(part(reserved, "1", "0.04", "4"));
        assertThat(hour.parts().get("b")).containsExactly(part(reserved, "1", "0.08", "8"));
        assertThat(hour.parts().get("c")).containsExactly(part(null, "1", "0", "0"));
        assertThat(hour.unused()).isEmpty();
    }

    @Test
    void leavesTheRestOfAReservationUnused() {
        Commitment reserved = reservation("3", "0.04", "4");
        Hour hour = new CommitmentDesk(List.of(reserved)).apply(0, List.of(machine("a", "large", "4")));
        // Two of three units at 0.04.
        assertThat(hour.unused()).containsExactly(Map.entry(reserved, new BigDecimal("0.08")));
    }

    @Test
    void spendsAPlanOnTheHighestSavingFirst() {
        // a saves 50 %, b saves 25 %: 0.10 pays for all of a (0.05) and for 0.05 / 0.075 of b.
        Commitment plan = plan("0.10", Map.of("r/large", "0.05", "r/xlarge", "0.075"));
        Hour hour = new CommitmentDesk(List.of(plan))
                .apply(0, List.of(machine("b", "xlarge", "8"), machine("a", "large", "4")));
        assertThat(hour.parts().get("a")).containsExactly(part(plan, "1", "0.05", "0.05"));
        assertThat(hour.parts().get("b"))
                .containsExactly(part(plan, "0.6666666666", "0.05", "0.05"), part(null, "0.3333333334", "0", "0"));
    }

    @Test
    void countsOnlyWithinItsTerm() {
        Commitment plan = plan("0.10", Map.of("r/large", "0.05"));
        assertThat(new CommitmentDesk(List.of(plan))
                        .apply(100, List.of(machine("a", "large", "4")))
                        .parts()
                        .get("a"))
                .containsExactly(part(null, "1", "0", "0"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void spendsEveryCommitmentToTheLastDigit(long seed) {
        CounterRandom random = new CounterRandom(seed);
        List<Commitment> commitments = List.of(
                reservation("" + (1 + random.below(6, 0, 0)), "0.0437", "4"),
                plan(
                        CounterRandom.decimal(random.uniform(0, 1), 5).toPlainString(),
                        Map.of("r/large", "0.063517", "r/xlarge", "0.12703", "r/2xlarge", "0.25")));
        List<Machine> machines = new ArrayList<>();
        for (int i = 0; i < random.below(12, 0, 2); i++) {
            machines.add(random.happens(0.5, i, 3) ? machine("m" + i, "large", "4") : machine("m" + i, "xlarge", "8"));
        }
        Hour hour = new CommitmentDesk(commitments).apply(0, machines);
        Map<Commitment, BigDecimal> spent = new java.util.HashMap<>(hour.unused());
        hour.parts().values().stream()
                .flatMap(List::stream)
                .filter(part -> part.commitment() != null)
                .forEach(part -> spent.merge(part.commitment(), part.effective(), BigDecimal::add));
        for (Commitment commitment : commitments) {
            assertThat(spent.get(commitment)).isEqualByComparingTo(commitment.hourly());
        }
        hour.parts()
                .values()
                .forEach(
                        parts -> assertThat(parts.stream().map(Part::quantity).reduce(BigDecimal.ZERO, BigDecimal::add))
                                .isEqualByComparingTo(BigDecimal.ONE));
    }

    private static Machine machine(String id, String size, String factor) {
        return new Machine(id, "r", size, "m5a", new BigDecimal(factor), new BigDecimal("0.1"));
    }

    private static Part part(
            @Nullable Commitment commitment, String quantity, String effective, String discountQuantity) {
        return new Part(
                commitment, new BigDecimal(quantity), new BigDecimal(effective), new BigDecimal(discountQuantity));
    }

    private static Commitment reservation(String units, String rate, String size) {
        return commitment("ri", "reserved_instance", units, rate, size, Map.of());
    }

    private static Commitment plan(String quantity, Map<String, String> rates) {
        Map<String, BigDecimal> decimals = new TreeMap<>();
        rates.forEach((place, rate) -> decimals.put(place, new BigDecimal(rate)));
        return commitment("sp", "compute_savings_plan", quantity, "1", "1", decimals);
    }

    private static Commitment commitment(
            String id, String kind, String quantity, String rate, String size, Map<String, BigDecimal> rates) {
        return new Commitment(
                ACCOUNT,
                id,
                id,
                id,
                kind,
                null,
                null,
                new BigDecimal(quantity),
                new BigDecimal(rate),
                new BigDecimal(size),
                "no_upfront",
                0,
                100,
                rates);
    }
}
