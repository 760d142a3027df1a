package costwright.analyzers.waste;

import com.google.auto.service.AutoService;
import costwright.analyzers.Analyzer;
import costwright.analyzers.Capability;
import costwright.analyzers.Dataset;
import costwright.analyzers.Descriptor;
import costwright.analyzers.Input;
import costwright.analyzers.Outcome;
import costwright.analyzers.RunRate;
import costwright.analyzers.Threshold;
import costwright.analyzers.Thresholds;
import costwright.schema.finding.Action;
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
import costwright.schema.resource.ResourceState;
import costwright.schema.resource.ResourceType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Machines that have been off for long, while their disks are billed every hour. */
@AutoService(Analyzer.class)
public final class StoppedVmDisks implements Analyzer {
    private static final String STOPPED_DAYS = "stopped-days";

    private static final Descriptor DESCRIPTOR = new Descriptor(
            "stopped-vm-disks",
            "Which machines have been off for weeks while their disks are still paid for?",
            Capability.WASTE,
            Set.of(Input.INVENTORY, Input.CHARGES),
            List.of(Threshold.of(
                    STOPPED_DAYS,
                    "days",
                    "30",
                    "1",
                    "365",
                    "A month outlasts a monthly job; Azure Optimization Engine and Flexera both wait 30 days.")),
            "sum over its disks of (effective cost of the last billed 14 days × 730 h / 336 h)",
            "The price of the snapshots that you may want to take before deleting; addresses of the machine.",
            List.of("Azure Optimization Engine: machines deallocated for 30 days with billed disks"),
            1);

    /** A disk with what it costs. */
    private record BilledDisk(Resource disk, RunRate rate) {}

    @Override
    public Descriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public List<Outcome> analyze(Dataset dataset, Thresholds thresholds) {
        Map<ResourceId, List<Resource>> disksByVm = dataset.resourcesOf(ResourceType.DISK)
                .filter(disk -> disk.attribute(Attributes.ATTACHED_TO).isPresent())
                .collect(Collectors.groupingBy(
                        disk -> new ResourceId(
                                disk.attribute(Attributes.ATTACHED_TO).orElseThrow()),
                        TreeMap::new,
                        Collectors.toList()));
        return dataset.resourcesOf(ResourceType.VM)
                .map(vm -> judge(vm, disksByVm.getOrDefault(vm.id(), List.of()), dataset, thresholds))
                .toList();
    }

    private static Outcome judge(Resource vm, List<Resource> disks, Dataset dataset, Thresholds thresholds) {
        if (vm.state() != ResourceState.STOPPED) {
            return vm.state() == ResourceState.UNKNOWN
                    ? silent(vm, Reason.ATTRIBUTE_MISSING, "the inventory does not say whether it runs")
                    : silent(vm, Reason.IN_ORDER, vm.state().word());
        }
        Optional<Instant> since = vm.instant(Attributes.STATE_SINCE);
        if (since.isEmpty()) {
            return silent(vm, Reason.ATTRIBUTE_MISSING, "the inventory does not say since when it is stopped");
        }
        long days = Duration.between(since.get(), dataset.asOf()).toDays();
        if (days < thresholds.asInt(STOPPED_DAYS)) {
            return silent(vm, Reason.IN_ORDER, "stopped for %d days only".formatted(days));
        }
        if (disks.isEmpty()) {
            return silent(vm, Reason.NO_SAVING, "it has no disks");
        }
        List<BilledDisk> billed = disks.stream()
                .flatMap(disk -> RunRate.of(dataset, disk).map(rate -> new BilledDisk(disk, rate)).stream())
                .filter(disk -> disk.rate().costs().effective().isPositive())
                .toList();
        if (billed.isEmpty()) {
            return silent(vm, Reason.PRICE_UNKNOWN, "the bill of the last two weeks names none of its disks");
        }
        return new Outcome.Found(finding(vm, days, billed, dataset, thresholds));
    }

    private static Finding finding(
            Resource vm, long days, List<BilledDisk> billed, Dataset dataset, Thresholds thresholds) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("State", vm.state().word(), ""));
        facts.add(new Fact("Stopped for", Long.toString(days), "days"));
        List<String> arithmetic = new ArrayList<>();
        for (BilledDisk disk : billed) {
            facts.add(new Fact(
                    "Disk " + disk.disk().displayName(),
                    disk.disk().attribute(Attributes.SIZE_GIB).orElse("unknown"),
                    "GiB"));
            arithmetic.add(disk.rate().arithmetic(disk.disk().displayName()));
        }
        Money effective = billed.stream()
                .map(disk -> disk.rate().effectivePerMonth())
                .reduce(Money::plus)
                .orElseThrow();
        Money retail = billed.stream()
                .map(disk -> disk.rate().listPerMonth())
                .reduce(Money::plus)
                .orElseThrow();
        arithmetic.add("Sum of %d disks: %s per month".formatted(billed.size(), effective));
        Evidence evidence = new Evidence(
                billed.get(0).rate().window(),
                Ratio.NONE,
                "",
                facts,
                arithmetic,
                List.of(),
                thresholds.texts(),
                List.of(),
                null,
                DESCRIPTOR.id(),
                DESCRIPTOR.version(),
                dataset.fingerprint());
        return new Finding(
                FindingId.of(DESCRIPTOR.id(), vm.id().value()),
                DESCRIPTOR.id(),
                billed.stream().map(disk -> disk.disk().id()).toList(),
                "Machine %s has been off for %d days and still pays for %s"
                        .formatted(vm.displayName(), days, billed.size() == 1 ? "a disk" : billed.size() + " disks"),
                Action.delete("Take snapshots, then delete the machine and its disks"),
                effective,
                retail,
                evidence);
    }

    private static Outcome silent(Resource vm, Reason reason, String detail) {
        return new Outcome.Silent(new Silence(DESCRIPTOR.id(), vm.id(), reason, detail));
    }
}
