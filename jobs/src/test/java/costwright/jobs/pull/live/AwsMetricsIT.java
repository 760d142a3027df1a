package costwright.jobs.pull.live;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import costwright.jobs.pull.LiveSource;
import costwright.jobs.pull.Patience;
import costwright.jobs.store.Store;
import costwright.jobs.store.UtilizationStore;
import costwright.schema.resource.ResourceId;
import costwright.schema.time.Lookback;
import costwright.schema.utilization.Metric;
import costwright.schema.utilization.Series;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What CloudWatch is asked about each kind of resource, by the names of its own documentation: the metrics of Application
 * and Network Load Balancers, of NAT gateways, of RDS, of EC2 and of the CloudWatch agent.
 */
class AwsMetricsIT {
    private static final Instant AS_OF = Instant.parse("2026-11-05T06:00:00Z");
    private static final Patience SHORT = new Patience(
            3, Duration.ofMillis(1), Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofMinutes(10));
    private static final Pattern PART =
            Pattern.compile("MetricDataQueries\\.member\\.(\\d+)\\.(?:MetricStat\\.)?(.+?)=(.*)");
    private static final String BALANCER = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/%s";

    @TempDir
    Path folder;

    private static void inventory(AwsStub aws) {
        aws.ec2("DescribeInstances", """
                <reservationSet><item><instancesSet><item><instanceId>i-1</instanceId><instanceType>m5.large</instanceType>
                <instanceState><code>16</code><name>running</name></instanceState></item></instancesSet></item>
                </reservationSet>""");
        aws.ec2("DescribeNatGateways", """
                <natGatewaySet><item><natGatewayId>nat-1</natGatewayId><state>available</state></item></natGatewaySet>""");
        aws.query("DescribeDBInstances", """
                <r><DescribeDBInstancesResult><DBInstances><DBInstance><DBInstanceIdentifier>orders</DBInstanceIdentifier>
                <DBInstanceArn>arn:aws:rds:eu-west-1:111122223333:db:orders</DBInstanceArn>
                <DBInstanceClass>db.m5.large</DBInstanceClass><DBInstanceStatus>available</DBInstanceStatus>
                </DBInstance></DBInstances></DescribeDBInstancesResult></r>""");
        aws.query("DescribeLoadBalancers", """
                <r><DescribeLoadBalancersResult><LoadBalancers><member><LoadBalancerArn>%s</LoadBalancerArn>
                <Type>application</Type></member><member><LoadBalancerArn>%s</LoadBalancerArn><Type>network</Type></member>
                </LoadBalancers></DescribeLoadBalancersResult></r>""".formatted(
                BALANCER.formatted("app/web/50dc6c495c0c9188"), BALANCER.formatted("net/tcp/60dc6c495c0c9188")));
        aws.query("DescribeTags", "<r><DescribeTagsResult><TagDescriptions/></DescribeTagsResult></r>");
        aws.query(
                "DescribeTargetGroups",
                "<r><DescribeTargetGroupsResult><TargetGroups/></DescribeTargetGroupsResult></r>");
        aws.query("ListMetrics", """
                <r><ListMetricsResult><Metrics><member><Namespace>CWAgent</Namespace><MetricName>mem_used_percent</MetricName>
                <Dimensions><member><Name>InstanceId</Name><Value>i-1</Value></member>
                <member><Name>ImageId</Name><Value>ami-1</Value></member></Dimensions></member>
                </Metrics></ListMetricsResult></r>""");
        // Of five-minute metrics the database has four, the machine seven; memory is the one after them.
        aws.query("GetMetricData", """
                <r><GetMetricDataResult><MetricDataResults>
                <member><Timestamps><member>2026-11-01T00:00:00Z</member></Timestamps>
                <Values><member>61.5</member></Values><Id>a11</Id></member>
                <member><Timestamps><member>2026-11-01T00:00:00Z</member></Timestamps>
                <Values><member>80.25</member></Values><Id>m11</Id></member>
                </MetricDataResults></GetMetricDataResult></r>""");
    }

    /** {@code namespace name dimension=value… statistic seconds} of every query. */
    private static Set<String> asked(AwsStub aws) {
        Set<String> asked = new TreeSet<>();
        aws.server()
                .findAll(postRequestedFor(urlPathEqualTo("/")).withRequestBody(containing("Action=GetMetricData&")))
                .forEach(request -> asked.addAll(queries(request.getBodyAsString())));
        return asked;
    }

    private static Set<String> queries(String form) {
        Map<Integer, Map<String, String>> queries = new TreeMap<>();
        Arrays.stream(form.split("&", -1))
                .map(part -> URLDecoder.decode(part, StandardCharsets.UTF_8))
                .map(PART::matcher)
                .filter(Matcher::matches)
                .forEach(part -> queries.computeIfAbsent(Integer.valueOf(part.group(1)), any -> new TreeMap<>())
                        .put(part.group(2), part.group(3)));
        Set<String> texts = new TreeSet<>();
        queries.values().forEach(query -> {
            StringBuilder text =
                    new StringBuilder(query.get("Metric.Namespace")).append(' ').append(query.get("Metric.MetricName"));
            for (int i = 1; query.containsKey("Metric.Dimensions.member." + i + ".Name"); i++) {
                text.append(' ')
                        .append(query.get("Metric.Dimensions.member." + i + ".Name"))
                        .append('=')
                        .append(query.get("Metric.Dimensions.member." + i + ".Value"));
            }
            texts.add(text.append(' ')
                    .append(query.get("Stat"))
                    .append(' ')
                    .append(query.get("Period"))
                    .toString());
        });
        return texts;
    }

    @Test
    void asksForEachKindByTheNamesOfTheDocumentation() {
        try (AwsStub aws = new AwsStub();
                Store store = Store.open(folder.resolve("test.db").toString())) {
            inventory(aws);
            PullReport report = new LivePull(
                            store, Clock.fixed(AS_OF, ZoneOffset.UTC), SHORT, pause -> {}, "team", line -> {})
                    .pull(
                            List.of(new LiveSource.Aws(
                                    "prod", List.of("eu-west-1"), List.of(), "", aws.url(), 60, List.of())),
                            AS_OF);

            assertThat(report.gaps()).isEmpty();
            assertThat(asked(aws))
                    .contains(
                            "AWS/ApplicationELB RequestCount LoadBalancer=app/web/50dc6c495c0c9188 Sum 3600",
                            "AWS/ApplicationELB ProcessedBytes LoadBalancer=app/web/50dc6c495c0c9188 Sum 3600",
                            "AWS/NetworkELB ActiveFlowCount LoadBalancer=net/tcp/60dc6c495c0c9188 Average 3600",
                            "AWS/NetworkELB ProcessedBytes LoadBalancer=net/tcp/60dc6c495c0c9188 Sum 3600",
                            "AWS/NATGateway BytesOutToDestination NatGatewayId=nat-1 Sum 3600",
                            "AWS/NATGateway BytesInFromDestination NatGatewayId=nat-1 Sum 3600",
                            "AWS/NATGateway ActiveConnectionCount NatGatewayId=nat-1 Maximum 3600",
                            "AWS/RDS CPUUtilization DBInstanceIdentifier=orders Average 300",
                            "AWS/RDS CPUUtilization DBInstanceIdentifier=orders Maximum 300",
                            "AWS/RDS DatabaseConnections DBInstanceIdentifier=orders Maximum 300",
                            "AWS/RDS ReadIOPS DBInstanceIdentifier=orders Average 300",
                            "AWS/EC2 CPUUtilization InstanceId=i-1 Maximum 300",
                            "CWAgent mem_used_percent ImageId=ami-1 InstanceId=i-1 Average 300",
                            "CWAgent mem_used_percent ImageId=ami-1 InstanceId=i-1 Maximum 300");
            Series memory = new UtilizationStore(store)
                    .series(new ResourceId("i-1"), Metric.MEMORY_PERCENT, Lookback.ofDays(14, AS_OF))
                    .orElseThrow();
            assertThat(memory.average()).containsExactly(61.5);
            assertThat(memory.maximum()).containsExactly(80.25);
        }
    }
}
