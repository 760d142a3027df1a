package costwright.analyzers.rightsizing;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.analyzers.Estates;
import costwright.analyzers.Outcome;
import costwright.schema.finding.Finding;
import costwright.schema.finding.Silence;
import costwright.schema.resource.Attributes;
import costwright.schema.resource.Resource;
import costwright.schema.resource.ResourceState;
import costwright.schema.utilization.Metric;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Machines that a scaler starts from one template: it is the unit that has a size, and CPU says nothing about it. */
class AutoscalingGroupTest {
    private final VmRightsizing check = new VmRightsizing();

    @Test
    void neverReducesCpuThatTheScalerHoldsAtItsTarget() {
        // One machine on its own would move from 4 to 2 vCPUs.
        assertThat(judge(catalogue().with("a", 20, 3000), List.of(Machines.vm("a", "m5.xlarge"))))
                .singleElement()
                .isInstanceOf(Outcome.Found.class);

        List<Outcome> outcomes = judge(catalogue().with("a", 20, 3000), List.of(member("a")));

        assertThat(outcomes).singleElement().isInstanceOf(Outcome.Silent.class);
    }

    @Test
    void reducesMemoryByTheUnit() {
        List<Outcome> outcomes = judge(
                catalogue()
                        .type("c5.xlarge", 4, 8192, "0.17")
                        .with("a", 60, 3000)
                        .with("b", 60, 3500),
                List.of(member("a"), member("b")));

        assertThat(outcomes)
                .extracting(outcome -> type(((Outcome.Found) outcome).finding()))
                .containsExactly("c5.xlarge", "c5.xlarge");
    }

    @Test
    void givesAllUnitsTheSizeOfTheOneThatNeedsMost() {
        Catalogue catalogue = catalogue()
                .type("c5.xlarge", 4, 8192, "0.14")
                .type("n5.xlarge", 4, 12_288, "0.16")
                .with("a", 60, 3000)
                .with("b", 60, 10_000);

        assertThat(judge(catalogue, List.of(Machines.vm("a", "m5.xlarge"), Machines.vm("b", "m5.xlarge"))))
                .extracting(outcome -> type(((Outcome.Found) outcome).finding()))
                .containsExactly("c5.xlarge", "n5.xlarge");
        assertThat(judge(catalogue, List.of(member("a"), member("b"))))
                .extracting(outcome -> type(((Outcome.Found) outcome).finding()))
                .containsExactly("n5.xlarge", "n5.xlarge");
    }

    @Test
    void leavesAllUnitsAloneWhenOneMustStay() {
        List<Outcome> outcomes = judge(
                catalogue()
                        .type("c5.xlarge", 4, 8192, "0.14")
                        .with("a", 60, 3000)
                        .with("b", 60, 15_000),
                List.of(member("a"), member("b")));

        assertThat(outcomes)
                .extracting(outcome -> ((Outcome.Silent) outcome).silence())
                .extracting(Silence::detail)
                .first()
                .isEqualTo("another machine of its group must stay as it is");
        assertThat(outcomes).allMatch(outcome -> outcome instanceof Outcome.Silent);
    }

    private static String type(Finding finding) {
        return finding.action().parameters().get("instance_type");
    }

    private static Resource member(String id) {
        return Machines.vm(id, "m5.xlarge", ResourceState.RUNNING, Map.of(Attributes.AUTOSCALING_GROUP, "web"));
    }

    private static Catalogue catalogue() {
        return new Catalogue(new Machines().type("m5.large", 2, 8192, "0.096").type("m5.xlarge", 4, 16384, "0.192"));
    }

    private List<Outcome> judge(Catalogue catalogue, List<Resource> machines) {
        Estates estates = new Estates()
                .with(catalogue.machines())
                .with(catalogue.machines().prices());
        machines.forEach(machine -> estates.with(machine).billed(machine.id().value(), "4.608", 20));
        return check.analyze(estates.dataset(), check.descriptor().defaults());
    }

    private record Catalogue(Machines machines) {
        Catalogue type(String name, int vcpu, int memoryMib, String usdPerHour) {
            return new Catalogue(machines.type(name, vcpu, memoryMib, usdPerHour));
        }

        Catalogue with(String id, double cpu, double memoryMib) {
            return new Catalogue(machines.samples(id, Metric.CPU_PERCENT, 32, i -> cpu)
                    .samples(id, Metric.MEMORY_USED_MIB, 32, i -> memoryMib));
        }
    }
}
