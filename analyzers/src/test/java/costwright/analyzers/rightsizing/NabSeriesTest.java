package costwright.analyzers.rightsizing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import costwright.analyzers.Shared;
import costwright.analyzers.statistics.Samples;
import costwright.schema.price.InstanceType;
import costwright.schema.resource.Provider;
import costwright.schema.resource.ResourceId;
import costwright.schema.time.Lookback;
import costwright.schema.utilization.Metric;
import costwright.schema.utilization.Series;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
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

    @Test
    void rowsThatComeTwiceOrALittleLateChangeNothing() {
        for (Path file : cpuSeries()) {
            Track cpu = track(file);
            int n = cpu.size();
            long[] twice = new long[2 * n];
            double[] values = new double[2 * n];
            for (int i = 0; i < n; i++) {
                twice[2 * i] = cpu.startEpochSeconds()[i];
                twice[2 * i + 1] = cpu.startEpochSeconds()[i] + 1;
                values[2 * i] = cpu.average()[i];
                values[2 * i + 1] = cpu.average()[i];
            }

            assertThat(need(twice, values, end(cpu)).of(Dimension.CPU))
                    .as(file.toString())
                    .isEqualTo(need(cpu.startEpochSeconds(), cpu.average(), end(cpu))
                            .of(Dimension.CPU));
        }
    }

    @Test
    void whatIsLeftOfAGappyOrIrregularSeriesIsJudged() {
        for (Path file : cpuSeries()) {
            Track cpu = track(file);
            // A night of each day is gone, and every seventh row of the rest.
            int[] kept = IntStream.range(0, cpu.size())
                    .filter(i -> cpu.startEpochSeconds()[i] % 86_400 > 21_600 && i % 7 != 0)
                    .toArray();
            double[] values =
                    IntStream.of(kept).mapToDouble(i -> cpu.average()[i]).toArray();
            long[] starts = IntStream.of(kept)
                    .mapToLong(i -> cpu.startEpochSeconds()[i])
                    .toArray();

            double wanted = need(starts, values, end(cpu)).of(Dimension.CPU).wanted();

            assertThat(wanted)
                    .as(file.toString())
                    .isGreaterThan(0)
                    .isLessThanOrEqualTo(Samples.of(values).maximum() / 0.8);
        }
    }

    @Test
    void aConstantSeriesNeedsItselfAndTheHeadroom() {
        long[] starts = IntStream.range(0, 14 * 288).mapToLong(i -> i * 300L).toArray();
        double[] values = new double[starts.length];
        Arrays.fill(values, 0.5);

        NeedEstimate need = need(starts, values, 14 * 86_400L);

        // 0.5 vCPU with 20 % headroom.
        assertThat(need.of(Dimension.CPU).wanted()).isCloseTo(0.625, within(1e-12));
        assertThat(need.cpuUpperBound()).isCloseTo(0.5, within(1e-9));
    }

    private static long end(Track track) {
        return track.startEpochSeconds()[track.size() - 1] + 300;
    }

    /** Through the reader, as samples come from a source. */
    private static NeedEstimate need(long[] starts, double[] vcpu, long end) {
        ResourceId id = new ResourceId("vm");
        double[] percent = Arrays.stream(vcpu).map(value -> value / 2 * 100).toArray();
        Series series = new Series(id, Metric.CPU_PERCENT, 300, starts, percent, percent);
        Demand demand = new DemandReader((resource, metric, period) ->
                        metric == Metric.CPU_PERCENT ? Optional.of(series) : Optional.empty())
                .read(id, new Lookback(Instant.ofEpochSecond(starts[0]), Instant.ofEpochSecond(end)), 2, 8192);
        return NeedEstimate.of(Machine.of(type()), demand, Policy.BALANCED, true);
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
