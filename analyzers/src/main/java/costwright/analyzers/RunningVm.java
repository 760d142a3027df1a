package costwright.analyzers;

import costwright.schema.finding.Silence;
import costwright.schema.finding.Silence.Reason;
import costwright.schema.resource.Resource;
import costwright.schema.resource.ResourceState;
import costwright.schema.time.Lookback;
import costwright.schema.utilization.Metric;
import costwright.schema.utilization.Series;
import java.util.Optional;
import java.util.function.Function;

/**
 * A machine that runs, with what checks for its use must have measured before they judge: CPU alone does not prove that
 * nobody uses a machine.
 *
 * @param cpu percent
 * @param in bytes per second
 * @param out likewise
 */
public record RunningVm(Resource machine, Lookback window, Series cpu, Series in, Series out) {
    /** What {@code judge} says of the machine, or a silence where it does not run or was not measured. */
    public static Outcome judged(
            String check, Resource machine, Dataset dataset, Lookback window, Function<RunningVm, Outcome> judge) {
        if (machine.state() == ResourceState.UNKNOWN) {
            return silent(check, machine, Reason.ATTRIBUTE_MISSING, "the inventory does not say whether it runs");
        }
        if (machine.state() != ResourceState.RUNNING) {
            return silent(check, machine, Reason.IN_ORDER, machine.state().word());
        }
        Optional<Series> cpu = dataset.utilization().series(machine.id(), Metric.CPU_PERCENT, window);
        if (cpu.isEmpty()) {
            return silent(check, machine, Reason.DATA_INCOMPLETE, "no CPU samples");
        }
        Optional<Series> in = dataset.utilization().series(machine.id(), Metric.NETWORK_IN_BYTES_PER_SECOND, window);
        Optional<Series> out = dataset.utilization().series(machine.id(), Metric.NETWORK_OUT_BYTES_PER_SECOND, window);
        if (in.isEmpty() || out.isEmpty()) {
            return silent(
                    check, machine, Reason.DATA_INCOMPLETE, "no network samples: CPU alone does not prove it unused");
        }
        return judge.apply(new RunningVm(machine, window, cpu.get(), in.get(), out.get()));
    }

    /** An outcome of a check that says nothing of a machine. */
    public static Outcome silent(String check, Resource machine, Reason reason, String detail) {
        return new Outcome.Silent(new Silence(check, machine.id(), reason, detail));
    }
}
