package costwright.analyzers.rightsizing;

import costwright.analyzers.Precedents.Precedent;
import costwright.schema.finding.Silence.Reason;
import costwright.schema.price.InstanceType;
import costwright.schema.price.PriceBook;
import costwright.schema.resource.Attributes;
import costwright.schema.resource.Resource;
import costwright.schema.resource.ResourceId;
import costwright.schema.resource.ResourceType;
import costwright.schema.time.Lookback;
import costwright.schema.utilization.UtilizationSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Sizes machines of an inventory one by one: looks up type, prices and samples and asks the engine. The check of the weekly
 * analysis and the plan from files both go through here.
 */
public final class FleetSizing {
    /** The checks that propose sizes, by id. */
    public static final List<String> CHECKS = List.of(VmRightsizing.ID, DatabaseRightsizing.ID);

    /** A machine that was resized is left alone for so long. */
    private static final Duration SETTLING = Duration.ofDays(30);

    private final SizingEngine engine;
    private final Lookback window;
    private final UtilizationSource utilization;
    private final PriceBook prices;
    private final Function<ResourceId, List<Precedent>> precedents;
    private final Map<List<String>, List<Candidate>> candidates = new ConcurrentHashMap<>();

    /** Machines of which nothing was said before. */
    public FleetSizing(SizingEngine engine, Lookback window, UtilizationSource utilization, PriceBook prices) {
        this(engine, window, utilization, prices, machine -> List.of());
    }

    /**
     * @param window everything that may be looked at; it ends at the as-of instant
     * @param precedents what was proposed for a machine before, newest first
     */
    public FleetSizing(
            SizingEngine engine,
            Lookback window,
            UtilizationSource utilization,
            PriceBook prices,
            Function<ResourceId, List<Precedent>> precedents) {
        this.precedents = precedents;
        this.engine = engine;
        this.window = window;
        this.utilization = utilization;
        this.prices = prices;
    }

    /** What is said of one machine. */
    public sealed interface Answer {
        Resource machine();

        /** The engine was asked. Samples are not kept: those of a fleet would not fit in memory. */
        record Sized(Resource machine, Machine facts, Lookback window, Sizing sizing, Observation observation)
                implements Answer {}

        /** Something is missing that the engine needs. */
        record Unsized(Resource machine, Reason reason, String detail) implements Answer {}
    }

    /**
     * One answer for each machine, in the order given. Machines of one autoscaling group get one size: the largest that any
     * of them needs, or none when one of them must stay.
     */
    public List<Answer> size(List<Resource> machines) {
        // Machines are independent of each other; the order of the answers is that of the machines.
        return Groups.alike(machines.parallelStream().map(this::size).toList());
    }

    /** The answer for one machine by itself. */
    public Answer size(Resource machine) {
        Optional<InstanceType> type = prices.instanceType(machine.provider(), machine.instanceType());
        if (type.isEmpty()) {
            return new Answer.Unsized(
                    machine,
                    Reason.ATTRIBUTE_MISSING,
                    "vCPUs and memory of the type \"%s\" are unknown".formatted(machine.instanceType()));
        }
        List<Candidate> all = candidates.computeIfAbsent(
                List.of(machine.provider().word(), machine.region(), machine.os(), machine.instanceType()),
                key -> Candidate.of(machine, type.get(), prices));
        if (all.stream().noneMatch(candidate -> candidate.type().name().equals(machine.instanceType()))) {
            return new Answer.Unsized(
                    machine,
                    Reason.PRICE_UNKNOWN,
                    "no on-demand price of %s in %s".formatted(machine.instanceType(), machine.region()));
        }
        Machine facts = facts(machine, type.get());
        Demand demand = new DemandReader(utilization).read(machine.id(), window, facts.vcpu(), facts.memoryMib());
        if (demand.of(Dimension.CPU).isEmpty()) {
            return new Answer.Unsized(machine, Reason.DATA_INCOMPLETE, "no CPU samples");
        }
        Sizing sizing = engine.size(
                facts, demand, all, Standing.of(precedents.apply(machine.id()), machine.instanceType(), all), true);
        return new Answer.Sized(
                machine, facts, window, sizing, Observation.of(facts, demand, window, sizing, engine.policy()));
    }

    private Machine facts(Resource machine, InstanceType type) {
        Optional<Instant> resized = machine.instant("resized");
        return new Machine(
                type,
                type.vcpu().doubleValue(),
                type.memoryMib().doubleValue(),
                machine.attribute(Attributes.AUTOSCALING_GROUP).isPresent(),
                machine.type() == ResourceType.DATABASE,
                resized.map(at -> Duration.between(at, window.end()).compareTo(SETTLING) < 0)
                        .orElse(false));
    }
}
