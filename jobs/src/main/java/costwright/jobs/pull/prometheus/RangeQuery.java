package costwright.jobs.pull.prometheus;

import costwright.schema.utilization.Metric;
import java.util.List;

/**
 * One metric as two PromQL expressions, evaluated every five minutes for the five minutes before.
 *
 * @param dataset its name in progress and gaps
 * @param average the mean within the interval
 * @param maximum the largest value within it
 * @param labels the labels that name the subject
 */
record RangeQuery(String dataset, Metric metric, String average, String maximum, List<String> labels) {
    private static final List<String> MACHINE = List.of("instance");
    private static final List<String> CONTAINER = List.of("namespace", "pod", "container");
    private static final String REAL_DEVICES = "device!~\"lo|veth.*|docker.*|cali.*|cni.*|br-.*|flannel.*\"";
    private static final String REAL_DISKS = "device!~\"loop.*|ram.*|dm-.*|sr.*\"";
    private static final String REAL_CONTAINERS = "container!=\"\",container!=\"POD\"";

    /** Linux machines, by the names of node_exporter 1.x. */
    static List<RangeQuery> linux() {
        return List.of(
                rate(
                        "node CPU",
                        Metric.CPU_PERCENT,
                        "100 * (1 - avg by (instance) (rate(node_cpu_seconds_total{mode=\"idle\"}[%s])))",
                        MACHINE),
                level(
                        "node memory",
                        Metric.MEMORY_PERCENT,
                        "100 * (1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes)",
                        MACHINE),
                rate(
                        "node network in",
                        Metric.NETWORK_IN_BYTES_PER_SECOND,
                        "sum by (instance) (rate(node_network_receive_bytes_total{" + REAL_DEVICES + "}[%s]))",
                        MACHINE),
                rate(
                        "node network out",
                        Metric.NETWORK_OUT_BYTES_PER_SECOND,
                        "sum by (instance) (rate(node_network_transmit_bytes_total{" + REAL_DEVICES + "}[%s]))",
                        MACHINE),
                rate(
                        "node disk reads",
                        Metric.DISK_READ_IOPS,
                        "sum by (instance) (rate(node_disk_reads_completed_total{" + REAL_DISKS + "}[%s]))",
                        MACHINE),
                rate(
                        "node disk writes",
                        Metric.DISK_WRITE_IOPS,
                        "sum by (instance) (rate(node_disk_writes_completed_total{" + REAL_DISKS + "}[%s]))",
                        MACHINE));
    }

    /** Windows machines, by the names of windows_exporter. */
    static List<RangeQuery> windows() {
        return List.of(
                rate(
                        "windows CPU",
                        Metric.CPU_PERCENT,
                        "100 * (1 - avg by (instance) (rate(windows_cpu_time_total{mode=\"idle\"}[%s])))",
                        MACHINE),
                level(
                        "windows memory",
                        Metric.MEMORY_PERCENT,
                        "100 * (1 - windows_os_physical_memory_free_bytes / windows_cs_physical_memory_bytes)",
                        MACHINE),
                rate(
                        "windows network in",
                        Metric.NETWORK_IN_BYTES_PER_SECOND,
                        "sum by (instance) (rate(windows_net_bytes_received_total[%s]))",
                        MACHINE),
                rate(
                        "windows network out",
                        Metric.NETWORK_OUT_BYTES_PER_SECOND,
                        "sum by (instance) (rate(windows_net_bytes_sent_total[%s]))",
                        MACHINE));
    }

    /**
     * Containers, by the names of cAdvisor. CPU is a share of the request: without a request there is no share and no
     * sample.
     */
    static List<RangeQuery> containers() {
        return List.of(
                rate(
                        "container CPU",
                        Metric.CPU_PERCENT,
                        "100 * sum by (namespace, pod, container) (rate(container_cpu_usage_seconds_total{"
                                + REAL_CONTAINERS
                                + "}[%s])) / sum by (namespace, pod, container)"
                                + " (kube_pod_container_resource_requests{resource=\"cpu\"})",
                        CONTAINER),
                level(
                        "container memory",
                        Metric.MEMORY_USED_MIB,
                        "sum by (namespace, pod, container) (container_memory_working_set_bytes{" + REAL_CONTAINERS
                                + "}) / 1048576",
                        CONTAINER));
    }

    /** A counter: its rate over the interval, and the largest of its rates over two minutes, every minute. */
    private static RangeQuery rate(String dataset, Metric metric, String expression, List<String> labels) {
        return new RangeQuery(
                dataset,
                metric,
                expression.formatted("5m"),
                "max_over_time((%s)[5m:1m])".formatted(expression.formatted("2m")),
                labels);
    }

    /** A level, looked at every minute. */
    private static RangeQuery level(String dataset, Metric metric, String expression, List<String> labels) {
        return new RangeQuery(
                dataset,
                metric,
                "avg_over_time((%s)[5m:1m])".formatted(expression),
                "max_over_time((%s)[5m:1m])".formatted(expression),
                labels);
    }
}
