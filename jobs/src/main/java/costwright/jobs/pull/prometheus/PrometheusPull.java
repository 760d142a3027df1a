package costwright.jobs.pull.prometheus;

import costwright.jobs.pull.CallFailure;
import costwright.jobs.pull.Lane;
import costwright.jobs.pull.LiveSource;
import costwright.jobs.pull.PullContext;
import costwright.jobs.pull.PullTask;
import costwright.jobs.pull.PullTask.Outcome;
import costwright.jobs.pull.TaskRun;
import costwright.schema.resource.Attributes;
import costwright.schema.resource.Provider;
import costwright.schema.resource.Resource;
import costwright.schema.resource.ResourceId;
import costwright.schema.resource.ResourceState;
import costwright.schema.resource.ResourceType;
import costwright.schema.resource.SubAccountId;
import costwright.schema.time.ChargePeriod;
import costwright.schema.utilization.Series;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Pulls one Prometheus server: the last 14 whole UTC days, one question for each metric and day, so that a day that is
 * read is never asked for again.
 */
public final class PrometheusPull {
    private static final int LOOKBACK_DAYS = 14;
    private static final int STEP_SECONDS = 300;
    private static final int REQUESTS_PER_SECOND = 20;
    private static final int UNLIMITED = 10_000;
    private static final BigDecimal BYTES_PER_MIB = BigDecimal.valueOf(1 << 20);

    private final LiveSource.Prometheus source;
    private final PullContext context;
    private final TaskRun run;
    private final Function<String, ResourceId> machines;

    /** @param machines the resource that a host name or address belongs to */
    public PrometheusPull(
            LiveSource.Prometheus source, PullContext context, TaskRun run, Function<String, ResourceId> machines) {
        this.source = source;
        this.context = context;
        this.run = run;
        this.machines = machines;
    }

    /** What an exception of the client means, for the lanes of this source. */
    public static CallFailure reading(RuntimeException failure) {
        return new CallFailure(CallFailure.Why.UNAVAILABLE, CallFailure.said(failure), null, failure);
    }

    /** Runs every part; what cannot be read is a gap of the run. */
    public void pull() {
        PrometheusHttp http = new PrometheusHttp(source, context.patience());
        // A server on this machine is asked as fast as it answers.
        Lane lane =
                context.lanes().lane("prometheus " + source.url(), http.isLocal() ? UNLIMITED : REQUESTS_PER_SECOND);
        List<PullTask> tasks = new ArrayList<>();
        Stream.of(RangeQuery.linux(), RangeQuery.windows(), RangeQuery.containers())
                .flatMap(List::stream)
                .forEach(query ->
                        tasks.add(PullTask.of(source.url(), query.dataset(), () -> readDays(http, lane, query))));
        tasks.add(PullTask.of(source.url(), "containers", () -> readContainers(http, lane)));
        run.run(tasks);
    }

    private Outcome readDays(PrometheusHttp http, Lane lane, RangeQuery query) {
        Instant until = context.asOf().truncatedTo(ChronoUnit.DAYS);
        Outcome outcome = Outcome.CACHED;
        for (int i = LOOKBACK_DAYS; i > 0; i--) {
            Instant start = until.minus(Duration.ofDays(i));
            ChargePeriod day = new ChargePeriod(start, start.plus(Duration.ofDays(1)));
            if (context.windows().isDue(source.url(), query.dataset(), day, Duration.ZERO)) {
                readDay(http, lane, query, day);
                context.windows().note(source.url(), query.dataset(), day, true);
                outcome = Outcome.READ;
            }
        }
        return outcome;
    }

    private void readDay(PrometheusHttp http, Lane lane, RangeQuery query, ChargePeriod day) {
        Map<ResourceId, SamplePoints> averages = range(http, lane, query, query.average(), day);
        Map<ResourceId, SamplePoints> maxima = range(http, lane, query, query.maximum(), day);
        List<Series> series = new ArrayList<>();
        averages.forEach((resource, points) -> {
            if (points.size() > 0) {
                series.add(joined(query, resource, points, maxima.getOrDefault(resource, new SamplePoints())));
            }
        });
        context.sink().utilization(series);
    }

    private Map<ResourceId, SamplePoints> range(
            PrometheusHttp http, Lane lane, RangeQuery query, String expression, ChargePeriod day) {
        Map<ResourceId, SamplePoints> bySubject = new TreeMap<>();
        // A value at an instant describes the interval before it.
        Map<String, String> parameters = Map.of(
                "query", expression,
                "start", day.start().plusSeconds(STEP_SECONDS).toString(),
                "end", day.end().toString(),
                "step", String.valueOf(STEP_SECONDS));
        http.ask(lane, "/api/v1/query_range", parameters, (labels, points) -> {
            ResourceId subject = subject(query.labels(), labels);
            if (bySubject.putIfAbsent(subject, points) != null) {
                throw new CallFailure(
                        CallFailure.Why.REFUSED,
                        "Two series of %s belong to %s: name the server so that each machine is scraped once."
                                .formatted(query.dataset(), subject));
            }
        });
        return bySubject;
    }

    private ResourceId subject(List<String> names, Map<String, String> labels) {
        if (names.size() > 1) {
            return container(labels);
        }
        String instance = labels.getOrDefault(names.get(0), "");
        // host:port, or an address in brackets with its port.
        return machines.apply(instance.replaceFirst(":\\d+$", ""));
    }

    private static ResourceId container(Map<String, String> labels) {
        return new ResourceId("kubernetes:"
                + Stream.of("namespace", "pod", "container")
                        .map(name -> labels.getOrDefault(name, ""))
                        .collect(Collectors.joining("/")));
    }

    static Series joined(RangeQuery query, ResourceId resource, SamplePoints average, SamplePoints maximum) {
        int size = average.size();
        long[] starts = new long[size];
        double[] averages = new double[size];
        double[] maxima = new double[size];
        Arrays.fill(maxima, Double.NaN);
        int other = 0;
        for (int i = 0; i < size; i++) {
            long time = average.time(i);
            starts[i] = time - STEP_SECONDS;
            averages[i] = average.value(i);
            while (other < maximum.size() && maximum.time(other) < time) {
                other++;
            }
            if (other < maximum.size() && maximum.time(other) == time) {
                maxima[i] = maximum.value(other);
            }
        }
        return new Series(resource, query.metric(), STEP_SECONDS, starts, averages, maxima);
    }

    /** The containers that run at the end of the window, with what they request and may use at most. */
    private Outcome readContainers(PrometheusHttp http, Lane lane) {
        Map<ResourceId, Map<String, String>> attributes = new TreeMap<>();
        for (String what : List.of("requests", "limits")) {
            instant(
                    http,
                    lane,
                    "sum by (namespace, pod, container, resource) (kube_pod_container_resource_%s{resource=~\"cpu|memory\"})"
                            .formatted(what),
                    (labels, value) -> {
                        Map<String, String> of = attributes.computeIfAbsent(container(labels), id -> new TreeMap<>());
                        of.put("namespace", labels.getOrDefault("namespace", ""));
                        of.put("pod", labels.getOrDefault("pod", ""));
                        put(of, what.replaceFirst("s$", ""), labels.getOrDefault("resource", ""), value);
                    });
        }
        readRisks(http, lane, attributes);
        readNodes(http, lane, attributes);
        List<Resource> containers = new ArrayList<>();
        attributes.forEach((id, of) -> containers.add(new Resource(
                id,
                Provider.OTHER,
                "Kubernetes",
                ResourceType.CONTAINER,
                "",
                "",
                "",
                ResourceState.RUNNING,
                new SubAccountId(source.name()),
                Map.of(),
                of)));
        context.sink().inventory(context.source(), "containers", containers, context.asOf());
        return Outcome.READ;
    }

    /** What makes the use of a container a poor measure of its need: throttling, and an end for lack of memory. */
    private void readRisks(PrometheusHttp http, Lane lane, Map<ResourceId, Map<String, String>> attributes) {
        String by = "sum by (namespace, pod, container) ";
        instant(
                http,
                lane,
                "100 * %s(increase(container_cpu_cfs_throttled_periods_total{container!=\"\"}[%dd])) / %s(increase(container_cpu_cfs_periods_total{container!=\"\"}[%dd]))"
                        .formatted(by, LOOKBACK_DAYS, by, LOOKBACK_DAYS),
                (labels, value) -> {
                    Map<String, String> of = attributes.get(container(labels));
                    // No period at all gives no number.
                    if (of != null && Double.isFinite(value)) {
                        of.put(
                                Attributes.CPU_THROTTLED_PERCENT,
                                new BigDecimal(value)
                                        .round(MathContext.DECIMAL32)
                                        .toPlainString());
                    }
                });
        instant(
                http,
                lane,
                by + "(kube_pod_container_status_last_terminated_reason{reason=\"OOMKilled\"}) > 0",
                (labels, value) -> {
                    Map<String, String> of = attributes.get(container(labels));
                    if (of != null) {
                        of.put(Attributes.OOM_KILLED, "true");
                    }
                });
    }

    /** The machine that each pod runs on, and what that machine has. */
    private void readNodes(PrometheusHttp http, Lane lane, Map<ResourceId, Map<String, String>> attributes) {
        Map<String, Map<String, String>> nodes = new TreeMap<>();
        instant(
                http,
                lane,
                "max by (node, resource) (kube_node_status_capacity{resource=~\"cpu|memory\"})",
                (labels, value) -> {
                    Map<String, String> of =
                            nodes.computeIfAbsent(labels.getOrDefault("node", ""), node -> new TreeMap<>());
                    if (labels.getOrDefault("resource", "").equals("cpu")) {
                        of.put(Attributes.NODE_CPU_CORES, new BigDecimal(Double.toString(value)).toPlainString());
                    } else {
                        of.put(
                                Attributes.NODE_MEMORY_MIB,
                                new BigDecimal(value)
                                        .divide(BYTES_PER_MIB, MathContext.DECIMAL32)
                                        .toPlainString());
                    }
                });
        Map<String, Map<String, String>> pods = new TreeMap<>();
        instant(http, lane, "max by (namespace, pod, node, host_ip) (kube_pod_info{node!=\"\"})", (labels, value) -> {
            String node = labels.getOrDefault("node", "");
            Map<String, String> of = new TreeMap<>(nodes.getOrDefault(node, Map.of()));
            of.put(
                    Attributes.NODE,
                    machine(node, labels.getOrDefault("host_ip", "")).value());
            pods.put(pod(labels.getOrDefault("namespace", ""), labels.getOrDefault("pod", "")), of);
        });
        attributes
                .values()
                .forEach(of -> of.putAll(pods.getOrDefault(
                        pod(of.getOrDefault("namespace", ""), of.getOrDefault("pod", "")), Map.of())));
    }

    /** Nodes are named by their host name or, where that is no machine of an inventory, found by their address. */
    private ResourceId machine(String node, String address) {
        ResourceId byName = machines.apply(node);
        return byName.value().equals(node)
                        && !address.isEmpty()
                        && !machines.apply(address).value().equals(address)
                ? machines.apply(address)
                : byName;
    }

    private static String pod(String namespace, String name) {
        return namespace + "/" + name;
    }

    private void instant(
            PrometheusHttp http, Lane lane, String query, BiConsumer<Map<String, String>, Double> consumer) {
        Map<String, String> parameters =
                Map.of("query", query, "time", context.asOf().toString());
        http.ask(lane, "/api/v1/query", parameters, (labels, points) -> {
            if (points.size() > 0) {
                consumer.accept(labels, points.value(0));
            }
        });
    }

    private static void put(Map<String, String> attributes, String what, String resource, double value) {
        if (resource.equals("cpu")) {
            attributes.put("cpu_" + what + "_cores", new BigDecimal(Double.toString(value)).toPlainString());
        } else if (resource.equals("memory")) {
            BigDecimal mebibytes = new BigDecimal(value).divide(BYTES_PER_MIB, MathContext.DECIMAL32);
            attributes.put("memory_" + what + "_mib", mebibytes.toPlainString());
        }
    }
}
