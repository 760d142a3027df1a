package costwright.analyzers.waste;

import com.google.auto.service.AutoService;
import costwright.analyzers.Analyzer;
import costwright.analyzers.Capability;
import costwright.analyzers.Descriptor;
import costwright.analyzers.Input;
import costwright.analyzers.Threshold;
import costwright.schema.finding.Action;
import costwright.schema.finding.Evidence.Fact;
import costwright.schema.resource.Attributes;
import costwright.schema.resource.Resource;
import costwright.schema.resource.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Disks that no machine uses. */
@AutoService(Analyzer.class)
public final class UnattachedDisk extends Leftover {
    public UnattachedDisk() {
        super(
                new Descriptor(
                        "unattached-disk",
                        "Which disks are paid for although no machine has used them for weeks?",
                        Capability.WASTE,
                        Set.of(Input.INVENTORY, Input.CHARGES),
                        List.of(Threshold.of(
                                GRACE,
                                "days",
                                "14",
                                "1",
                                "365",
                                "Two weeks outlast a maintenance and a holiday; AWS Compute Optimizer waits 32 days, Azure"
                                        + " Advisor 30.")),
                        "effective cost of the last billed 14 days × 730 h / 336 h",
                        "The price of a snapshot that you may want to take before deleting; what is on the disk.",
                        List.of(
                                "AWS Compute Optimizer, idle EBS volumes: unattached for 32 days",
                                "Azure Advisor: disks unattached for 30 days"),
                        1),
                ResourceType.DISK);
    }

    @Override
    String title(Resource resource, long days) {
        return "Disk %s has been used by no machine for %d days".formatted(resource.displayName(), days);
    }

    @Override
    Action action(Resource resource) {
        return Action.delete("Take a snapshot if in doubt, then delete the disk");
    }

    @Override
    List<Fact> facts(Resource resource) {
        List<Fact> facts = new ArrayList<>();
        resource.attribute(Attributes.SIZE_GIB).ifPresent(size -> facts.add(new Fact("Size", size, "GiB")));
        resource.attribute(Attributes.STORAGE_CLASS).ifPresent(kind -> facts.add(new Fact("Storage class", kind, "")));
        return facts;
    }
}
