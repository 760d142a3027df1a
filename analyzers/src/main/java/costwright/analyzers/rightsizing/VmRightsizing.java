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
import costwright.analyzers.rightsizing.FleetSizing.Answer;
import costwright.analyzers.rightsizing.Sizing.Verdict;
import costwright.analyzers.statistics.Samples;
import costwright.schema.finding.Action;
import costwright.schema.finding.Evidence;
import costwright.schema.finding.Finding;
import costwright.schema.finding.FindingId;
import costwright.schema.finding.Silence;
import costwright.schema.finding.Silence.Reason;
import costwright.schema.money.Money;
import costwright.schema.resource.Resource;
import costwright.schema.resource.ResourceState;
import costwright.schema.resource.ResourceType;
import costwright.schema.time.Lookback;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Machines for which a cheaper type would do. */
@AutoService(Analyzer.class)
public final class VmRightsizing implements Analyzer {
    private static final String DAYS = "lookback-days";
    private static final String SAVING = "minimum-saving";
    private static final String POLICY = "policy";
    private static final int SCALE = 6;

    private static final Descriptor DESCRIPTOR = new Descriptor(
            "vm-rightsizing",
            "Which machines would do their work on a cheaper type?",
            Capability.RIGHTSIZING,
            Set.of(Input.INVENTORY, Input.CHARGES, Input.UTILIZATION, Input.PRICES),
            List.of(
                    Threshold.of(
                            DAYS,
                            "days",
                            "32",
                            "14",
                            "93",
                            "Memory drifts over weeks: 32 days instead of 14 halve the machines that run short of it."),
                    Threshold.of(
                            SAVING,
                            "percent",
                            "10",
                            "0",
                            "100",
                            "A restart is not worth less than a tenth of the price."),
                    Threshold.of(
                            POLICY,
                            "0 savings, 1 balanced, 2 performance",
                            "1",
                            "0",
                            "2",
                            "Balanced has the highest savings net of harm in the track record.")),
            "effective cost of its usage per month × (1 − proposed on-demand price / current on-demand price)",
            "What a commitment covers, which the plan as a whole takes off; licences per core; the speed of a core, which differs between generations.",
            List.of(
                    "AWS Compute Optimizer user guide: Rightsizing recommendation preferences",
                    "The track record of this program: costwright backtest rightsizing"),
            3);

    @Override
    public Descriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public List<Outcome> analyze(Dataset dataset, Thresholds thresholds) {
        Policy policy = Policy.all().get(thresholds.asInt(POLICY));
        SizingEngine engine = new SizingEngine(policy, thresholds.get(SAVING).movePointLeft(2));
        FleetSizing sizing = new FleetSizing(
                engine,
                Lookback.ofDays(thresholds.asInt(DAYS), dataset.asOf()),
                dataset.utilization(),
                dataset.prices());
        List<Resource> machines = dataset.resourcesOf(ResourceType.VM).toList();
        List<Answer> answers = sizing.size(machines.stream()
                .filter(machine -> machine.state() == ResourceState.RUNNING)
                .toList());
        List<Outcome> outcomes = new ArrayList<>();
        machines.stream()
                .filter(machine -> machine.state() != ResourceState.RUNNING)
                .forEach(machine -> outcomes.add(silent(
                        machine,
                        machine.state() == ResourceState.UNKNOWN ? Reason.ATTRIBUTE_MISSING : Reason.IN_ORDER,
                        machine.state().word())));
        answers.forEach(answer -> outcomes.add(outcome(answer, policy, dataset, thresholds)));
        return outcomes;
    }

    private static Outcome outcome(Answer answer, Policy policy, Dataset dataset, Thresholds thresholds) {
        if (answer instanceof Answer.Unsized unsized) {
            return silent(unsized.machine(), unsized.reason(), unsized.detail());
        }
        Answer.Sized sized = (Answer.Sized) answer;
        Sizing sizing = sized.sizing();
        if (sizing.verdict() != Verdict.OVER_PROVISIONED) {
            return silent(
                    sized.machine(),
                    sizing.verdict() == Verdict.INSUFFICIENT_DATA ? Reason.DATA_INCOMPLETE : Reason.IN_ORDER,
                    sizing.reason());
        }
        Optional<MonthlyCost> cost = MonthlyCost.of(dataset, sized.machine());
        if (cost.isEmpty()) {
            return silent(sized.machine(), Reason.PRICE_UNKNOWN, "the bill of the last two weeks does not name it");
        }
        if (!cost.get().effective().isPositive()) {
            return silent(sized.machine(), Reason.NO_SAVING, "its usage costs nothing now");
        }
        return new Outcome.Found(finding(sized, cost.get(), policy, dataset, thresholds));
    }

    private static Finding finding(
            Answer.Sized sized, MonthlyCost cost, Policy policy, Dataset dataset, Thresholds thresholds) {
        Resource vm = sized.machine();
        Candidate present = sized.sizing().present();
        Candidate proposed = sized.sizing().recommended().orElseThrow().candidate();
        Money saving = share(cost.effective(), present, proposed);
        Evidence evidence = new Evidence(
                sized.window(),
                sized.observation().completeness(),
                Samples.CONVENTION,
                SizingEvidence.facts(sized, policy),
                List.of(
                        "%s per month × (1 − %s / %s) = %s"
                                .formatted(cost.effective(), proposed.hourly(), present.hourly(), saving),
                        cost.commitments(),
                        "%s per month at list prices × (1 − %s / %s) = %s"
                                .formatted(
                                        cost.retail(),
                                        proposed.hourly(),
                                        present.hourly(),
                                        share(cost.retail(), present, proposed))),
                SizingEvidence.quotes(sized),
                thresholds.texts(),
                SizingEvidence.rejected(sized.sizing()),
                SizingEvidence.chart(sized),
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
                                proposed.type().name(),
                                present.type().name()),
                Action.resize(proposed.type().name()),
                saving,
                share(cost.retail(), present, proposed),
                evidence);
    }

    private static Money share(Money cost, Candidate present, Candidate proposed) {
        return cost.times(present.hourly().minus(proposed.hourly()).amount())
                .dividedBy(present.hourly().amount(), SCALE, RoundingMode.HALF_EVEN);
    }

    private static Outcome silent(Resource vm, Reason reason, String detail) {
        return new Outcome.Silent(new Silence(DESCRIPTOR.id(), vm.id(), reason, detail));
    }
}
