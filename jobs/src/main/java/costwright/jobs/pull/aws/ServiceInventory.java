package costwright.jobs.pull.aws;

import costwright.jobs.pull.Lane;
import costwright.jobs.pull.Pages.Page;
import costwright.schema.resource.Provider;
import costwright.schema.resource.Resource;
import costwright.schema.resource.ResourceId;
import costwright.schema.resource.ResourceState;
import costwright.schema.resource.ResourceType;
import costwright.schema.resource.SubAccountId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesResponse;

/** Databases, load balancers with their targets, and auto scaling groups of one region. */
final class ServiceInventory {
    private final AwsScope scope;
    private final RdsClient rds;
    private final ElasticLoadBalancingV2Client balancers;
    private final AutoScalingClient scaling;
    private final Lane lane;

    ServiceInventory(
            AwsScope scope,
            RdsClient rds,
            ElasticLoadBalancingV2Client balancers,
            AutoScalingClient scaling,
            Lane lane) {
        this.scope = scope;
        this.rds = rds;
        this.balancers = balancers;
        this.scaling = scaling;
        this.lane = lane;
    }

    Page<Resource> databases(@Nullable String marker) {
        DescribeDbInstancesResponse answer = lane.call(
                "rds:DescribeDBInstances",
                () -> rds.describeDBInstances(request -> request.maxRecords(100).marker(marker)));
        return Page.of(answer.dbInstances().stream().map(this::database).toList(), answer.marker());
    }

    private Resource database(DBInstance database) {
        Attributes attributes = new Attributes()
                .put("created", database.instanceCreateTime())
                .put("engine", database.engine())
                .put("engine_version", database.engineVersion())
                .put("license_model", database.licenseModel())
                .put("multi_az", database.multiAZ())
                .put("size_gib", database.allocatedStorage())
                .put("iops", database.iops())
                .put("storage_class", database.storageType())
                .put("cluster", database.dbClusterIdentifier())
                .put("identifier", database.dbInstanceIdentifier())
                .put("replica_of", database.readReplicaSourceDBInstanceIdentifier());
        Map<String, String> tags = new TreeMap<>();
        database.tagList().forEach(tag -> tags.put(tag.key(), tag.value()));
        return resource(
                database.dbInstanceArn(),
                "AmazonRDS",
                ResourceType.DATABASE,
                database.dbInstanceClass(),
                databaseState(database.dbInstanceStatus()),
                tags,
                attributes);
    }

    private static ResourceState databaseState(@Nullable String status) {
        return switch (status == null ? "" : status.toLowerCase(Locale.ROOT)) {
            case "available", "backing-up", "modifying", "storage-optimization" -> ResourceState.RUNNING;
            case "stopped", "stopping" -> ResourceState.STOPPED;
            default -> ResourceState.UNKNOWN;
        };
    }

    /** One page of balancers; the targets and tags of each are asked for at once. */
    Page<Resource> loadBalancers(@Nullable String marker) {
        DescribeLoadBalancersResponse answer = lane.call(
                "elasticloadbalancing:DescribeLoadBalancers",
                () -> balancers.describeLoadBalancers(
                        request -> request.pageSize(20).marker(marker)));
        Map<String, Map<String, String>> tags = tagsOf(answer.loadBalancers());
        List<Resource> resources = new ArrayList<>();
        for (LoadBalancer balancer : answer.loadBalancers()) {
            resources.add(loadBalancer(balancer, tags.getOrDefault(balancer.loadBalancerArn(), Map.of())));
        }
        return Page.of(resources, answer.nextMarker());
    }

    /** At most 20 ARNs are allowed in one question, which is the size of a page. */
    private Map<String, Map<String, String>> tagsOf(List<LoadBalancer> page) {
        Map<String, Map<String, String>> tags = new HashMap<>();
        if (page.isEmpty()) {
            return tags;
        }
        List<String> arns = page.stream().map(LoadBalancer::loadBalancerArn).toList();
        lane.call(
                        "elasticloadbalancing:DescribeTags",
                        () -> balancers.describeTags(request -> request.resourceArns(arns)))
                .tagDescriptions()
                .forEach(description -> description
                        .tags()
                        .forEach(tag -> tags.computeIfAbsent(description.resourceArn(), arn -> new TreeMap<>())
                                .put(tag.key(), tag.value())));
        return tags;
    }

    private Resource loadBalancer(LoadBalancer balancer, Map<String, String> tags) {
        int targets = 0;
        int healthy = 0;
        List<TargetGroup> groups = targetGroups(balancer.loadBalancerArn());
        for (TargetGroup group : groups) {
            List<TargetHealthDescription> health = lane.call(
                            "elasticloadbalancing:DescribeTargetHealth",
                            () -> balancers.describeTargetHealth(
                                    request -> request.targetGroupArn(group.targetGroupArn())))
                    .targetHealthDescriptions();
            targets += health.size();
            healthy += (int) health.stream()
                    .filter(target -> target.targetHealth().state() == TargetHealthStateEnum.HEALTHY)
                    .count();
        }
        Attributes attributes = new Attributes()
                .put("created", balancer.createdTime())
                .put("kind", balancer.typeAsString())
                .put("scheme", balancer.schemeAsString())
                .put("network", balancer.vpcId())
                .put("target_groups", groups.size())
                .put("targets", targets)
                .put("healthy_targets", healthy);
        return resource(
                balancer.loadBalancerArn(),
                "AWSELB",
                ResourceType.LOAD_BALANCER,
                balancer.typeAsString(),
                targets == 0 ? ResourceState.UNATTACHED : ResourceState.ATTACHED,
                tags,
                attributes);
    }

    private List<TargetGroup> targetGroups(String balancer) {
        List<TargetGroup> groups = new ArrayList<>();
        String marker = null;
        do {
            String from = marker;
            DescribeTargetGroupsResponse answer = lane.call(
                    "elasticloadbalancing:DescribeTargetGroups",
                    () -> balancers.describeTargetGroups(
                            request -> request.loadBalancerArn(balancer).marker(from)));
            groups.addAll(answer.targetGroups());
            marker = answer.nextMarker();
        } while (marker != null && !marker.isBlank());
        return groups;
    }

    Page<Resource> scalingGroups(@Nullable String token) {
        DescribeAutoScalingGroupsResponse answer = lane.call(
                "autoscaling:DescribeAutoScalingGroups",
                () -> scaling.describeAutoScalingGroups(
                        request -> request.maxRecords(100).nextToken(token)));
        return Page.of(
                answer.autoScalingGroups().stream().map(this::scalingGroup).toList(), answer.nextToken());
    }

    private Resource scalingGroup(AutoScalingGroup group) {
        Attributes attributes = new Attributes()
                .put("created", group.createdTime())
                .put("minimum", group.minSize())
                .put("maximum", group.maxSize())
                .put("desired", group.desiredCapacity())
                .put(
                        "instances",
                        String.join(
                                " ",
                                group.instances().stream()
                                        .map(instance -> instance.instanceId())
                                        .sorted()
                                        .toList()));
        Map<String, String> tags = new TreeMap<>();
        group.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
        String type = group.instances().stream()
                .map(instance -> instance.instanceType())
                .filter(name -> name != null)
                .sorted()
                .findFirst()
                .orElse("");
        return resource(
                group.autoScalingGroupARN(),
                "AmazonEC2",
                ResourceType.AUTOSCALING_GROUP,
                type,
                ResourceState.AVAILABLE,
                tags,
                attributes);
    }

    private Resource resource(
            String id,
            String service,
            ResourceType type,
            String instanceType,
            ResourceState state,
            Map<String, String> tags,
            Attributes attributes) {
        return new Resource(
                new ResourceId(id),
                Provider.AWS,
                service,
                type,
                scope.region().id(),
                instanceType,
                "",
                state,
                new SubAccountId(scope.account()),
                tags,
                attributes.map());
    }
}
