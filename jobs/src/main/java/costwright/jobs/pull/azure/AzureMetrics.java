package costwright.jobs.pull.azure;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.ObjectNode;
import costwright.jobs.pull.Lane;
import costwright.jobs.pull.PullContext;
import costwright.jobs.pull.PullTask;
import costwright.jobs.pull.PullTask.Outcome;
import costwright.schema.resource.Resource;
import costwright.schema.resource.ResourceId;
import costwright.schema.resource.ResourceType;
import costwright.schema.utilization.Metric;
import costwright.schema.utilization.Series;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Utilization of the resources of one kind, subscription and region by the metrics batch API: average and maximum of whole UTC
 * days, at most 50 resources a call. How far each resource is read is kept after every call.
 */
final class AzureMetrics {
    /** The API takes 50; fewer keep an answer of fourteen days small. */
    private static final int RESOURCES_PER_CALL = 20;

    private static final int LOOKBACK_DAYS = 14;
    private static final int INTERVAL_SECONDS = 300;
    private static final String DATASET = "utilization";

    /**
     * What Azure calls a metric and what it becomes.
     *
     * @param average the aggregation that becomes the average
     * @param maximum the aggregation that becomes the maximum; empty for none
     */
    record Source(Metric metric, String average, String maximum) {}

    /**
     * One kind of resource as the API knows it: a question is about resources of one kind in one region.
     *
     * @param provider what the ids of its resources contain
     */
    record Kind(ResourceType type, String provider, Map<String, Source> metrics) {
        String namespace() {
            return provider.toLowerCase(Locale.ROOT);
        }

        boolean contains(Resource resource) {
            return resource.type() == type
                    && resource.id().value().toLowerCase(Locale.ROOT).contains("/providers/" + kindOfId() + "/");
        }

        /** An id names the parts of a nested kind apart: {@code Microsoft.Sql/servers/x/databases/y}. */
        private String kindOfId() {
            String[] parts = namespace().split("/", 3);
            return parts[0] + "/" + parts[1];
        }
    }

    // Names as in https://learn.microsoft.com/azure/azure-monitor/reference/supported-metrics/metrics-index. Bytes of
    // load
    // balancers and NAT gateways are those of both directions.
    static final List<Kind> KINDS = List.of(
            new Kind(
                    ResourceType.VM,
                    "Microsoft.Compute/virtualMachines",
                    Map.of(
                            "Percentage CPU", new Source(Metric.CPU_PERCENT, "average", "maximum"),
                            "Available Memory Percentage", new Source(Metric.MEMORY_PERCENT, "average", "minimum"),
                            "Network In Total", new Source(Metric.NETWORK_IN_BYTES_PER_SECOND, "total", ""),
                            "Network Out Total", new Source(Metric.NETWORK_OUT_BYTES_PER_SECOND, "total", ""),
                            "Disk Read Operations/Sec", new Source(Metric.DISK_READ_IOPS, "average", "maximum"),
                            "Disk Write Operations/Sec", new Source(Metric.DISK_WRITE_IOPS, "average", "maximum"))),
            new Kind(
                    ResourceType.LOAD_BALANCER,
                    "Microsoft.Network/loadBalancers",
                    Map.of("ByteCount", new Source(Metric.NETWORK_IN_BYTES_PER_SECOND, "total", ""))),
            new Kind(
                    ResourceType.NAT_GATEWAY,
                    "Microsoft.Network/natGateways",
                    Map.of("ByteCount", new Source(Metric.NETWORK_IN_BYTES_PER_SECOND, "total", ""))),
            new Kind(
                    ResourceType.DATABASE,
                    "Microsoft.Sql/servers/databases",
                    Map.of(
                            "cpu_percent", new Source(Metric.CPU_PERCENT, "average", "maximum"),
                            "sessions_count", new Source(Metric.CONNECTIONS, "average", "maximum"))));

    /** A name that two kinds have means the same in both. */
    private static final Map<String, Source> SOURCES = sources();

    private static Map<String, Source> sources() {
        Map<String, Source> sources = new TreeMap<>();
        KINDS.forEach(kind -> sources.putAll(kind.metrics()));
        return sources;
    }

    private final PullContext context;
    private final AzureHttp http;
    private final Lane lane;
    private final String subscription;
    private final String region;
    private final Kind kind;
    private final List<Resource> resources;

    AzureMetrics(
            PullContext context,
            AzureHttp http,
            Lane lane,
            String subscription,
            String region,
            Kind kind,
            List<Resource> resources) {
        this.context = context;
        this.http = http;
        this.lane = lane;
        this.subscription = subscription;
        this.region = region;
        this.kind = kind;
        this.resources = List.copyOf(resources);
    }

    PullTask task() {
        return PullTask.of(
                "/subscriptions/%s %s".formatted(subscription, region),
                kind.type() == ResourceType.VM ? DATASET : DATASET + " of " + kind.provider(),
                this::read);
    }

    private Outcome read() {
        Instant until = context.asOf().truncatedTo(ChronoUnit.DAYS);
        Instant earliest = until.minus(Duration.ofDays(LOOKBACK_DAYS));
        Map<String, Instant> marks = context.store().watermarks(context.source(), DATASET);
        Map<Instant, List<Resource>> due = new TreeMap<>();
        for (Resource resource : resources) {
            Instant mark = marks.getOrDefault(resource.id().value(), earliest);
            Instant from = mark.isBefore(earliest) ? earliest : mark;
            if (from.isBefore(until)) {
                due.computeIfAbsent(from, start -> new ArrayList<>()).add(resource);
            }
        }
        due.forEach((from, together) -> {
            for (int i = 0; i < together.size(); i += RESOURCES_PER_CALL) {
                readBatch(from, until, together.subList(i, Math.min(together.size(), i + RESOURCES_PER_CALL)));
            }
        });
        return due.isEmpty() ? Outcome.CACHED : Outcome.READ;
    }

    private void readBatch(Instant from, Instant until, List<Resource> batch) {
        ObjectNode body = AzureHttp.JSON.createObjectNode();
        var ids = body.putArray("resourceids");
        batch.forEach(resource -> ids.add(resource.id().value()));
        String question =
                "/subscriptions/%s/metrics:getBatch?api-version=2024-02-01&starttime=%s&endtime=%s&interval=PT5M"
                                .formatted(subscription, from, until)
                        + "&metricnamespace=" + kind.namespace() + "&aggregation=average,maximum,minimum,total"
                        + "&metricnames="
                        + URLEncoder.encode(
                                String.join(",", new TreeSet<>(kind.metrics().keySet())), StandardCharsets.UTF_8);
        List<Series> series = http.stream(
                lane,
                AzureOperation.METRICS,
                AzureService.METRICS,
                region + "." + AzureService.METRICS.host(),
                question,
                body,
                AzureMetrics::series);
        context.sink().utilization(series);
        context.store()
                .noteWatermarks(
                        context.source(),
                        DATASET,
                        batch.stream().map(Resource::id).map(ResourceId::value).toList(),
                        until);
    }

    /** Reads an answer token by token: a tree of it would need a hundred times the memory of its numbers. */
    static List<Series> series(InputStream content) throws IOException {
        List<Series> all = new ArrayList<>();
        try (JsonParser json = AzureHttp.JSON.createParser(content)) {
            Answer answer = new Answer();
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.FIELD_NAME) {
                    answer.field(json, all);
                }
            }
            if (!answer.complete) {
                throw new IOException("the answer of the metrics batch has no end");
            }
        }
        all.sort(Comparator.comparing(Series::resource).thenComparing(Series::metric));
        return all;
    }

    /** Where in an answer the parser is: a resource, and below it a metric. */
    private static final class Answer {
        private boolean complete;
        private final List<Series> ofResource = new ArrayList<>();
        private String metric = "";

        /** The resource id may stand before or after its values, so that series wait for it. */
        private void field(JsonParser json, List<Series> all) throws IOException {
            switch (json.currentName()) {
                case "values" -> {
                    json.nextToken();
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        readResource(json, all);
                    }
                    complete = true;
                }
                default -> {
                    json.nextToken();
                    json.skipChildren();
                }
            }
        }

        private void readResource(JsonParser json, List<Series> all) throws IOException {
            String id = "";
            ofResource.clear();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName().toLowerCase(Locale.ROOT);
                json.nextToken();
                if (name.equals("resourceid")) {
                    id = json.getText();
                } else if (name.equals("value")) {
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        readMetric(json);
                    }
                } else {
                    json.skipChildren();
                }
            }
            if (id.isBlank()) {
                throw new IOException("the metrics batch has values without a resourceid");
            }
            ResourceId resource = new ResourceId(id.startsWith("/") ? id : "/" + id);
            for (Series one : ofResource) {
                all.add(new Series(
                        resource,
                        one.metric(),
                        one.intervalSeconds(),
                        one.startEpochSeconds(),
                        one.average(),
                        one.maximum()));
            }
        }

        private void readMetric(JsonParser json) throws IOException {
            AzurePoints points = null;
            metric = "";
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "name" -> readName(json);
                    case "timeseries" -> points = readTimeseries(json);
                    default -> json.skipChildren();
                }
            }
            Source source = SOURCES.get(metric);
            if (points != null && source != null) {
                Series series = points.series(source.metric(), INTERVAL_SECONDS, source.average(), source.maximum());
                if (series.size() > 0) {
                    ofResource.add(series);
                }
            }
        }

        private void readName(JsonParser json) throws IOException {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean value = json.currentName().equals("value");
                json.nextToken();
                metric = value ? json.getText() : metric;
            }
        }

        private static AzurePoints readTimeseries(JsonParser json) throws IOException {
            AzurePoints points = new AzurePoints();
            while (json.nextToken() == JsonToken.START_OBJECT) {
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    boolean data = json.currentName().equals("data");
                    json.nextToken();
                    if (!data) {
                        json.skipChildren();
                        continue;
                    }
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        points.read(json);
                    }
                }
            }
            return points;
        }
    }
}
