package costwright.analyzers.rightsizing;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.analyzers.Shared;
import costwright.schema.price.InstanceType;
import costwright.schema.resource.Provider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Real CloudWatch series of machines and databases, with holes, duplicates and rows out of order, as they come. */
class NabSeriesTest {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    @Test
    void everySeriesOfCpuGivesAnEstimateWithoutSpecialCasing() {
        List<Path> files = cpuSeries();
        assertThat(files).hasSizeGreaterThan(4);
        for (Path file : files) {
            Track cpu = track(file);
            Demand demand = new Demand(Map.of(Dimension.CPU, cpu), cpu.startEpochSeconds()[cpu.size() - 1] + 300);

            NeedEstimate need = NeedEstimate.of(Machine.of(type()), demand, Policy.BALANCED, true);

            Requirement requirement = need.of(Dimension.CPU);
            assertThat(requirement.wanted())
                    .as(file.toString())
                    .isGreaterThanOrEqualTo(
                            cpu.lastDays(14, demand.end()).averages().quantile(0.995));
            assertThat(need.cpuUpperBound())
                    .isGreaterThanOrEqualTo(
                            cpu.lastDays(14, demand.end()).averages().quantile(0.5));
            // Memory was not measured: all of it stays.
            assertThat(need.of(Dimension.MEMORY).value()).isEqualTo(8192);
        }
    }

    private static List<Path> cpuSeries() {
        try (Stream<Path> files = Files.list(Shared.find("data/traces/nab-aws-cloudwatch"))) {
            return files.filter(file -> file.toString().contains("cpu_utilization"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Track track(Path file) {
        TreeMap<Long, Double> rows = new TreeMap<>();
        for (String row : Shared.rows(file)) {
            String[] cells = row.split(",", -1);
            rows.put(
                    LocalDateTime.parse(cells[0], TIME).toEpochSecond(ZoneOffset.UTC),
                    Double.parseDouble(cells[1]) / 100 * 2);
        }
        return Track.of(
                300,
                rows.keySet().stream().mapToLong(Long::longValue).toArray(),
                rows.values().stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static InstanceType type() {
        return new InstanceType(
                Provider.AWS,
                "m5.large",
                "m5",
                "x86_64",
                BigDecimal.valueOf(2),
                BigDecimal.valueOf(8192),
                null,
                null,
                null,
                null,
                true);
    }
}
