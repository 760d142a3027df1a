package costwright.analyzers.rightsizing;

import com.google.auto.service.AutoService;
import costwright.analyzers.Analyzer;
import costwright.analyzers.Capability;
import costwright.analyzers.Dataset;
import costwright.analyzers.Descriptor;
import costwright.analyzers.Input;
import costwright.analyzers.Outcome;
import costwright.analyzers.Threshold;
import costwright.analyzers.Thresholds;
import costwright.schema.resource.ResourceType;
import java.util.List;
import java.util.Set;

/** Machines for which a cheaper type would do, and machines that are too small: a larger type costs, which is a negative saving. */
@AutoService(Analyzer.class)
public final class VmRightsizing implements Analyzer {
    static final String ID = "vm-rightsizing";

    private static final Descriptor DESCRIPTOR = new Descriptor(
            ID,
            "Which machines would do their work on a cheaper type, and which are too small?",
            Capability.RIGHTSIZING,
            Set.of(Input.INVENTORY, Input.CHARGES, Input.UTILIZATION, Input.PRICES),
            List.of(
                    Threshold.of(
                            Resizing.DAYS,
                            "days",
                            "32",
                            "14",
                            "93",
                            "Memory drifts over weeks: 32 days instead of 14 halve the machines that run short of it."),
                    Threshold.of(
                            Resizing.SAVING,
                            "percent",
                            "10",
                            "0",
                            "100",
                            "A restart is not worth less than a tenth of the price."),
                    Threshold.of(
                            Resizing.POLICY,
                            "0 savings, 1 balanced, 2 performance",
                            "1",
                            "0",
                            "2",
                            "Balanced has the highest savings net of harm in the track record.")),
            "effective cost of its usage per month × (1 − proposed on-demand price / current on-demand price); negative for a larger type",
            "What a commitment covers, which the plan as a whole takes off; licences per core; the speed of a core, which differs between generations.",
            List.of(
                    "AWS Compute Optimizer user guide: Rightsizing recommendation preferences",
                    "The track record of this program: costwright backtest rightsizing"),
            5);

    @Override
    public Descriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public List<Outcome> analyze(Dataset dataset, Thresholds thresholds) {
        return new Resizing(DESCRIPTOR, "Machine", dataset, thresholds).judge(dataset.resourcesOf(ResourceType.VM));
    }
}
