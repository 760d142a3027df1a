package costwright.jobs.pull.aws;

import costwright.schema.resource.Resource;
import costwright.schema.resource.ResourceType;
import costwright.schema.utilization.Metric;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One CloudWatch metric of one resource and what it becomes.
 *
 * @param isCounter whether its points count something within their minutes (bytes, operations) instead of measuring a
 *     level; counters become rates per second
 * @param datapointSeconds how many seconds one raw data point of a counter covers, by which its maximum is divided
 */
record CloudWatchMetric(
        Resource resource,
        Metric metric,
        String namespace,
        String name,
        Map<String, String> dimensions,
        boolean isCounter,
        int datapointSeconds) {

    /**
     * What CloudWatch measures of a resource without an agent; empty for kinds that it does not measure.
     *
     * <p>Names and dimensions: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/viewing_metrics_with_cloudwatch.html,
     * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html,
     * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html,
     * https://docs.aws.amazon.com/vpc/latest/userguide/metrics-dimensions-nat-gateway.html
     */
    static List<CloudWatchMetric> of(Resource resource) {
        return switch (resource.type()) {
            case VM -> machine(resource);
            case DATABASE -> database(resource);
            case NAT_GATEWAY -> natGateway(resource);
            case LOAD_BALANCER -> loadBalancer(resource);
            default -> List.of();
        };
    }

    /** How long one sample lasts: five minutes where sizes are judged, an hour where only idleness is. */
    static int intervalSeconds(ResourceType type) {
        return type == ResourceType.VM || type == ResourceType.DATABASE ? 300 : 3600;
    }

    private static List<CloudWatchMetric> machine(Resource machine) {
        Map<String, String> id = Map.of("InstanceId", machine.id().value());
        // Basic monitoring has a data point every five minutes, detailed monitoring every minute.
        int seconds = machine.attribute("monitoring").filter("enabled"::equals).isPresent() ? 60 : 300;
        return List.of(
                level(machine, Metric.CPU_PERCENT, "AWS/EC2", "CPUUtilization", id),
                counter(machine, Metric.NETWORK_IN_BYTES_PER_SECOND, "AWS/EC2", "NetworkIn", id, seconds),
                counter(machine, Metric.NETWORK_OUT_BYTES_PER_SECOND, "AWS/EC2", "NetworkOut", id, seconds),
                counter(machine, Metric.DISK_READ_IOPS, "AWS/EC2", "EBSReadOps", id, seconds),
                counter(machine, Metric.DISK_WRITE_IOPS, "AWS/EC2", "EBSWriteOps", id, seconds),
                counter(machine, Metric.DISK_READ_BYTES_PER_SECOND, "AWS/EC2", "EBSReadBytes", id, seconds),
                counter(machine, Metric.DISK_WRITE_BYTES_PER_SECOND, "AWS/EC2", "EBSWriteBytes", id, seconds));
    }

    private static List<CloudWatchMetric> database(Resource database) {
        Optional<String> name = database.attribute("identifier");
        if (name.isEmpty()) {
            return List.of();
        }
        Map<String, String> id = Map.of("DBInstanceIdentifier", name.get());
        return List.of(
                level(database, Metric.CPU_PERCENT, "AWS/RDS", "CPUUtilization", id),
                level(database, Metric.CONNECTIONS, "AWS/RDS", "DatabaseConnections", id),
                level(database, Metric.DISK_READ_IOPS, "AWS/RDS", "ReadIOPS", id),
                level(database, Metric.DISK_WRITE_IOPS, "AWS/RDS", "WriteIOPS", id));
    }

    private static List<CloudWatchMetric> natGateway(Resource gateway) {
        String arn = gateway.id().value();
        Map<String, String> id = Map.of("NatGatewayId", arn.substring(arn.lastIndexOf('/') + 1));
        return List.of(
                counter(
                        gateway,
                        Metric.NETWORK_OUT_BYTES_PER_SECOND,
                        "AWS/NATGateway",
                        "BytesOutToDestination",
                        id,
                        60),
                counter(
                        gateway,
                        Metric.NETWORK_IN_BYTES_PER_SECOND,
                        "AWS/NATGateway",
                        "BytesInFromDestination",
                        id,
                        60),
                level(gateway, Metric.CONNECTIONS, "AWS/NATGateway", "ActiveConnectionCount", id));
    }

    private static List<CloudWatchMetric> loadBalancer(Resource balancer) {
        String arn = balancer.id().value();
        int name = arn.indexOf(":loadbalancer/");
        if (name < 0) {
            return List.of();
        }
        Map<String, String> id = Map.of("LoadBalancer", arn.substring(name + ":loadbalancer/".length()));
        return switch (balancer.instanceType()) {
            case "application" ->
                List.of(
                        counter(balancer, Metric.REQUESTS, "AWS/ApplicationELB", "RequestCount", id, 60),
                        counter(
                                balancer,
                                Metric.NETWORK_IN_BYTES_PER_SECOND,
                                "AWS/ApplicationELB",
                                "ProcessedBytes",
                                id,
                                60));
            case "network" ->
                List.of(
                        level(balancer, Metric.CONNECTIONS, "AWS/NetworkELB", "ActiveFlowCount", id),
                        counter(
                                balancer,
                                Metric.NETWORK_IN_BYTES_PER_SECOND,
                                "AWS/NetworkELB",
                                "ProcessedBytes",
                                id,
                                60));
            default -> List.of();
        };
    }

    static CloudWatchMetric level(
            Resource resource, Metric metric, String namespace, String name, Map<String, String> dimensions) {
        return new CloudWatchMetric(resource, metric, namespace, name, dimensions, false, 0);
    }

    private static CloudWatchMetric counter(
            Resource resource,
            Metric metric,
            String namespace,
            String name,
            Map<String, String> dimensions,
            int datapointSeconds) {
        return new CloudWatchMetric(resource, metric, namespace, name, dimensions, true, datapointSeconds);
    }

    /** The statistic that becomes the average: levels are averaged, counters are summed and divided by the interval. */
    String averageStatistic() {
        return isCounter ? "Sum" : "Average";
    }

    /** What one unit of {@link #averageStatistic} is worth in the unit of the metric. */
    double averageFactor(int intervalSeconds) {
        return isCounter && metric != Metric.REQUESTS ? 1.0 / intervalSeconds : 1;
    }

    /** What one unit of the Maximum statistic is worth; requests are counted per interval and not per second. */
    double maximumFactor() {
        return isCounter && metric != Metric.REQUESTS ? 1.0 / datapointSeconds : 1;
    }
}
