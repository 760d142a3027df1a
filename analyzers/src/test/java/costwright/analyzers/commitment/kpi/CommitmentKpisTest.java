package costwright.analyzers.commitment.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.analyzers.commitment.kpi.CommitmentKpis.Period;
import costwright.schema.charge.CommitmentCost;
import costwright.schema.charge.CommitmentStatus;
import costwright.schema.money.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The scenarios of the FOCUS specification ("Commitment Discounts", appendix), with their amounts, and our own. */
class CommitmentKpisTest {
    private static final LocalDate DAY = LocalDate.parse("2026-10-05");

    private static CommitmentCost cost(
            String day,
            String provider,
            String service,
            String commitment,
            CommitmentStatus status,
            String effective,
            @Nullable String contracted,
            @Nullable String list) {
        return new CommitmentCost(
                LocalDate.parse(day),
                provider,
                service,
                commitment,
                status,
                Money.of(effective, "USD"),
                contracted == null ? null : Money.of(contracted, "USD"),
                list == null ? null : Money.of(list, "USD"));
    }

    private static CommitmentCost used(String effective, @Nullable String list) {
        return cost(DAY.toString(), "AWS", "EC2", "plan", CommitmentStatus.USED, effective, null, list);
    }

    private static CommitmentCost unused(String effective) {
        return cost(DAY.toString(), "AWS", "EC2", "plan", CommitmentStatus.UNUSED, effective, null, null);
    }

    private static CommitmentCost onDemand(String effective, @Nullable String list) {
        return cost(DAY.toString(), "AWS", "EC2", "", CommitmentStatus.NONE, effective, null, list);
    }

    private static CommitmentKpi total(CommitmentCost... costs) {
        return CommitmentKpis.of("day", List.of(costs)).get(0);
    }

    private static void assertShare(Share share, String basis, String value) {
        assertThat(share).isInstanceOfSatisfying(Share.Known.class, known -> {
            assertThat(known.basis()).isEqualTo(basis);
            assertThat(known.ratio().value().orElseThrow()).isEqualByComparingTo(new BigDecimal(value));
        });
    }

    private static void assertUnknown(Share share, String reason) {
        assertThat(share)
                .isInstanceOfSatisfying(
                        Share.Unknown.class,
                        unknown -> assertThat(unknown.reason()).contains(reason));
    }

    @Test
    void isFullyUsedWhenAllOfTheCommitmentCoversUsage() {
        CommitmentKpi kpi = total(used("1.00", null));
        assertShare(kpi.utilization(), "effective", "1");
        assertShare(kpi.waste(), "effective", "0");
        assertThat(kpi.unused().toDecimalString()).isEqualTo("0");
    }

    @Test
    void isAllWasteWhenNothingIsUsed() {
        CommitmentKpi kpi = total(unused("1.00"));
        assertShare(kpi.utilization(), "effective", "0");
        assertShare(kpi.waste(), "effective", "1");
        assertThat(kpi.unused().toDecimalString()).isEqualTo("1");
        assertUnknown(kpi.savingsRateOverList(), "nothing was used");
        assertThat(kpi.savings()).isNull();
    }

    @Test
    void isThreeQuartersUsedAsInTheThirdUsageScenario() {
        CommitmentKpi kpi = total(used("0.75", null), unused("0.25"));
        assertShare(kpi.utilization(), "effective", "0.75");
        assertShare(kpi.waste(), "effective", "0.25");
        assertThat(kpi.unused().toDecimalString()).isEqualTo("0.25");
    }

    @Test
    void knowsNoCoverageWhereTheBillStatesNoPricesAsInTheFourthUsageScenario() {
        CommitmentKpi kpi = total(used("1.00", null), onDemand("0.50", null));
        assertShare(kpi.utilization(), "effective", "1");
        assertUnknown(kpi.coverage(), "neither contracted nor list cost");
        assertUnknown(kpi.savingsRateOverList(), "no list cost for 2 of 2 parts");
    }

    @Test
    void measuresByListCostAsInTheSizeFlexibilityScenarioWithOneResource() {
        CommitmentKpi kpi = total(used("0.50", "3.00"), onDemand("2.25", "2.25"));
        // 3.00 / 5.25 and 1 − 2.75 / 5.25
        assertShare(kpi.coverage(), "list", "0.5714285714285714285714285714285714");
        assertShare(kpi.savingsRateOverList(), "list", "0.4761904761904761904761904761904762");
        assertUnknown(kpi.savingsRateOverContracted(), "no contracted cost for 2 of 2 parts");
    }

    @Test
    void halvesTheListPriceAsInTheScenariosWithFullUtilization() {
        assertShare(total(used("1.00", "2.00"), used("1.00", "2.00")).savingsRateOverList(), "list", "0.5");
        assertShare(total(used("1.50", "3.00")).savingsRateOverList(), "list", "0.5");
    }

    @Test
    void countsUnusedCommitmentAgainstTheSavings() {
        CommitmentKpi kpi = total(
                cost("2026-10-05", "AWS", "EC2", "plan", CommitmentStatus.USED, "70", "100", "120"),
                cost("2026-10-05", "AWS", "EC2", "plan", CommitmentStatus.UNUSED, "10", null, null),
                cost("2026-10-05", "AWS", "EC2", "", CommitmentStatus.NONE, "100", "100", "120"));
        assertShare(kpi.coverage(), "contracted", "0.5");
        // (200 − 180) / 200 and (240 − 180) / 240
        assertShare(kpi.savingsRateOverContracted(), "contracted", "0.1");
        assertShare(kpi.savingsRateOverList(), "list", "0.25");
        assertThat(kpi.savings()).isEqualTo(Money.of("20", "USD"));
    }

    @Test
    void isNegativeWhenTheCommitmentCostsMoreThanTheUsageWould() {
        CommitmentKpi kpi = total(
                cost("2026-10-05", "AWS", "EC2", "plan", CommitmentStatus.USED, "7", "10", "10"),
                cost("2026-10-05", "AWS", "EC2", "plan", CommitmentStatus.UNUSED, "8", null, null));
        assertShare(kpi.savingsRateOverContracted(), "contracted", "-0.5");
        assertThat(kpi.savings()).isEqualTo(Money.of("-5", "USD"));
    }

    @Test
    void leavesOutServicesThatNoCommitmentCovers() {
        CommitmentKpi kpi = total(
                cost("2026-10-05", "AWS", "EC2", "plan", CommitmentStatus.USED, "7", "10", "10"),
                cost("2026-10-05", "AWS", "S3", "", CommitmentStatus.NONE, "90", "90", "90"));
        assertShare(kpi.coverage(), "contracted", "1");
        assertShare(kpi.savingsRateOverContracted(), "contracted", "0.3");
    }

    @Test
    void listsEachCommitmentUnderItsProviderAndPeriod() {
        List<CommitmentKpi> kpis = CommitmentKpis.by(
                Period.MONTH,
                List.of(
                        cost("2026-09-30", "AWS", "EC2", "b", CommitmentStatus.USED, "1", "2", "2"),
                        cost("2026-10-01", "AWS", "EC2", "b", CommitmentStatus.USED, "1", "2", "2"),
                        cost("2026-10-01", "AWS", "EC2", "a", CommitmentStatus.UNUSED, "3", null, null),
                        cost("2026-10-02", "Microsoft", "VM", "r", CommitmentStatus.USED, "4", "8", "8"),
                        cost("2026-11-02", "AWS", "EC2", "", CommitmentStatus.NONE, "5", "5", "5")));
        assertThat(kpis)
                .extracting(kpi -> kpi.period() + '|' + kpi.provider() + '|' + kpi.commitment())
                .containsExactly(
                        "2026-09||",
                        "2026-09|AWS|",
                        "2026-09|AWS|b",
                        "2026-10||",
                        "2026-10|AWS|",
                        "2026-10|AWS|a",
                        "2026-10|AWS|b",
                        "2026-10|Microsoft|",
                        "2026-10|Microsoft|r");
        assertThat(kpis.get(3).used().toDecimalString()).isEqualTo("5");
        assertThat(kpis.get(3).unused().toDecimalString()).isEqualTo("3");
        assertShare(kpis.get(3).utilization(), "effective", "0.625");
    }

    @Test
    void namesWeeksByTheirIsoNumber() {
        assertThat(CommitmentKpis.by(Period.WEEK, List.of(used("1", null))))
                .extracting(CommitmentKpi::period)
                .containsOnly("2026-W41");
    }

    @Test
    void saysNothingWhereNoCommitmentIsKnown() {
        assertThat(CommitmentKpis.by(Period.WEEK, List.of(onDemand("1", "1")))).isEmpty();
        assertThat(CommitmentKpis.of("all", List.of())).isEmpty();
    }
}
