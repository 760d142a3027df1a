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
import costwright.analyzers.statistics.DayBlockBootstrap;
import costwright.analyzers.statistics.Samples;
import costwright.schema.finding.Action;
import costwright.schema.finding.ActionKind;
import costwright.schema.finding.Evidence;
import costwright.schema.finding.Evidence.Fact;
import costwright.schema.finding.Finding;
import costwright.schema.finding.FindingId;
import costwright.schema.finding.Silence;
import costwright.schema.finding.Silence.Reason;
import costwright.schema.money.Money;
import costwright.schema.quantity.Ratio;
import costwright.schema.resource.Attributes;
import costwright.schema.resource.Resource;
import costwright.schema.resource.ResourceId;
import costwright.schema.resource.ResourceType;
import costwright.schema.time.Lookback;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Containers that reserve more of their node than they use.
 *
 * <p>CPU gives way and memory does not: CPU is sized to a high quantile of its averages, memory above the largest use ever
 * seen. Use that throttling held down says nothing about the need, and a container that was killed for lack of memory, or
 * whose memory nobody measured, keeps its memory.
 *
 * <p>A request costs nothing by itself; its node does. A node can be given back only when both its CPU and its memory are
 * free, so the saving is the smaller of the two shares that are freed, of what the node costs. The node is a subject of
 * the finding: the plan values both on what is left of the node, and so counts neither the node's own right-sizing nor the
 * requests of its other containers twice.
 */
@AutoService(Analyzer.class)
public final class ContainerRequests implements Analyzer {
    private static final String DAYS = "lookback-days";
    private static final String COMPLETENESS = "minimum-completeness-percent";
    private static final String CPU_QUANTILE = "cpu-quantile-percent";
    private static final String CPU_MARGIN = "cpu-margin-percent";
    private static final String MEMORY_MARGIN = "memory-margin-percent";
    private static final String THROTTLING = "maximum-throttling-percent";
    private static final String SAVING = "minimum-saving";

    private static final double CONFIDENCE = 0.95;
    private static final int SCALE = 6;
    private static final BigDecimal LEAST_CORES = new BigDecimal("0.01");
    private static final BigDecimal LEAST_MIB = BigDecimal.valueOf(16);

    private static final Descriptor DESCRIPTOR = new Descriptor(
            "container-requests",
            "Which containers reserve more CPU and memory of their node than they use?",
            Capability.RIGHTSIZING,
            Set.of(Input.INVENTORY, Input.CHARGES, Input.UTILIZATION),
            List.of(
                    Threshold.of(
                            DAYS,
                            "days",
                            "14",
                            "7",
                            "93",
                            "Two weeks show the weekly rhythm twice; the Vertical Pod Autoscaler looks back eight days."),
                    Threshold.of(
                            COMPLETENESS,
                            "percent",
                            "80",
                            "1",
                            "100",
                            "A pod that lived for less than eleven of fourteen days has not shown its rhythm."),
                    Threshold.of(
                            CPU_QUANTILE,
                            "percent",
                            "95",
                            "50",
                            "100",
                            "CPU gives way: what exceeds a request is still served while the node has room."),
                    Threshold.of(
                            CPU_MARGIN,
                            "percent",
                            "15",
                            "0",
                            "200",
                            "The safety margin of the Vertical Pod Autoscaler."),
                    Threshold.of(
                            MEMORY_MARGIN,
                            "percent",
                            "20",
                            "0",
                            "200",
                            "Memory does not give way: a fifth above the largest use seen, as the Vertical Pod Autoscaler"
                                    + " adds after a kill."),
                    Threshold.of(
                            THROTTLING,
                            "percent of periods",
                            "5",
                            "0",
                            "100",
                            "Throttled use is smaller than the need; the alert of the Kubernetes mixin waits until 25 %."),
                    Threshold.of(
                            SAVING,
                            "percent of the request",
                            "10",
                            "0",
                            "100",
                            "A restart is not worth less than a tenth of a request.")),
            "effective cost of the node per month × the smaller of (freed CPU / CPU of the node, freed memory / memory of"
                    + " the node)",
            "Whether the scheduler can empty a node with what is freed; limits, which stay as they are; sidecars that only"
                    + " run at a rollout.",
            List.of(
                    "Kubernetes documentation, Resource Management for Pods and Containers",
                    "Kubernetes autoscaler, Vertical Pod Autoscaler recommender"),
            1);

    @Override
    public Descriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public List<Outcome> analyze(Dataset dataset, Thresholds thresholds) {
        Lookback window = Lookback.ofDays(thresholds.asInt(DAYS), dataset.asOf());
        Map<ResourceId, Resource> resources = dataset.resourcesById();
        return dataset.resourcesOf(ResourceType.CONTAINER)
                .map(container -> judge(container, resources, dataset, window, thresholds))
                .toList();
    }

    /** What a container asks for and what would do; null where it stays as it is. */
    private record Sized(BigDecimal present, BigDecimal proposed, String because) {
        BigDecimal freed() {
            return present.subtract(proposed);
        }

        boolean isSmaller() {
            return freed().signum() > 0;
        }
    }

    private static Outcome judge(
            Resource container,
            Map<ResourceId, Resource> resources,
            Dataset dataset,
            Lookback window,
            Thresholds thresholds) {
        Optional<BigDecimal> cpu = container.number(Attributes.CPU_REQUEST_CORES);
        if (cpu.isEmpty() || cpu.get().signum() <= 0) {
            return silent(container, Reason.ATTRIBUTE_MISSING, "it requests no CPU, so nothing is reserved");
        }
        Demand demand = new DemandReader(dataset.utilization())
                .read(container.id(), window, cpu.get().doubleValue(), Double.NaN);
        Optional<Track> use = demand.of(Dimension.CPU);
        if (use.isEmpty()) {
            return silent(container, Reason.DATA_INCOMPLETE, "no CPU samples in the window");
        }
        Ratio completeness = completeness(use.get(), thresholds.asInt(DAYS));
        if (!completeness.isAtLeast(thresholds.get(COMPLETENESS).movePointLeft(2))) {
            return silent(
                    container,
                    Reason.DATA_INCOMPLETE,
                    "%s of %s samples of CPU"
                            .formatted(
                                    completeness.numerator().toPlainString(),
                                    completeness.denominator().toPlainString()));
        }
        Sized cores = cpu(container, cpu.get(), use.get(), demand.end(), thresholds);
        Sized memory = memory(container, demand, completeness, thresholds);
        if (!cores.isSmaller() && !memory.isSmaller()) {
            return silent(
                    container, Reason.IN_ORDER, "CPU: %s; memory: %s".formatted(cores.because(), memory.because()));
        }
        return priced(container, resources, dataset, window, thresholds, completeness, cores, memory);
    }

    private static Ratio completeness(Track use, int days) {
        return Ratio.of(use.size(), days * Track.SECONDS_PER_DAY / use.intervalSeconds());
    }

    private static Sized cpu(Resource container, BigDecimal request, Track use, long end, Thresholds thresholds) {
        Optional<BigDecimal> throttled = container.number(Attributes.CPU_THROTTLED_PERCENT);
        if (throttled.isPresent() && throttled.get().compareTo(thresholds.get(THROTTLING)) > 0) {
            return new Sized(
                    request,
                    request,
                    "throttled in %s %% of the periods, so its use is smaller than its need"
                            .formatted(throttled.get().stripTrailingZeros().toPlainString()));
        }
        double share = thresholds.get(CPU_QUANTILE).movePointLeft(2).doubleValue();
        double need = DayBlockBootstrap.DEFAULT.upperBound(
                use.average(), use.daysBefore(end), thresholds.asInt(DAYS), share, CONFIDENCE);
        return sized(request, need, thresholds.get(CPU_MARGIN), LEAST_CORES, 3, thresholds);
    }

    private static Sized memory(Resource container, Demand demand, Ratio cpuSamples, Thresholds thresholds) {
        Optional<BigDecimal> request = container.number(Attributes.MEMORY_REQUEST_MIB);
        if (request.isEmpty() || request.get().signum() <= 0) {
            return new Sized(BigDecimal.ZERO, BigDecimal.ZERO, "none is requested");
        }
        if (container.attribute(Attributes.OOM_KILLED).isPresent()) {
            return new Sized(request.get(), request.get(), "it was killed for lack of memory");
        }
        Optional<Track> use = demand.of(Dimension.MEMORY);
        if (use.isEmpty() || BigDecimal.valueOf(use.get().size()).compareTo(cpuSamples.numerator()) < 0) {
            return new Sized(request.get(), request.get(), "its use is not known for the whole window");
        }
        return sized(
                request.get(), use.get().peaks().maximum(), thresholds.get(MEMORY_MARGIN), LEAST_MIB, 0, thresholds);
    }

    /** The need with its margin, rounded up; the request where that is not enough of a change. */
    private static Sized sized(
            BigDecimal request, double need, BigDecimal margin, BigDecimal least, int decimals, Thresholds thresholds) {
        BigDecimal wanted = new BigDecimal(need)
                .multiply(BigDecimal.ONE.add(margin.movePointLeft(2)))
                .setScale(decimals, RoundingMode.UP)
                .max(least);
        BigDecimal worthwhile =
                request.multiply(BigDecimal.ONE.subtract(thresholds.get(SAVING).movePointLeft(2)));
        boolean smaller = wanted.compareTo(worthwhile) <= 0 && wanted.compareTo(request) < 0;
        return new Sized(request, smaller ? wanted : request, smaller ? "smaller would do" : "used as requested");
    }

    private static Outcome priced(
            Resource container,
            Map<ResourceId, Resource> resources,
            Dataset dataset,
            Lookback window,
            Thresholds thresholds,
            Ratio completeness,
            Sized cores,
            Sized memory) {
        String change = change(cores, memory);
        Optional<Resource> node =
                container.attribute(Attributes.NODE).map(ResourceId::new).map(resources::get);
        Optional<BigDecimal> nodeCores = container.number(Attributes.NODE_CPU_CORES);
        Optional<BigDecimal> nodeMemory = container.number(Attributes.NODE_MEMORY_MIB);
        Optional<MonthlyCost> cost = node.flatMap(machine -> MonthlyCost.of(dataset, machine));
        if (cost.isEmpty() || nodeCores.isEmpty() || nodeMemory.isEmpty()) {
            return silent(
                    container,
                    Reason.PRICE_UNKNOWN,
                    "%s would do; what that is worth is unknown, because %s"
                            .formatted(
                                    change,
                                    cost.isEmpty()
                                            ? "the cost of its node is not known"
                                            : "the capacity of its node is not known"));
        }
        BigDecimal share = cores.freed()
                .divide(nodeCores.get(), SCALE, RoundingMode.DOWN)
                .min(memory.freed().divide(nodeMemory.get(), SCALE, RoundingMode.DOWN));
        if (share.signum() <= 0 || !cost.get().effective().isPositive()) {
            return silent(
                    container,
                    Reason.NO_SAVING,
                    "%s would do, but that frees no part of a node as a whole (CPU: %s; memory: %s)"
                            .formatted(change, cores.because(), memory.because()));
        }
        Money saving = worth(cost.get().effective(), share);
        Evidence evidence = new Evidence(
                window,
                completeness,
                Samples.CONVENTION,
                facts(container, cores, memory, node.get(), nodeCores.get(), nodeMemory.get()),
                List.of(
                        "Freed: %s of %s cores and %s of %s MiB; the smaller share is %s"
                                .formatted(
                                        plain(cores.freed()),
                                        plain(nodeCores.get()),
                                        plain(memory.freed()),
                                        plain(nodeMemory.get()),
                                        plain(share)),
                        "%s per month for the node × %s = %s"
                                .formatted(cost.get().effective(), plain(share), saving),
                        cost.get().commitments()),
                List.of(),
                thresholds.texts(),
                List.of(),
                null,
                DESCRIPTOR.id(),
                DESCRIPTOR.version(),
                dataset.fingerprint());
        return new Outcome.Found(new Finding(
                FindingId.of(DESCRIPTOR.id(), container.id().value()),
                DESCRIPTOR.id(),
                List.of(container.id(), node.get().id()),
                "Container %s would do with %s".formatted(name(container), change),
                new Action(
                        ActionKind.RESIZE,
                        "Request " + change,
                        Map.of("cpu", plain(cores.proposed()), "memory", plain(memory.proposed()) + "Mi")),
                saving,
                worth(cost.get().retail(), share),
                evidence));
    }

    private static String name(Resource container) {
        return container.id().value().replaceFirst("^kubernetes:", "");
    }

    private static String change(Sized cores, Sized memory) {
        List<String> parts = new ArrayList<>();
        if (cores.isSmaller()) {
            parts.add("%s cores instead of %s".formatted(plain(cores.proposed()), plain(cores.present())));
        }
        if (memory.isSmaller()) {
            parts.add("%s MiB instead of %s".formatted(plain(memory.proposed()), plain(memory.present())));
        }
        return String.join(" and ", parts);
    }

    private static List<Fact> facts(
            Resource container, Sized cores, Sized memory, Resource node, BigDecimal nodeCores, BigDecimal nodeMemory) {
        List<Fact> facts = new ArrayList<>(List.of(
                new Fact("CPU request", plain(cores.present()), "cores"),
                new Fact("CPU that would do", plain(cores.proposed()), "cores"),
                new Fact("Memory request", plain(memory.present()), "MiB"),
                new Fact("Memory that would do", plain(memory.proposed()), "MiB"),
                new Fact("Node", node.displayName(), ""),
                new Fact("CPU of the node", plain(nodeCores), "cores"),
                new Fact("Memory of the node", plain(nodeMemory), "MiB")));
        container
                .number(Attributes.CPU_THROTTLED_PERCENT)
                .ifPresent(share -> facts.add(new Fact("Throttled", plain(share), "% of periods")));
        return facts;
    }

    private static Money worth(Money node, BigDecimal share) {
        return node.times(share).rounded(SCALE, RoundingMode.HALF_EVEN);
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private static Outcome silent(Resource container, Reason reason, String detail) {
        return new Outcome.Silent(new Silence(DESCRIPTOR.id(), container.id(), reason, detail));
    }
}
