package costwright.analyzers.rightsizing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import costwright.schema.resource.ResourceId;
import costwright.schema.time.Lookback;
import costwright.schema.utilization.Metric;
import costwright.schema.utilization.Series;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DemandReaderTest {
    private static final ResourceId VM = new ResourceId("vm");
    private static final Lookback WINDOW = new Lookback(Instant.EPOCH, Instant.ofEpochSecond(86_400));

    @Test
    void percentagesAreOfTheCapacityThatWasThereAtTheTime() {
        Demand demand = read(Map.of(
                Metric.CPU_PERCENT, series(Metric.CPU_PERCENT, new long[] {0, 300, 600}, 50, 50, 50),
                Metric.CPU_CAPACITY_VCPU, series(Metric.CPU_CAPACITY_VCPU, new long[] {0, 600}, 2, 8)));

        assertThat(demand.of(Dimension.CPU).orElseThrow().average()).containsExactly(1, 1, 4);
    }

    @Test
    void memoryInMebibytesWinsOverPercentages() {
        Demand demand = read(Map.of(
                Metric.MEMORY_PERCENT, series(Metric.MEMORY_PERCENT, new long[] {0}, 50),
                Metric.MEMORY_USED_MIB, series(Metric.MEMORY_USED_MIB, new long[] {0}, 700)));

        assertThat(demand.of(Dimension.MEMORY).orElseThrow().average()).containsExactly(700);
        assertThat(read(Map.of(Metric.MEMORY_PERCENT, series(Metric.MEMORY_PERCENT, new long[] {0}, 50)))
                        .of(Dimension.MEMORY)
                        .orElseThrow()
                        .average())
                .containsExactly(512); // half of 1,024 MiB
    }

    @Test
    void bothDirectionsOfNetworkAreAdded() {
        Demand demand = read(Map.of(
                Metric.NETWORK_IN_BYTES_PER_SECOND,
                series(Metric.NETWORK_IN_BYTES_PER_SECOND, new long[] {0, 300}, 125_000, 125_000),
                Metric.NETWORK_OUT_BYTES_PER_SECOND,
                series(Metric.NETWORK_OUT_BYTES_PER_SECOND, new long[] {300}, 250_000)));

        assertThat(demand.of(Dimension.NETWORK).orElseThrow().average()[0]).isCloseTo(1, within(1e-9));
        assertThat(demand.of(Dimension.NETWORK).orElseThrow().average()[1]).isCloseTo(3, within(1e-9));
    }

    @Test
    void rowsOfOneSlotAreOneSample() {
        // A second row within half an interval describes the same slot; its peak counts, its time does not.
        Demand demand = read(
                Map.of(Metric.CPU_PERCENT, series(Metric.CPU_PERCENT, new long[] {0, 100, 300, 601}, 10, 90, 20, 30)));

        Track cpu = demand.of(Dimension.CPU).orElseThrow();
        assertThat(cpu.startEpochSeconds()).containsExactly(0, 300, 601);
        assertThat(cpu.peak()).containsExactly(1.8, 0.4, 0.6);
        assertThat(cpu.hours()).isCloseTo(0.25, within(1e-9));
    }

    private static Demand read(Map<Metric, Series> series) {
        return new DemandReader((resource, metric, period) -> Optional.ofNullable(series.get(metric)))
                .read(VM, WINDOW, 2, 1024);
    }

    private static Series series(Metric metric, long[] starts, double... values) {
        return new Series(VM, metric, 300, starts, values, values.clone());
    }
}
