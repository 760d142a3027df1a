package costwright.jobs.pull.aws;

import costwright.jobs.pull.CallFailure;
import costwright.jobs.pull.Lane;
import costwright.jobs.pull.PullContext;
import costwright.jobs.pull.PullTask;
import costwright.schema.resource.Resource;
import costwright.schema.resource.ResourceId;
import costwright.schema.resource.ResourceState;
import costwright.schema.utilization.Metric;
import costwright.schema.utilization.Series;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;

/**
 * Utilization of one region by GetMetricData: average and maximum of whole UTC days, at most 500 queries a call.
 *
 * <p>A day that is over does not change: how far each resource is read is kept after every batch, so that a second pull
 * asks for nothing and a killed one goes on with the batch that it was at.
 */
final class CloudWatchPull {
    /** The limit of the API. */
    static final int QUERIES_PER_CALL = 500;

    static final int LOOKBACK_DAYS = 14;
    private static final int POINTS_PER_CALL = 100_800;
    private static final String DATASET = "utilization";

    private final PullContext context;
    private final AwsScope scope;
    private final CloudWatchClient client;
    private final Lane lane;
    private final Supplier<List<Resource>> inventory;

    /** @param inventory what the same run found in the region */
    CloudWatchPull(
            PullContext context,
            AwsScope scope,
            CloudWatchClient client,
            Lane lane,
            Supplier<List<Resource>> inventory) {
        this.context = context;
        this.scope = scope;
        this.client = client;
        this.lane = lane;
        this.inventory = inventory;
    }

    PullTask task() {
        return PullTask.of(scope.name(), DATASET, this::read);
    }

    /** What is asked together: the same stretch of time and the same interval. */
    private record Stretch(Instant from, int intervalSeconds) {}

    private PullTask.Outcome read() {
        Instant until = context.asOf().truncatedTo(ChronoUnit.DAYS);
        Instant earliest = until.minus(Duration.ofDays(LOOKBACK_DAYS));
        Map<String, Instant> marks = context.store().watermarks(context.source(), DATASET);
        Map<Stretch, List<Resource>> due =
                new TreeMap<>(Comparator.comparing(Stretch::from).thenComparingInt(Stretch::intervalSeconds));
        for (Resource resource : inventory.get()) {
            Instant mark = marks.getOrDefault(resource.id().value(), earliest);
            Instant from = mark.isBefore(earliest) ? earliest : mark;
            if (from.isBefore(until) && !CloudWatchMetric.of(resource).isEmpty() && isMeasured(resource)) {
                due.computeIfAbsent(
                                new Stretch(from, CloudWatchMetric.intervalSeconds(resource.type())),
                                stretch -> new ArrayList<>())
                        .add(resource);
            }
        }
        if (due.isEmpty()) {
            return PullTask.Outcome.CACHED;
        }
        Map<String, Map<String, String>> memory = agentMemory();
        due.forEach((stretch, resources) -> read(stretch, until, resources, memory));
        return PullTask.Outcome.READ;
    }

    /** A machine that is stopped is measured too: what it did before it stopped counts. */
    private static boolean isMeasured(Resource resource) {
        return resource.state() != ResourceState.UNKNOWN;
    }

    /** The dimensions under which the CloudWatch agent reports memory, by instance. */
    private Map<String, Map<String, String>> agentMemory() {
        Map<String, Map<String, String>> dimensions = new TreeMap<>();
        String token = null;
        do {
            String from = token;
            ListMetricsResponse answer = lane.call(
                    "cloudwatch:ListMetrics",
                    () -> client.listMetrics(request -> request.namespace("CWAgent")
                            .metricName("mem_used_percent")
                            .nextToken(from)));
            answer.metrics().forEach(metric -> {
                Map<String, String> named = metric.dimensions().stream()
                        .collect(
                                Collectors.toMap(Dimension::name, Dimension::value, (one, other) -> one, TreeMap::new));
                String instance = named.get("InstanceId");
                if (instance != null) {
                    // Of several ways to report the same memory the one with the fewest dimensions is the machine's
                    // own.
                    dimensions.merge(instance, named, (one, other) -> one.size() <= other.size() ? one : other);
                }
            });
            token = answer.nextToken();
        } while (token != null && !token.isBlank());
        return dimensions;
    }

    private void read(
            Stretch stretch, Instant until, List<Resource> resources, Map<String, Map<String, String>> memory) {
        List<CloudWatchMetric> batch = new ArrayList<>();
        for (Resource resource : resources) {
            List<CloudWatchMetric> metrics = new ArrayList<>(CloudWatchMetric.of(resource));
            Map<String, String> agent = memory.get(resource.id().value());
            if (agent != null) {
                metrics.add(
                        CloudWatchMetric.level(resource, Metric.MEMORY_PERCENT, "CWAgent", "mem_used_percent", agent));
            }
            if ((batch.size() + metrics.size()) * 2 > QUERIES_PER_CALL) {
                readBatch(stretch, until, batch);
                batch.clear();
            }
            batch.addAll(metrics);
        }
        readBatch(stretch, until, batch);
    }

    private void readBatch(Stretch stretch, Instant until, List<CloudWatchMetric> batch) {
        Map<String, MetricPoints> points = points(stretch, until, queries(stretch, batch));
        List<Series> series = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            MetricPoints average = points.get("a" + i);
            MetricPoints maximum = points.get("m" + i);
            if (average != null && average.size() > 0) {
                series.add(series(batch.get(i), stretch.intervalSeconds(), average, maximum));
            }
        }
        context.sink().utilization(series);
        Collection<String> read = batch.stream()
                .map(CloudWatchMetric::resource)
                .map(Resource::id)
                .map(ResourceId::value)
                .collect(Collectors.toCollection(TreeSet::new));
        context.store().noteWatermarks(context.source(), DATASET, read, until);
    }

    private static List<MetricDataQuery> queries(Stretch stretch, List<CloudWatchMetric> batch) {
        List<MetricDataQuery> queries = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            CloudWatchMetric metric = batch.get(i);
            queries.add(query("a" + i, metric, metric.averageStatistic(), stretch.intervalSeconds()));
            queries.add(query("m" + i, metric, "Maximum", stretch.intervalSeconds()));
        }
        return queries;
    }

    private static MetricDataQuery query(String id, CloudWatchMetric metric, String statistic, int seconds) {
        List<Dimension> dimensions = metric.dimensions().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> Dimension.builder()
                        .name(entry.getKey())
                        .value(entry.getValue())
                        .build())
                .toList();
        return MetricDataQuery.builder()
                .id(id)
                .metricStat(stat -> stat.stat(statistic)
                        .period(seconds)
                        .metric(what -> what.namespace(metric.namespace())
                                .metricName(metric.name())
                                .dimensions(dimensions)))
                .build();
    }

    /** The points of all pages by query id. */
    private Map<String, MetricPoints> points(Stretch stretch, Instant until, List<MetricDataQuery> queries) {
        Map<String, MetricPoints> all = MetricDataStream.newPoints();
        String token = null;
        do {
            String from = token;
            // What an attempt that fails half-way has read is dropped with its map.
            Page page = lane.call("cloudwatch:GetMetricData", () -> page(stretch, until, queries, from));
            page.points().forEach((id, points) -> all.merge(id, points, MetricPoints::append));
            if (page.next() != null && page.next().equals(from)) {
                throw new CallFailure(CallFailure.Why.MALFORMED, "GetMetricData names the same page again.");
            }
            token = page.next();
        } while (token != null);
        return all;
    }

    private record Page(Map<String, MetricPoints> points, String next) {}

    private Page page(Stretch stretch, Instant until, List<MetricDataQuery> queries, String token) {
        Map<String, MetricPoints> points = MetricDataStream.newPoints();
        GetMetricDataResponse answer = client.getMetricData(request -> request.startTime(stretch.from())
                .endTime(until)
                .scanBy(ScanBy.TIMESTAMP_ASCENDING)
                .maxDatapoints(POINTS_PER_CALL)
                .metricDataQueries(queries)
                .nextToken(token)
                .overrideConfiguration(
                        settings -> settings.putExecutionAttribute(MetricDataInterceptor.POINTS, points)));
        String next = answer.nextToken();
        return new Page(points, next == null || next.isBlank() ? null : next);
    }

    /** Joins averages and maxima by the start of their interval. */
    static Series series(CloudWatchMetric metric, int intervalSeconds, MetricPoints average, MetricPoints maximum) {
        int size = average.size();
        long[] starts = new long[size];
        double[] averages = new double[size];
        double[] maxima = new double[size];
        Arrays.fill(maxima, Double.NaN);
        int other = 0;
        for (int i = 0; i < size; i++) {
            starts[i] = average.start(i);
            averages[i] = average.value(i) * metric.averageFactor(intervalSeconds);
            while (maximum != null && other < maximum.size() && maximum.start(other) < starts[i]) {
                other++;
            }
            if (maximum != null && other < maximum.size() && maximum.start(other) == starts[i]) {
                maxima[i] = maximum.value(other) * metric.maximumFactor();
            }
        }
        return new Series(metric.resource().id(), metric.metric(), intervalSeconds, starts, averages, maxima);
    }
}
