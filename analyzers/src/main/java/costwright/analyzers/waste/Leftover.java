package costwright.analyzers.waste;

import costwright.analyzers.Analyzer;
import costwright.analyzers.Dataset;
import costwright.analyzers.Descriptor;
import costwright.analyzers.Outcome;
import costwright.analyzers.RunRate;
import costwright.analyzers.Thresholds;
import costwright.schema.finding.Action;
import costwright.schema.finding.Evidence;
import costwright.schema.finding.Evidence.Fact;
import costwright.schema.finding.Finding;
import costwright.schema.finding.FindingId;
import costwright.schema.finding.Silence;
import costwright.schema.finding.Silence.Reason;
import costwright.schema.quantity.Ratio;
import costwright.schema.resource.Attributes;
import costwright.schema.resource.Resource;
import costwright.schema.resource.ResourceState;
import costwright.schema.resource.ResourceType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The shape that {@link UnattachedDisk} and {@link UnassociatedIp} share: a resource that only makes sense attached to
 * another one, has been alone for longer than a grace period, and is still billed.
 */
abstract class Leftover implements Analyzer {
    static final String GRACE = "grace-days";

    private final Descriptor descriptor;
    private final ResourceType type;

    Leftover(Descriptor descriptor, ResourceType type) {
        this.descriptor = descriptor;
        this.type = type;
    }

    /** A sentence for people without the full stop, such as {@code Disk data-1 has been unattached for 40 days}. */
    abstract String title(Resource resource, long days);

    /** What to do, for people. */
    abstract Action action(Resource resource);

    /** The facts that a person would ask for beside its age. */
    abstract List<Fact> facts(Resource resource);

    @Override
    public final Descriptor descriptor() {
        return descriptor;
    }

    @Override
    public final List<Outcome> analyze(Dataset dataset, Thresholds thresholds) {
        return dataset.resourcesOf(type)
                .map(resource -> judge(resource, dataset, thresholds))
                .toList();
    }

    private Outcome judge(Resource resource, Dataset dataset, Thresholds thresholds) {
        if (resource.attribute(Attributes.ATTACHED_TO).isPresent() || resource.state() == ResourceState.ATTACHED) {
            return silent(resource, Reason.IN_ORDER, "attached");
        }
        if (resource.state() == ResourceState.UNKNOWN) {
            return silent(resource, Reason.ATTRIBUTE_MISSING, "the inventory says neither state nor attached_to");
        }
        Optional<Instant> since = resource.instant(Attributes.STATE_SINCE);
        Optional<Instant> alone = since.or(() -> resource.instant(Attributes.CREATED));
        if (alone.isEmpty()) {
            return silent(resource, Reason.ATTRIBUTE_MISSING, "the inventory says neither state_since nor created");
        }
        long days = Duration.between(alone.get(), dataset.asOf()).toDays();
        if (days < thresholds.asInt(GRACE)) {
            return silent(resource, Reason.IN_ORDER, "alone for %d days only".formatted(days));
        }
        Optional<RunRate> rate = RunRate.of(dataset, resource);
        if (rate.isEmpty()) {
            return silent(resource, Reason.PRICE_UNKNOWN, "the bill of the last two weeks does not name it");
        }
        if (!rate.get().costs().effective().isPositive()) {
            return silent(resource, Reason.NO_SAVING, "it costs nothing now");
        }
        return new Outcome.Found(finding(resource, days, since.isPresent(), rate.get(), dataset, thresholds));
    }

    private Finding finding(
            Resource resource, long days, boolean recorded, RunRate rate, Dataset dataset, Thresholds thresholds) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("State", resource.state().word(), ""));
        facts.add(
                recorded
                        ? new Fact("Alone for", Long.toString(days), "days")
                        : new Fact("Age (when it was detached is not recorded)", Long.toString(days), "days"));
        facts.addAll(facts(resource));
        Evidence evidence = new Evidence(
                rate.window(),
                Ratio.NONE,
                "",
                facts,
                List.of(rate.arithmetic("Effective cost"), "All of it is saved"),
                List.of(),
                thresholds.texts(),
                List.of(),
                null,
                descriptor.id(),
                descriptor.version(),
                dataset.fingerprint());
        return new Finding(
                FindingId.of(descriptor.id(), resource.id().value()),
                descriptor.id(),
                List.of(resource.id()),
                title(resource, days),
                action(resource),
                rate.effectivePerMonth(),
                rate.listPerMonth(),
                evidence);
    }

    private Outcome silent(Resource resource, Reason reason, String detail) {
        return new Outcome.Silent(new Silence(descriptor.id(), resource.id(), reason, detail));
    }
}
