/**
 * Prometheus: utilization of machines (node_exporter, windows_exporter) and of Kubernetes containers (cAdvisor), with
 * their requests and limits (kube-state-metrics), by range queries over whole UTC days.
 *
 * <p>Only the HTTP API is used. Start reading at {@link costwright.jobs.pull.prometheus.PrometheusPull}.
 */
@NullMarked
package costwright.jobs.pull.prometheus;

import org.jspecify.annotations.NullMarked;
