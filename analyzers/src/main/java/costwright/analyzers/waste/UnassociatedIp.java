package costwright.analyzers.waste;

import com.google.auto.service.AutoService;
import costwright.analyzers.Analyzer;
import costwright.analyzers.Capability;
import costwright.analyzers.Descriptor;
import costwright.analyzers.Input;
import costwright.analyzers.Threshold;
import costwright.schema.finding.Action;
import costwright.schema.finding.Evidence.Fact;
import costwright.schema.resource.Resource;
import costwright.schema.resource.ResourceType;
import java.util.List;
import java.util.Set;

/** Public addresses that point at nothing. */
@AutoService(Analyzer.class)
public final class UnassociatedIp extends Leftover {
    public UnassociatedIp() {
        super(
                new Descriptor(
                        "unassociated-ip",
                        "Which public addresses are paid for although they point at nothing?",
                        Capability.WASTE,
                        Set.of(Input.INVENTORY, Input.CHARGES),
                        List.of(Threshold.of(
                                GRACE,
                                "days",
                                "7",
                                "1",
                                "365",
                                "A week outlasts a deployment; an address costs the same attached or not, so waiting longer"
                                        + " saves nothing.")),
                        "effective cost of the last billed 14 days × 730 h / 336 h",
                        "Whether somebody outside has the address in an allow-list.",
                        List.of("AWS Trusted Advisor: Elastic IP address not associated with a running instance"),
                        1),
                ResourceType.IP);
    }

    @Override
    String title(Resource resource, long days) {
        return "Public address %s has pointed at nothing for %d days".formatted(resource.displayName(), days);
    }

    @Override
    Action action(Resource resource) {
        return Action.delete("Release the address");
    }

    @Override
    List<Fact> facts(Resource resource) {
        return List.of();
    }
}
