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
import costwright.analyzers.rightsizing.baseline.Advice;
import costwright.analyzers.rightsizing.baseline.ComputeOptimizer;
import costwright.analyzers.statistics.Figures;
import costwright.analyzers.statistics.Samples;
import costwright.schema.finding.Action;
import costwright.schema.finding.Evidence;
import costwright.schema.finding.Evidence.Fact;
import costwright.schema.finding.Evidence.PriceQuote;
import costwright.schema.finding.Finding;
import costwright.schema.finding.FindingId;
import costwright.schema.finding.Silence;
import costwright.schema.finding.Silence.Reason;
import costwright.schema.money.Money;
import costwright.schema.money.PriceAnswer;
import costwright.schema.price.InstanceType;
import costwright.schema.quantity.Ratio;
import costwright.schema.resource.Resource;
import costwright.schema.resource.ResourceState;
import costwright.schema.resource.ResourceType;
import costwright.schema.time.Lookback;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Machines for which a cheaper type would do. */
@AutoService(Analyzer.class)
public final class VmRightsizing implements Analyzer {
    private static final String DAYS = "lookback-days";
    private static final String HOURS = "minimum-hours";
    private static final String SAVING = "minimum-saving";

    private static final Descriptor DESCRIPTOR = new Descriptor(
            "vm-rightsizing",
            "Which machines would do their work on a cheaper type?",
            Capability.RIGHTSIZING,
            Set.of(Input.INVENTORY, Input.CHARGES, Input.UTILIZATION, Input.PRICES),
            List.of(
                    Threshold.of(DAYS, "days", "14", "7", "93", "AWS Compute Optimizer's default lookback."),
                    Threshold.of(HOURS, "hours", "30", "1", "2000", "AWS Compute Optimizer's least amount of data."),
                    Threshold.of(
                            SAVING,
                            "percent",
                            "10",
                            "0",
                            "100",
                            "A restart is not worth less than a tenth of the price.")),
            "uncovered effective cost per month × (1 − proposed on-demand price / current on-demand price)",
            "Hours that a commitment covers; local disks, GPUs and licences per core.",
            List.of("AWS Compute Optimizer user guide: Rightsizing recommendation preferences"),
            1);

    @Override
    public Descriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public List<Outcome> analyze(Dataset dataset, Thresholds thresholds) {
        return dataset.resourcesOf(ResourceType.VM)
                .map(vm -> judge(vm, dataset, thresholds))
                .toList();
    }

    private static Outcome judge(Resource vm, Dataset dataset, Thresholds thresholds) {
        if (vm.state() != ResourceState.RUNNING) {
            return silent(vm, Reason.IN_ORDER, vm.state().word());
        }
        Optional<InstanceType> type = dataset.prices().instanceType(vm.provider(), vm.instanceType());
        if (type.isEmpty()) {
            return silent(vm, Reason.ATTRIBUTE_MISSING, "the type \"%s\" is unknown".formatted(vm.instanceType()));
        }
        Optional<PriceAnswer.Known> price = price(dataset, vm, type.get());
        if (price.isEmpty()) {
            return silent(vm, Reason.PRICE_UNKNOWN, "no on-demand price of " + vm.instanceType());
        }
        Lookback window = Lookback.ofDays(thresholds.asInt(DAYS), dataset.asOf());
        Demand demand = new DemandReader(dataset.utilization())
                .read(
                        vm.id(),
                        window,
                        type.get().vcpu().doubleValue(),
                        type.get().memoryMib().doubleValue());
        if (demand.hoursOn() < thresholds.asDouble(HOURS)) {
            return silent(
                    vm, Reason.DATA_INCOMPLETE, String.format(Locale.ROOT, "%.1f hours of CPU", demand.hoursOn()));
        }
        Optional<MonthlyCost> cost = MonthlyCost.of(dataset, vm);
        if (cost.isEmpty()) {
            return silent(vm, Reason.PRICE_UNKNOWN, "the bill of the last two weeks does not name it");
        }
        Advice.Capacity need = (Advice.Capacity) ComputeOptimizer.DEFAULT.advise(demand);
        Optional<Option> best = cheapest(dataset, vm, type.get(), need);
        if (best.isEmpty() || best.get().hourly().compareTo(price.get().price().money()) >= 0) {
            return silent(vm, Reason.NO_SAVING, "no cheaper type is large enough");
        }
        Money now = price.get().price().money();
        Money less = now.minus(best.get().hourly());
        if (less.times(100).compareTo(now.times(thresholds.get(SAVING))) < 0) {
            return silent(vm, Reason.NO_SAVING, best.get().type().name() + " is hardly cheaper");
        }
        Money saving = cost.get().uncovered().times(less.amount()).dividedBy(now.amount(), 6, RoundingMode.HALF_EVEN);
        if (!saving.isPositive()) {
            return silent(vm, Reason.NO_SAVING, "commitments pay for all of its hours");
        }
        Money retail = cost.get().retail().times(less.amount()).dividedBy(now.amount(), 6, RoundingMode.HALF_EVEN);
        return new Outcome.Found(finding(
                new Case(vm, type.get(), price.get(), window, demand, need, cost.get(), best.get(), saving, retail),
                dataset,
                thresholds));
    }

    private static Optional<Option> cheapest(Dataset dataset, Resource vm, InstanceType current, Advice.Capacity need) {
        double memory = Double.isNaN(need.memoryMib()) ? current.memoryMib().doubleValue() : need.memoryMib();
        return dataset.prices().instanceTypes(vm.provider()).stream()
                .filter(type -> type.arch().equals(current.arch()) && !type.isBurstable() && type.currentGeneration())
                .filter(type -> type.vcpu().doubleValue() >= need.vcpu()
                        && type.memoryMib().doubleValue() >= memory)
                .flatMap(type -> price(dataset, vm, type).map(known -> new Option(type, known)).stream())
                .min(Comparator.comparing(Option::hourly)
                        .thenComparing(option -> option.type().name()));
    }

    private static Optional<PriceAnswer.Known> price(Dataset dataset, Resource vm, InstanceType type) {
        return dataset.prices()
                .onDemand(vm.provider(), vm.region(), type.name(), vm.os())
                .known();
    }

    private static Finding finding(Case found, Dataset dataset, Thresholds thresholds) {
        Resource vm = found.vm();
        InstanceType proposed = found.best().type();
        Track cpu = found.demand().of(Dimension.CPU).orElseThrow();
        long expected = found.window().length().toSeconds() / cpu.intervalSeconds();
        Samples peaks = cpu.peaks();
        Evidence evidence = new Evidence(
                found.window(),
                Ratio.of(cpu.size(), expected),
                Samples.CONVENTION,
                List.of(
                        new Fact("CPU P99.5", Figures.text(peaks.quantile(0.995)), "vCPU"),
                        new Fact("CPU maximum", Figures.text(peaks.maximum()), "vCPU"),
                        new Fact(
                                "CPU needed with 20 % headroom",
                                Figures.text(found.need().vcpu()), "vCPU"),
                        new Fact(
                                "Memory needed with 20 % headroom",
                                Double.isNaN(found.need().memoryMib())
                                        ? "not measured: memory is not reduced"
                                        : Figures.text(found.need().memoryMib()),
                                Double.isNaN(found.need().memoryMib()) ? "" : "MiB"),
                        new Fact("Present type", found.current().name(), ""),
                        new Fact("Samples", Integer.toString(cpu.size()), ""),
                        new Fact("Sample interval", Integer.toString(cpu.intervalSeconds()), "seconds")),
                List.of("%s per month not covered by commitments × (1 − %s / %s) = %s"
                        .formatted(
                                found.cost().uncovered(),
                                found.best().hourly(),
                                found.price().price().money(),
                                found.saving())),
                List.of(
                        quote(found.current(), vm, found.price()),
                        quote(proposed, vm, found.best().price())),
                thresholds.texts(),
                List.of(),
                Sparklines.ofDemand(
                        Dimension.CPU,
                        cpu,
                        found.window(),
                        found.current().vcpu().doubleValue(),
                        proposed.vcpu().doubleValue()),
                DESCRIPTOR.id(),
                DESCRIPTOR.version(),
                dataset.fingerprint());
        return new Finding(
                FindingId.of(DESCRIPTOR.id(), vm.id().value()),
                DESCRIPTOR.id(),
                List.of(vm.id()),
                "Machine %s would do its work on %s instead of %s"
                        .formatted(
                                vm.displayName(),
                                proposed.name(),
                                found.current().name()),
                Action.resize(proposed.name()),
                found.saving(),
                found.retail(),
                evidence);
    }

    private static PriceQuote quote(InstanceType type, Resource vm, PriceAnswer.Known known) {
        Money money = known.price().money();
        return new PriceQuote(
                type.name(),
                vm.region(),
                money.toDecimalString(),
                money.currency().getCurrencyCode(),
                known.price().unit().name(),
                known.source(),
                known.asOf());
    }

    private static Outcome silent(Resource vm, Reason reason, String detail) {
        return new Outcome.Silent(new Silence(DESCRIPTOR.id(), vm.id(), reason, detail));
    }

    private record Option(InstanceType type, PriceAnswer.Known price) {
        Money hourly() {
            return price.price().money();
        }
    }

    private record Case(
            Resource vm,
            InstanceType current,
            PriceAnswer.Known price,
            Lookback window,
            Demand demand,
            Advice.Capacity need,
            MonthlyCost cost,
            Option best,
            Money saving,
            Money retail) {}
}
