package costwright.jobs.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import costwright.jobs.pull.file.UtilizationFile;
import costwright.jobs.store.UtilizationStore.Imported;
import costwright.schema.CostwrightException;
import costwright.schema.resource.ResourceId;
import costwright.schema.time.Lookback;
import costwright.schema.utilization.Metric;
import costwright.schema.utilization.Series;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UtilizationStoreIT {
    private static final ResourceId VM = new ResourceId("i-1");
    private static final Lookback TWO_DAYS =
            new Lookback(Instant.parse("2026-10-01T00:00:00Z"), Instant.parse("2026-10-03T00:00:00Z"));

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void givesBackWhatAFileHolds(Dialect dialect) throws IOException {
        Path file = write("""
                resource_id,metric,start,interval_seconds,average,maximum
                i-1,cpu_percent,2026-10-01T23:55:00Z,300,10.5,
                i-1,cpu_percent,2026-10-02T00:00:00Z,300,,12.25
                i-2,cpu_percent,2026-10-02T00:00:00Z,300,1,2
                """);
        try (Store store = TestStores.open(dialect, folder)) {
            UtilizationStore utilization = new UtilizationStore(store);

            assertThat(utilization.add(samples -> UtilizationFile.read(file, samples)))
                    .isEqualTo(new Imported(3, 3, 0));

            Series series = utilization.series(VM, Metric.CPU_PERCENT, TWO_DAYS).orElseThrow();
            assertThat(series.startEpochSeconds()).containsExactly(1_790_898_900L, 1_790_899_200L);
            assertThat(series.average()).containsExactly(10.5, Double.NaN);
            assertThat(series.maximum()).containsExactly(Double.NaN, 12.25);
            assertThat(utilization.series(VM, Metric.MEMORY_PERCENT, TWO_DAYS)).isEmpty();
            assertThat(utilization.contents().resources()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void storingTheSameAgainChangesNothingAndMoreOfADayIsPutIn(Dialect dialect) {
        try (Store store = TestStores.open(dialect, folder)) {
            UtilizationStore utilization = new UtilizationStore(store);
            utilization.add(samples -> {
                samples.accept(VM, Metric.CPU_PERCENT, 300, 1_790_899_200L, 1, 2);
                samples.accept(VM, Metric.CPU_PERCENT, 300, 1_790_899_500L, 3, 4);
            });
            String before = utilization.fingerprint(TWO_DAYS);

            assertThat(utilization.add(samples -> samples.accept(VM, Metric.CPU_PERCENT, 300, 1_790_899_500L, 3, 4)))
                    .isEqualTo(new Imported(1, 0, 1));
            assertThat(utilization.fingerprint(TWO_DAYS)).isEqualTo(before);

            assertThat(utilization.add(samples -> samples.accept(VM, Metric.CPU_PERCENT, 300, 1_790_899_800L, 5, 6)))
                    .isEqualTo(new Imported(1, 1, 0));
            assertThat(utilization.fingerprint(TWO_DAYS)).isNotEqualTo(before);
            assertThat(utilization
                            .series(VM, Metric.CPU_PERCENT, TWO_DAYS)
                            .orElseThrow()
                            .average())
                    .containsExactly(1, 3, 5);
        }
    }

    @Test
    void neverMixesGranularities() {
        try (Store store = TestStores.open(Dialect.SQLITE, folder)) {
            UtilizationStore utilization = new UtilizationStore(store);
            utilization.add(samples -> {
                samples.accept(VM, Metric.CPU_PERCENT, 3600, 1_790_899_200L, 50, 60);
                samples.accept(VM, Metric.CPU_PERCENT, 300, 1_790_899_200L, 1, 2);
                samples.accept(VM, Metric.CPU_PERCENT, 300, 1_790_899_500L, 1, 2);
            });

            Series series = utilization.series(VM, Metric.CPU_PERCENT, TWO_DAYS).orElseThrow();
            assertThat(series.intervalSeconds()).isEqualTo(3600);
            assertThat(series.size()).isEqualTo(1);
        }
    }

    @Test
    void aFileWithABadRowLeavesTheStoreAsItWas() throws IOException {
        Path file = write("""
                resource_id,metric,start,interval_seconds,average,maximum
                i-1,cpu_percent,2026-10-02T00:00:00Z,300,10.5,
                i-1,cpu_temperature,2026-10-02T00:05:00Z,300,10.5,
                i-1,cpu_percent,2026-10-02T00:10:00Z,300,,
                i-1,cpu_percent,2026-10-02T00:15:00Z,300,-1,
                i-1,cpu_percent,2026-10-02T00:20:00Z,0,1,
                """);
        try (Store store = TestStores.open(Dialect.SQLITE, folder)) {
            UtilizationStore utilization = new UtilizationStore(store);

            assertThatThrownBy(() -> utilization.add(samples -> UtilizationFile.read(file, samples)))
                    .isInstanceOfSatisfying(
                            CostwrightException.class,
                            refusal -> assertThat(refusal.problems())
                                    .extracting(problem -> problem.row() + " " + problem.column())
                                    .containsExactly("3 metric", "4 average", "5 average", "6 interval_seconds"));
            assertThat(utilization.contents().samples()).isZero();
        }
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("utilization.csv"), text);
    }
}
