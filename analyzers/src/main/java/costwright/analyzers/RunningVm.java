package costwright.analyzers;

import costwright.schema.finding.Silence;
import costwright.schema.finding.Silence.Reason;
import costwright.schema.resource.Resource;
import costwright.schema.time.Lookback;
import costwright.schema.utilization.Metric;
import costwright.schema.utilization.Series;
import java.util.Optional;

/** What checks for the use of a machine must know before they judge: whether it runs, and what its network did. */
public final class RunningVm {
    private RunningVm() {}

    /** The silence about a machine that does not run, or of which nobody knows whether it does. */
    public static Optional<Silence> orSilence(String check, Resource vm) {
        return switch (vm.state()) {
            case RUNNING -> Optional.empty();
            case UNKNOWN ->
                Optional.of(new Silence(
                        check, vm.id(), Reason.ATTRIBUTE_MISSING, "the inventory does not say whether it runs"));
            default ->
                Optional.of(
                        new Silence(check, vm.id(), Reason.IN_ORDER, vm.state().word()));
        };
    }

    /** Bytes per second in both directions: CPU alone does not prove that nobody uses a machine. */
    public record Network(Series in, Series out) {
        /** Empty where either direction was not measured. */
        public static Optional<Network> read(Dataset dataset, Resource vm, Lookback window) {
            Optional<Series> in = dataset.utilization().series(vm.id(), Metric.NETWORK_IN_BYTES_PER_SECOND, window);
            return dataset.utilization()
                    .series(vm.id(), Metric.NETWORK_OUT_BYTES_PER_SECOND, window)
                    .flatMap(out -> in.map(received -> new Network(received, out)));
        }
    }
}
