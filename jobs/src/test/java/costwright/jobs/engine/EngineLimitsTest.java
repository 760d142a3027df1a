package costwright.jobs.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class EngineLimitsTest {
    private final EngineLimits limits = new EngineLimits(1024, 2, Path.of("tmp"));

    @Test
    void takesNoMoreThanToldForMostBills() {
        assertThat(limits.memoryMibFor(0)).isEqualTo(1024);
        assertThat(limits.memoryMibFor(8_000_000)).isEqualTo(1024);
    }

    @Test
    void takesMoreForEachMillionRowsAboveEightMillion() {
        assertThat(limits.memoryMibFor(9_000_000)).isEqualTo(1024 + 50);
        assertThat(limits.memoryMibFor(18_000_000)).isEqualTo(1024 + 500);
    }

    @Test
    void staysSmallForSmallFiles() {
        assertThat(EngineLimits.forBytes(16L << 20, Path.of("tmp")).memoryMib()).isEqualTo(384);
        assertThat(EngineLimits.forBytes((16L << 20) + 1, Path.of("tmp")).memoryMib())
                .isEqualTo(1024);
    }
}
