package costwright.analyzers.rightsizing;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.analyzers.Estates;
import costwright.analyzers.rightsizing.FleetSizing.Answer;
import costwright.analyzers.rightsizing.Sizing.Verdict;
import costwright.schema.money.Money;
import costwright.schema.resource.Attributes;
import costwright.schema.resource.Resource;
import costwright.schema.resource.ResourceState;
import costwright.schema.time.Lookback;
import costwright.schema.utilization.Metric;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SizingEngineTest {
    @Test
    void takesTheCheapestTypeThatMeetsCpuAndMemory() {
        Sizing sizing = sizing(machines(32, i -> 20, i -> 3000));

        assertThat(sizing.verdict()).isEqualTo(Verdict.OVER_PROVISIONED);
        assertThat(recommended(sizing)).isEqualTo("m5.large");
        // (0.192 − 0.096) × 730 = 70.08
        assertThat(sizing.recommended().orElseThrow().monthlySavings()).isEqualTo(Money.of("70.08", "USD"));
    }

    @Test
    void cpuDecidesAtTheHeadroomAndNotAbove() {
        // 2 vCPUs with 20 % headroom hold 1.6 vCPU, which are 40 % of 4.
        assertThat(recommended(sizing(machines(32, i -> 40, i -> 3000)))).isEqualTo("m5.large");
        assertThat(recommended(sizing(machines(32, i -> 40.1, i -> 3000)))).isEqualTo("none");
    }

    @Test
    void memoryMustReachFourDeviationsAboveTheDailyPeaks() {
        // Daily peaks of 7,000 and 7,470 MiB by turns: mean 7,235, deviation 238.8, need 8,190 MiB of 8,192.
        assertThat(recommended(sizing(machines(32, i -> 20, i -> i / 288 % 2 == 0 ? 7000 : 7470))))
                .isEqualTo("m5.large");
        // 7,000 and 7,480: mean 7,240, deviation 243.8, need 8,215.
        assertThat(recommended(sizing(machines(32, i -> 20, i -> i / 288 % 2 == 0 ? 7000 : 7480))))
                .isEqualTo("r5.large");
    }

    @Test
    void memoryIsKeptFiveFoldWhileItsPeakIsFresh() {
        // The highest of 32 days in the seventh day from the end, and in the sixth: 1,700 x 5 = 8,500 MiB of 8,192.
        assertThat(recommended(sizing(machines(32, i -> 20, i -> i == 25 * 288 + 287 ? 1700 : 1600))))
                .isEqualTo("m5.large");
        Sizing fresh = sizing(machines(32, i -> 20, i -> i == 26 * 288 ? 1700 : 1600));
        assertThat(recommended(fresh)).isEqualTo("r5.large");
        assertThat(fresh.need().orElseThrow().of(Dimension.MEMORY).basis())
                .isEqualTo("5 times the highest peak of 32 days, because it is at most 6 days old");
        // 1,638 x 5 = 8,190 MiB.
        assertThat(recommended(sizing(machines(32, i -> 20, i -> i == 26 * 288 ? 1638 : 1600))))
                .isEqualTo("m5.large");
    }

    @Test
    void aLevelThatIsOnlyReachedAgainIsNoFreshPeak() {
        assertThat(recommended(sizing(machines(32, i -> 20, i -> i == 0 || i > 31 * 288 ? 1700 : 1600))))
                .isEqualTo("m5.large");
    }

    @Test
    void aPeakBelowOneOfLongAgoIsNoFreshPeak() {
        // Day 5 of 60 is no part of the month, but was seen.
        assertThat(recommended(sizing(machines(60, i -> 20, i -> i / 288 == 57 ? 1700 : i / 288 == 5 ? 1701 : 1600))))
                .isEqualTo("m5.large");
        assertThat(recommended(sizing(machines(60, i -> 20, i -> i / 288 == 57 ? 1700 : i / 288 == 5 ? 1699 : 1600))))
                .isEqualTo("r5.large");
    }

    @Test
    void takesMoreMemoryWhenItCostsAtMostThreePercentOfThePresentPrice() {
        // 3 % of 0.192 are 0.00576: 0.096 + 0.00576 = 0.10176.
        Sizing roomy = sizing(machines(32, i -> 20, i -> 3000).type("m5.roomy", 2, 12288, "0.10176"));
        assertThat(recommended(roomy)).isEqualTo("m5.roomy");
        assertThat(roomy.reason())
                .isEqualTo(
                        "m5.roomy has more memory than the cheapest type that meets what it needs, m5.large, for hardly more");
        assertThat(recommended(sizing(machines(32, i -> 20, i -> 3000).type("m5.roomy", 2, 12288, "0.10177"))))
                .isEqualTo("m5.large");
        assertThat(recommended(sizing(machines(32, i -> 20, i -> 3000).type("m5.same", 2, 8192, "0.10176"))))
                .isEqualTo("m5.large");
    }

    @Test
    void memoryBeyondThePresentIsOfNoUse() {
        Machines machines = machines(32, i -> 20, i -> 3000)
                .type("m5.all", 2, 16384, "0.10000")
                .type("m5.more", 2, 32768, "0.10100");

        assertThat(recommended(sizing(machines))).isEqualTo("m5.all");
    }

    @Test
    void lessMemoryAloneMustSaveAFairShareOrLeaveTwiceThePeak() {
        // 15 % of 0.192 are 0.0288: 0.1632. Twice 4,096 MiB are 8,192.
        IntToDoubleFunction peak4096 = i -> 4096;
        IntToDoubleFunction peak4097 = i -> 4097;
        IntToDoubleFunction cpu = i -> 60;

        assertThat(recommended(sizing(machines(32, cpu, peak4096).type("c5.xlarge", 4, 8192, "0.1633"))))
                .isEqualTo("c5.xlarge");
        Sizing little = sizing(machines(32, cpu, peak4097).type("c5.xlarge", 4, 8192, "0.1633"));
        assertThat(recommended(little)).isEqualTo("none");
        assertThat(little.options())
                .anySatisfy(
                        option -> assertThat(option.rejection())
                                .isEqualTo(
                                        "less memory alone for less than 15 % of the price, and not 2 times the highest peak of 32 days"));
        assertThat(recommended(sizing(machines(32, cpu, peak4097).type("c5.xlarge", 4, 8192, "0.1632"))))
                .isEqualTo("c5.xlarge");
        // With fewer vCPUs the same memory saves enough.
        assertThat(recommended(sizing(machines(32, i -> 20, peak4097)))).isEqualTo("m5.large");
    }

    @Test
    void whatIsRecommendedMeetsEveryRequirementAndSavesATenth() {
        SplittableRandom random = new SplittableRandom(7);
        int moved = 0;
        for (int n = 0; n < 60; n++) {
            double cpu = random.nextDouble() * 60;
            double memory = 200 + random.nextDouble() * 12_000;
            int peak = random.nextInt(32);
            double height = 1 + random.nextDouble();
            Sizing sizing =
                    sizing(machines(32, i -> cpu, i -> i / 288 == peak ? Math.min(16_000, memory * height) : memory)
                            .type("c5.large", 2, 4096, "0.085")
                            .type("m5.roomy", 2, 12288, "0.0985"));
            NeedEstimate need = sizing.need().orElseThrow();
            assertThat(need.of(Dimension.MEMORY).wanted()).isGreaterThanOrEqualTo(memory);
            if (sizing.recommended().isPresent()) {
                Candidate taken = sizing.recommended().get().candidate();
                assertThat(taken.type().memoryMib().doubleValue())
                        .isGreaterThanOrEqualTo(need.of(Dimension.MEMORY).value());
                assertThat(taken.type().vcpu().doubleValue())
                        .isGreaterThanOrEqualTo(need.of(Dimension.CPU).value());
                assertThat(taken.hourly()).isLessThanOrEqualTo(Money.of("0.1728", "USD"));
                assertThat(sizing.options()).contains(sizing.recommended().get());
                moved++;
            }
        }
        assertThat(moved).isBetween(20, 59);
    }

    @Test
    void neverShrinksMemoryThatWasNotMeasured() {
        Machines machines = catalogue().samples("vm", Metric.CPU_PERCENT, 32, i -> 5);
        Sizing sizing = sizing(machines);

        assertThat(recommended(sizing)).isEqualTo("r5.large"); // 2 vCPUs with the same 16 GiB
    }

    @Test
    void anHourLongLoadCountsWhenItComesBack() {
        IntToDoubleFunction once = i -> i >= 4000 && i < 4012 ? 90 : 5;
        IntToDoubleFunction twice = i -> (i >= 4000 && i < 4012) || (i >= 5200 && i < 5212) ? 90 : 5;

        // Both lie before the last 14 days (from slot 5,184 on) or within its highest half percent.
        assertThat(recommended(sizing(machines(32, once, i -> 3000)))).isEqualTo("m5.large");
        assertThat(recommended(sizing(machines(32, twice, i -> 3000)))).isEqualTo("none");
    }

    @Test
    void aYoungMachineGoesOneStepDownAndKeepsItsMemory() {
        assertThat(recommended(sizing(machines(12, i -> 1, i -> 100)))).isEqualTo("m5.large");
        assertThat(recommended(sizing(machines(11, i -> 1, i -> 100)))).isEqualTo("r5.large");
        assertThat(recommended(sizing(machines(7, i -> 1, i -> 100)))).isEqualTo("r5.large");
        Sizing tooYoung = sizing(machines(6, i -> 1, i -> 100));
        assertThat(tooYoung.verdict()).isEqualTo(Verdict.INSUFFICIENT_DATA);
        assertThat(tooYoung.recommended()).isEmpty();
    }

    @Test
    void needsThirtyHours() {
        // 360 slots are 30 hours, here spread over 32 days.
        assertThat(sizing(machines(32, i -> i % 25 == 0 && i < 9000 ? 1 : Double.NaN, i -> 100))
                        .verdict())
                .isNotEqualTo(Verdict.INSUFFICIENT_DATA);
        assertThat(sizing(machines(32, i -> i % 25 == 0 && i < 8975 ? 1 : Double.NaN, i -> 100))
                        .verdict())
                .isEqualTo(Verdict.INSUFFICIENT_DATA);
    }

    @Test
    void aMachineThatRunsIntoItsCapacityIsMovedUp() {
        Sizing sizing = sizing(machines(32, i -> 95, i -> 3000));

        assertThat(sizing.verdict()).isEqualTo(Verdict.UNDER_PROVISIONED);
        assertThat(recommended(sizing)).isEqualTo("m5.2xlarge");
        assertThat(sizing.recommended().orElseThrow().monthlySavings()).isEqualTo(Money.of("-140.16", "USD"));
        assertThat(sizing(machines(32, i -> 94.9, i -> 3000)).verdict()).isEqualTo(Verdict.OPTIMIZED);
    }

    @Test
    void aRecentlyResizedMachineIsLeftAlone() {
        Machines machines = machines(32, i -> 20, i -> 3000);
        Resource yesterday =
                Machines.vm("vm", "m5.xlarge", ResourceState.RUNNING, Map.of("resized", "2026-11-01T00:00:00Z"));
        Resource longAgo =
                Machines.vm("vm", "m5.xlarge", ResourceState.RUNNING, Map.of("resized", "2026-10-01T00:00:00Z"));

        assertThat(sizing(machines, yesterday).recommended()).isEmpty();
        assertThat(sizing(machines, longAgo).recommended()).isPresent();
    }

    @Test
    void machinesOfAGroupKeepTheirCpuAndShareOneSize() {
        Machines machines = catalogue()
                .type("c5.xlarge", 4, 8192, "0.17")
                .samples("a", Metric.CPU_PERCENT, 32, i -> 1)
                .samples("a", Metric.MEMORY_USED_MIB, 32, i -> 3000)
                .samples("b", Metric.CPU_PERCENT, 32, i -> 1)
                .samples("b", Metric.MEMORY_USED_MIB, 32, i -> 3000);
        List<Answer> answers = fleet(machines)
                .size(List.of(
                        Machines.vm(
                                "a", "m5.xlarge", ResourceState.RUNNING, Map.of(Attributes.AUTOSCALING_GROUP, "web")),
                        Machines.vm(
                                "b", "m5.xlarge", ResourceState.RUNNING, Map.of(Attributes.AUTOSCALING_GROUP, "web"))));

        assertThat(answers)
                .allSatisfy(answer -> assertThat(recommended(((Answer.Sized) answer).sizing()))
                        .isEqualTo("c5.xlarge"));

        machines.samples("b", Metric.MEMORY_USED_MIB, 32, i -> 9000);
        assertThat(fleet(machines)
                        .size(List.of(
                                Machines.vm(
                                        "a",
                                        "m5.xlarge",
                                        ResourceState.RUNNING,
                                        Map.of(Attributes.AUTOSCALING_GROUP, "web")),
                                Machines.vm(
                                        "b",
                                        "m5.xlarge",
                                        ResourceState.RUNNING,
                                        Map.of(Attributes.AUTOSCALING_GROUP, "web")))))
                .allSatisfy(answer -> assertThat(recommended(((Answer.Sized) answer).sizing()))
                        .isEqualTo("none"));
    }

    @Test
    void burstableTypesAreTakenOnlyWhenTheirCreditsLast() {
        // t3.large: 2 vCPUs that earn 0.6 vCPU; 10 % of 4 vCPUs are 0.4, 18 % are 0.72.
        Machines quiet = machines(32, i -> 10, i -> 3000).type("t3.large", 2, 8192, "0.0832", "30");
        Machines busy = machines(32, i -> 18, i -> 3000).type("t3.large", 2, 8192, "0.0832", "30");

        assertThat(recommended(sizing(quiet))).isEqualTo("t3.large");
        assertThat(recommended(sizing(busy))).isEqualTo("m5.large");
        assertThat(sizing(busy).options())
                .anySatisfy(option -> assertThat(option.rejection()).contains("credits would run out"));
        assertThat(recommended(sizing(Policy.PERFORMANCE, quiet))).isEqualTo("m5.large");
    }

    @Test
    void saysWhyEachCheaperTypeWasRejected() {
        Sizing sizing = sizing(machines(32, i -> 60, i -> 3000));

        assertThat(sizing.options().stream()
                        .filter(option -> !option.isFeasible())
                        .map(SizedOption::rejection))
                .isNotEmpty()
                .allMatch(reason -> reason.contains("less than"));
    }

    @Test
    void gradesTheRiskByTheUpperBoundOfExceedance() {
        Track track = Track.of(
                300,
                IntStream.range(0, 4032).mapToLong(i -> i * 300L).toArray(),
                IntStream.range(0, 4032).mapToDouble(i -> i % 100 == 0 ? 2 : 1).toArray());

        // 41 of 4,032 above 1.5: 1.02 %, at most 1.3 % at 95 %.
        assertThat(RiskGrade.of(RiskGrade.exceedance(track, 4032 * 300L, 1.5))).isEqualTo(3);
        // None above 2 in 4,032: at most 0.074 %.
        assertThat(RiskGrade.of(RiskGrade.exceedance(track, 4032 * 300L, 2))).isEqualTo(1);
        assertThat(RiskGrade.of(RiskGrade.exceedance(track, 4032 * 300L, 0.5))).isEqualTo(4);
    }

    private static Machines machines(int days, IntToDoubleFunction cpu, IntToDoubleFunction memory) {
        return catalogue()
                .samples("vm", Metric.CPU_PERCENT, days, cpu)
                .samples("vm", Metric.MEMORY_USED_MIB, days, memory);
    }

    private static Machines catalogue() {
        return new Machines()
                .type("m5.large", 2, 8192, "0.096")
                .type("r5.large", 2, 16384, "0.126")
                .type("m5.xlarge", 4, 16384, "0.192")
                .type("m5.2xlarge", 8, 32768, "0.384");
    }

    private static FleetSizing fleet(Machines machines) {
        return new FleetSizing(
                SizingEngine.of(Policy.BALANCED), Lookback.ofDays(93, Estates.AS_OF), machines, machines.prices());
    }

    private static Sizing sizing(Machines machines) {
        return sizing(machines, Machines.vm("vm", "m5.xlarge"));
    }

    private static Sizing sizing(Machines machines, Resource vm) {
        return ((Answer.Sized) fleet(machines).size(vm)).sizing();
    }

    private static Sizing sizing(Policy policy, Machines machines) {
        return ((Answer.Sized) new FleetSizing(
                                SizingEngine.of(policy),
                                Lookback.ofDays(93, Estates.AS_OF),
                                machines,
                                machines.prices())
                        .size(Machines.vm("vm", "m5.xlarge")))
                .sizing();
    }

    private static String recommended(Sizing sizing) {
        return sizing.recommended()
                .map(option -> option.candidate().type().name())
                .orElse("none");
    }
}
