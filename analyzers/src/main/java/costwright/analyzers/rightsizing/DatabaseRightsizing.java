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

/**
 * Managed databases for which a cheaper class would do, or that are too small. Memory is never reduced: the cache of a database fills what there
 * is, and the number of connections that it allows follows from memory.
 */
@AutoService(Analyzer.class)
public final class DatabaseRightsizing implements Analyzer {
    static final String ID = "database-rightsizing";

    private static final Descriptor DESCRIPTOR = new Descriptor(
            ID,
            "Which databases would do their work on a cheaper class, and which are too small?",
            Capability.RIGHTSIZING,
            Set.of(Input.INVENTORY, Input.CHARGES, Input.UTILIZATION, Input.PRICES),
            List.of(
                    Threshold.of(
                            Resizing.DAYS,
                            "days",
                            "32",
                            "14",
                            "93",
                            "Databases work hardest at a month's end, which 32 days hold."),
                    Threshold.of(
                            Resizing.SAVING,
                            "percent",
                            "10",
                            "0",
                            "100",
                            "A failover is not worth less than a tenth of the price."),
                    Threshold.of(
                            Resizing.POLICY,
                            "0 savings, 1 balanced, 2 performance",
                            "1",
                            "0",
                            "2",
                            "Balanced has the highest savings net of harm in the track record of machines.")),
            "effective cost of its usage per month × (1 − proposed on-demand price / current on-demand price); negative for a larger class",
            "What a commitment covers, which the plan as a whole takes off; storage, which costs the same on any class; whether the engine's version runs on the proposed class; licences.",
            List.of(
                    "AWS Compute Optimizer user guide: RDS DB instance recommendations (memory is never found too large)",
                    "Amazon RDS user guide: DB instance classes (vCPUs and memory are those of the EC2 type of the same name)"),
            3);

    @Override
    public Descriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public List<Outcome> analyze(Dataset dataset, Thresholds thresholds) {
        return new Resizing(DESCRIPTOR, "Database", dataset, thresholds)
                .judge(dataset.resourcesOf(ResourceType.DATABASE));
    }
}
