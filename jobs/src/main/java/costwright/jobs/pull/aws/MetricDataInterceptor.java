package costwright.jobs.pull.aws;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Hands the points of a GetMetricData answer to the map that the request carries. */
final class MetricDataInterceptor implements ExecutionInterceptor {
    static final ExecutionAttribute<Map<String, MetricPoints>> POINTS = new ExecutionAttribute<>("CostwrightPoints");

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        Map<String, MetricPoints> points = attributes.getAttribute(POINTS);
        Optional<InputStream> body = context.responseBody();
        if (points == null || body.isEmpty() || !context.httpResponse().isSuccessful()) {
            return body;
        }
        try {
            return Optional.of(MetricDataStream.withoutPoints(body.get(), points));
        } catch (IOException e) {
            throw new UncheckedIOException("the answer cannot be parsed: " + e.getMessage(), e);
        }
    }
}
