package costwright.jobs.pull.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricDataStreamTest {
    private static final String ANSWER = """
            <GetMetricDataResponse xmlns="http://monitoring.amazonaws.com/doc/2010-08-01/"><GetMetricDataResult>
            <NextToken>abc&amp;d</NextToken><MetricDataResults>
            <member><Timestamps><member>2026-11-01T00:00:00Z</member> <member>2026-11-01T23:55:07Z</member></Timestamps>
            <Values><member>12.345678</member><member>0</member></Values><Id>a0</Id><StatusCode>Complete</StatusCode></member>
            <member><Timestamps><member>2026-11-02T00:00:00.500Z</member></Timestamps>
            <Values><member>1.234567890123456E-5</member></Values><Id>m0</Id><StatusCode>PartialData</StatusCode></member>
            <member><Timestamps/><Values/><Id>a1</Id></member>
            </MetricDataResults></GetMetricDataResult></GetMetricDataResponse>
            """;

    private static String rest(String answer, Map<String, MetricPoints> points) throws IOException {
        try (InputStream rest = MetricDataStream.withoutPoints(
                new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)), points)) {
            return new String(rest.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void takesThePointsOfEachQuery() throws IOException {
        Map<String, MetricPoints> points = MetricDataStream.newPoints();
        rest(ANSWER, points);

        assertThat(points.get("a0").size()).isEqualTo(2);
        assertThat(points.get("a0").start(1))
                .isEqualTo(Instant.parse("2026-11-01T23:55:07Z").getEpochSecond());
        assertThat(points.get("a0").value(0)).isEqualTo(12.345678);
        assertThat(points.get("a0").value(1)).isEqualTo(0.0);
        assertThat(points.get("m0").value(0)).isEqualTo(1.234567890123456E-5);
        assertThat(points.get("a1").size()).isZero();
    }

    @Test
    void leavesTheRestAsItIs() throws IOException {
        String rest = rest(ANSWER, MetricDataStream.newPoints());

        assertThat(rest)
                .contains("<NextToken>abc&amp;d</NextToken>")
                .contains("<Timestamps></Timestamps>")
                .contains("<Id>m0</Id><StatusCode>PartialData</StatusCode>")
                .doesNotContain("12.345678");
    }

    @Test
    void refusesAnAnswerThatIsCutOffAtAnyByteOfItsPoints() {
        int from = ANSWER.indexOf("<Timestamps>") + 12;
        int to = ANSWER.indexOf("<Id>a0");
        for (int length = from; length < to; length++) {
            String cut = ANSWER.substring(0, length);
            Map<String, MetricPoints> points = MetricDataStream.newPoints();
            try {
                rest(cut, points);
            } catch (IOException | RuntimeException expected) {
                continue;
            }
            assertThat(points).as("cut after %d bytes", length).isEmpty();
        }
    }

    @Test
    void refusesValuesWithoutTheirTimestamps() {
        String lame = ANSWER.replace("<member>12.345678</member>", "");
        assertThatThrownBy(() -> rest(lame, MetricDataStream.newPoints()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("more timestamps than values");
    }
}
