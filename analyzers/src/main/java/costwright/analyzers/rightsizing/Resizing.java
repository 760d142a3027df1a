package costwright.analyzers.rightsizing;

import costwright.analyzers.Dataset;
import costwright.analyzers.Descriptor;
import costwright.analyzers.Outcome;
import costwright.analyzers.Precedents.Terms;
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
import costwright.schema.time.Lookback;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Turns the answers of the engine into findings: what the checks for machines and for databases have in common.
 *
 * @param noun what a subject is called in a title
 */
record Resizing(Descriptor descriptor, String noun, Dataset dataset, Thresholds thresholds) {
    static final String DAYS = "lookback-days";
    static final String SAVING = "minimum-saving";
    static final String POLICY = "policy";
    private static final int SCALE = 6;

    List<Outcome> judge(Stream<Resource> subjects) {
        SizingEngine engine = new SizingEngine(policy(), thresholds.get(SAVING).movePointLeft(2));
        FleetSizing sizing = new FleetSizing(
                engine,
                Lookback.ofDays(thresholds.asInt(DAYS), dataset.asOf()),
                dataset.utilization(),
                dataset.prices(),
                machine -> dataset.precedents()
                        .of(descriptor.id(), machine, new Terms(descriptor.version(), thresholds.texts())));
        List<Resource> machines = subjects.toList();
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
        answers.forEach(answer -> outcomes.add(outcome(answer)));
        return outcomes;
    }

    private Policy policy() {
        return Policy.all().get(thresholds.asInt(POLICY));
    }

    private Outcome outcome(Answer answer) {
        if (answer instanceof Answer.Unsized unsized) {
            return silent(unsized.machine(), unsized.reason(), unsized.detail());
        }
        Answer.Sized sized = (Answer.Sized) answer;
        Sizing sizing = sized.sizing();
        if (sizing.recommended().isEmpty()) {
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
        return new Outcome.Found(finding(sized, cost.get()));
    }

    private Finding finding(Answer.Sized sized, MonthlyCost cost) {
        Resource vm = sized.machine();
        Candidate present = sized.sizing().present();
        Candidate proposed = sized.sizing().recommended().orElseThrow().candidate();
        Money saving = share(cost.effective(), present, proposed);
        Evidence evidence = new Evidence(
                sized.window(),
                sized.observation().completeness(),
                Samples.CONVENTION,
                SizingEvidence.facts(sized, policy()),
                arithmetic(sized, cost, saving),
                SizingEvidence.quotes(sized),
                thresholds.texts(),
                SizingEvidence.rejected(sized.sizing()),
                SizingEvidence.chart(sized),
                descriptor.id(),
                descriptor.version(),
                dataset.fingerprint(),
                SizingEvidence.furtherCharts(sized),
                null);
        return new Finding(
                FindingId.of(descriptor.id(), vm.id().value()),
                descriptor.id(),
                List.of(vm.id()),
                title(vm, sized.sizing(), present.type().name(), proposed.type().name()),
                Action.resize(proposed.type().name()),
                saving,
                share(cost.retail(), present, proposed),
                evidence);
    }

    private String title(Resource vm, Sizing sizing, String present, String proposed) {
        return sizing.verdict() == Verdict.UNDER_PROVISIONED
                ? "%s %s is %s; %s instead of %s would do"
                        .formatted(noun, vm.displayName(), sizing.reason(), proposed, present)
                : "%s %s would do its work on %s instead of %s".formatted(noun, vm.displayName(), proposed, present);
    }

    /** What it costs now and would cost, at the rate of its own bill and at list prices. */
    private static List<String> arithmetic(Answer.Sized sized, MonthlyCost cost, Money saving) {
        Candidate present = sized.sizing().present();
        Candidate proposed = sized.sizing().recommended().orElseThrow().candidate();
        List<String> lines = new ArrayList<>();
        lines.add("Billed: %s per month × (1 − %s / %s) = %s"
                .formatted(cost.effective(), proposed.hourly(), present.hourly(), saving));
        lines.add("It would cost %s − %s = %s per month"
                .formatted(cost.effective(), saving, cost.effective().minus(saving)));
        lines.add(cost.commitments());
        lines.add("Billed at list prices: %s per month × (1 − %s / %s) = %s"
                .formatted(
                        cost.retail(), proposed.hourly(), present.hourly(), share(cost.retail(), present, proposed)));
        lines.addAll(SizingEvidence.retail(sized));
        return lines;
    }

    private static Money share(Money cost, Candidate present, Candidate proposed) {
        return cost.times(present.hourly().minus(proposed.hourly()).amount())
                .dividedBy(present.hourly().amount(), SCALE, RoundingMode.HALF_EVEN);
    }

    private Outcome silent(Resource vm, Reason reason, String detail) {
        return new Outcome.Silent(new Silence(descriptor.id(), vm.id(), reason, detail));
    }
}
