package costwright.jobs.utilization;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.schema.resource.ResourceId;
import costwright.schema.utilization.Metric;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleBufferTest {
    private final List<DayKey> drained = new ArrayList<>();
    private int samples;

    /** 16 slots and the overhead of 12 for each day: 36 days fill 1,000. */
    @Test
    void daysOfOneSampleFillItLongBeforeTheirSamplesDo() {
        SampleBuffer buffer = buffer(1000);

        for (int day = 0; day < 35; day++) {
            buffer.accept(new ResourceId("vm-" + day), Metric.CPU_PERCENT, 86_400, 0, 1, 1);
        }
        assertThat(drained).isEmpty();
        buffer.accept(new ResourceId("vm-35"), Metric.CPU_PERCENT, 86_400, 0, 1, 1);
        assertThat(drained).hasSize(36);

        buffer.flush();
        assertThat(drained).hasSize(36);
        assertThat(samples).isEqualTo(36);
        assertThat(buffer.accepted()).isEqualTo(36);
    }

    @Test
    void aLongDayIsHandedOverInPartsThatLoseNothing() {
        SampleBuffer buffer = buffer(200);

        for (int second = 0; second < 1440; second++) {
            buffer.accept(new ResourceId("vm"), Metric.CPU_PERCENT, 60, second * 60L, second, second);
        }
        buffer.flush();

        assertThat(drained).hasSizeGreaterThan(5).allMatch(key -> key.epochDay() == 0);
        assertThat(samples).isEqualTo(1440);
    }

    private SampleBuffer buffer(int capacity) {
        return new SampleBuffer(capacity, (key, day) -> {
            drained.add(key);
            samples += day.size();
        });
    }
}
