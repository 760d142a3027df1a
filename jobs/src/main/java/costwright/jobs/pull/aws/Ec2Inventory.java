package costwright.jobs.pull.aws;

import costwright.jobs.pull.Lane;
import costwright.jobs.pull.Pages.Page;
import costwright.schema.resource.Provider;
import costwright.schema.resource.Resource;
import costwright.schema.resource.ResourceId;
import costwright.schema.resource.ResourceState;
import costwright.schema.resource.ResourceType;
import costwright.schema.resource.SubAccountId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNatGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesResponse;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.VolumeAttachment;

/** Machines, disks, snapshots, addresses and NAT gateways of one region, under the ids that bills use. */
final class Ec2Inventory {
    // "User initiated (2026-10-02 07:31:11 GMT)"
    private static final Pattern TRANSITION =
            Pattern.compile("\\((\\d{4}-\\d{2}-\\d{2}) (\\d{2}:\\d{2}:\\d{2}) (?:GMT|UTC)\\)");
    private static final String SERVICE = "AmazonEC2";

    private final AwsScope scope;
    private final Ec2Client client;
    private final Lane lane;

    Ec2Inventory(AwsScope scope, Ec2Client client, Lane lane) {
        this.scope = scope;
        this.client = client;
        this.lane = lane;
    }

    Page<Resource> instances(@Nullable String token) {
        DescribeInstancesResponse answer = lane.call(
                "ec2:DescribeInstances",
                () -> client.describeInstances(
                        request -> request.maxResults(1000).nextToken(token)));
        List<Resource> machines = answer.reservations().stream()
                .flatMap(reservation -> reservation.instances().stream())
                .filter(instance -> instance.state().name() != InstanceStateName.TERMINATED)
                .map(this::machine)
                .toList();
        return Page.of(machines, answer.nextToken());
    }

    private Resource machine(Instance instance) {
        Attributes attributes = new Attributes()
                .put("created", instance.usageOperationUpdateTime())
                .put("launched", instance.launchTime())
                .put("private_address", instance.privateIpAddress())
                .put("private_name", instance.privateDnsName())
                .put(
                        "availability_zone",
                        instance.placement() == null
                                ? null
                                : instance.placement().availabilityZone())
                .put(
                        "tenancy",
                        instance.placement() == null
                                ? null
                                : instance.placement().tenancyAsString())
                .put("lifecycle", instance.instanceLifecycleAsString())
                .put("architecture", instance.architectureAsString())
                .put("platform", instance.platformDetails())
                .put(
                        "monitoring",
                        instance.monitoring() == null
                                ? null
                                : instance.monitoring().stateAsString())
                .put("image", instance.imageId())
                .put("autoscaling_group", tags(instance.tags()).get("aws:autoscaling:groupName"))
                .put(
                        "disks",
                        instance.blockDeviceMappings().stream()
                                .filter(mapping -> mapping.ebs() != null)
                                .map(mapping -> mapping.ebs().volumeId())
                                .collect(Collectors.joining(" ")));
        Matcher transition =
                TRANSITION.matcher(instance.stateTransitionReason() == null ? "" : instance.stateTransitionReason());
        if (instance.state().name() == InstanceStateName.STOPPED && transition.find()) {
            attributes.put("stopped_since", transition.group(1) + "T" + transition.group(2) + "Z");
        }
        return resource(
                instance.instanceId(),
                ResourceType.VM,
                instance.instanceTypeAsString(),
                os(instance.platformDetails()),
                machineState(instance.state().name()),
                instance.tags(),
                attributes);
    }

    private static ResourceState machineState(InstanceStateName state) {
        return switch (state) {
            case RUNNING, PENDING -> ResourceState.RUNNING;
            case STOPPED, STOPPING -> ResourceState.STOPPED;
            default -> ResourceState.UNKNOWN;
        };
    }

    /** The word of price lists for {@code PlatformDetails}; see the AMI billing information of the EC2 guide. */
    static String os(@Nullable String platform) {
        String lower = platform == null ? "" : platform.toLowerCase(Locale.ROOT);
        if (lower.contains("windows")) {
            return "windows";
        }
        if (lower.contains("red hat")) {
            return "rhel";
        }
        return lower.contains("suse") ? "suse" : "linux";
    }

    Page<Resource> disks(@Nullable String token) {
        DescribeVolumesResponse answer = lane.call(
                "ec2:DescribeVolumes",
                () -> client.describeVolumes(request -> request.maxResults(500).nextToken(token)));
        return Page.of(answer.volumes().stream().map(this::disk).toList(), answer.nextToken());
    }

    private Resource disk(Volume volume) {
        String attachedTo = volume.attachments().stream()
                .map(VolumeAttachment::instanceId)
                .filter(id -> id != null)
                .collect(Collectors.joining(" "));
        Attributes attributes = new Attributes()
                .put("attached_to", attachedTo)
                .put("size_gib", volume.size())
                .put("iops", volume.iops())
                .put("throughput_mibps", volume.throughput())
                .put("storage_class", volume.volumeTypeAsString())
                .put("created", volume.createTime())
                .put("snapshot", volume.snapshotId())
                .put("encrypted", volume.encrypted())
                .put("availability_zone", volume.availabilityZone());
        ResourceState state = attachedTo.isEmpty() ? ResourceState.UNATTACHED : ResourceState.ATTACHED;
        return resource(volume.volumeId(), ResourceType.DISK, "", "", state, volume.tags(), attributes);
    }

    Page<Resource> snapshots(@Nullable String token) {
        DescribeSnapshotsResponse answer = lane.call(
                "ec2:DescribeSnapshots",
                () -> client.describeSnapshots(
                        request -> request.ownerIds("self").maxResults(1000).nextToken(token)));
        return Page.of(answer.snapshots().stream().map(this::snapshot).toList(), answer.nextToken());
    }

    private Resource snapshot(Snapshot snapshot) {
        Attributes attributes = new Attributes()
                .put("created", snapshot.startTime())
                .put("source_disk", snapshot.volumeId())
                .put("size_gib", snapshot.volumeSize())
                .put("stored_bytes", snapshot.fullSnapshotSizeInBytes())
                .put("storage_class", snapshot.storageTierAsString())
                .put("description", snapshot.description());
        return resource(
                scope.ec2Arn("snapshot", snapshot.snapshotId()),
                ResourceType.SNAPSHOT,
                "",
                "",
                ResourceState.AVAILABLE,
                snapshot.tags(),
                attributes);
    }

    /** Addresses come in one answer without pages. */
    Page<Resource> addresses(@Nullable String token) {
        List<Address> addresses = lane.call("ec2:DescribeAddresses", () -> client.describeAddresses())
                .addresses();
        return Page.of(addresses.stream().map(this::address).toList(), null);
    }

    private Resource address(Address address) {
        String attachedTo = address.instanceId() == null || address.instanceId().isBlank()
                ? (address.networkInterfaceId() == null ? "" : address.networkInterfaceId())
                : address.instanceId();
        Attributes attributes = new Attributes()
                .put("attached_to", attachedTo)
                .put("address", address.publicIp())
                .put("managed_by", address.serviceManagedAsString());
        boolean inUse =
                address.associationId() != null && !address.associationId().isBlank();
        String id = address.allocationId() == null ? address.publicIp() : address.allocationId();
        return resource(
                scope.ec2Arn("elastic-ip", id),
                ResourceType.IP,
                "",
                "",
                inUse || !attachedTo.isEmpty() ? ResourceState.ATTACHED : ResourceState.UNATTACHED,
                address.tags(),
                attributes);
    }

    Page<Resource> natGateways(@Nullable String token) {
        DescribeNatGatewaysResponse answer = lane.call(
                "ec2:DescribeNatGateways",
                () -> client.describeNatGateways(
                        request -> request.maxResults(1000).nextToken(token)));
        List<Resource> gateways = answer.natGateways().stream()
                .filter(gateway -> !"deleted".equals(gateway.stateAsString()))
                .map(this::natGateway)
                .toList();
        return Page.of(gateways, answer.nextToken());
    }

    private Resource natGateway(NatGateway gateway) {
        Attributes attributes = new Attributes()
                .put("created", gateway.createTime())
                .put("subnet", gateway.subnetId())
                .put("network", gateway.vpcId())
                .put("connectivity", gateway.connectivityTypeAsString());
        return resource(
                scope.ec2Arn("natgateway", gateway.natGatewayId()),
                ResourceType.NAT_GATEWAY,
                "",
                "",
                ResourceState.AVAILABLE,
                gateway.tags(),
                attributes);
    }

    private Resource resource(
            String id,
            ResourceType type,
            String instanceType,
            String os,
            ResourceState state,
            List<Tag> tags,
            Attributes attributes) {
        return new Resource(
                new ResourceId(id),
                Provider.AWS,
                SERVICE,
                type,
                scope.region().id(),
                instanceType,
                os,
                state,
                new SubAccountId(scope.account()),
                tags(tags),
                attributes.map());
    }

    private static Map<String, String> tags(List<Tag> tags) {
        Map<String, String> map = new TreeMap<>();
        tags.forEach(tag -> map.put(tag.key(), tag.value()));
        return map;
    }
}
