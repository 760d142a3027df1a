package costwright.jobs.pull.azure;

import com.fasterxml.jackson.databind.JsonNode;
import costwright.jobs.pull.Pages;
import costwright.schema.resource.Provider;
import costwright.schema.resource.Resource;
import costwright.schema.resource.ResourceId;
import costwright.schema.resource.ResourceState;
import costwright.schema.resource.ResourceType;
import costwright.schema.resource.SubAccountId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The resources of a subscription by Resource Graph: one question for all kinds. */
final class AzureInventory {
    private static final String QUESTION = """
            Resources
            | where type in~ ('microsoft.compute/virtualmachines', 'microsoft.compute/disks',
                'microsoft.compute/snapshots', 'microsoft.network/publicipaddresses', 'microsoft.network/loadbalancers',
                'microsoft.network/natgateways', 'microsoft.sql/servers/databases',
                'microsoft.dbforpostgresql/flexibleservers', 'microsoft.dbformysql/flexibleservers',
                'microsoft.compute/virtualmachinescalesets')
            | project id, name, type, location, resourceGroup, subscriptionId, tags, sku, managedBy, properties
            | order by id asc""";

    private final ResourceGraph graph;
    private final String subscription;

    AzureInventory(ResourceGraph graph, String subscription) {
        this.graph = graph;
        this.subscription = subscription;
    }

    Pages.Page<Resource> page(@Nullable String token) {
        Pages.Page<JsonNode> page = graph.ofSubscription(subscription, QUESTION, token);
        return Pages.Page.of(page.rows().stream().map(AzureInventory::resource).toList(), page.next());
    }

    static Resource resource(JsonNode row) {
        JsonNode properties = row.path("properties");
        String kind = row.path("type").asText().toLowerCase(Locale.ROOT);
        Map<String, String> attributes = new LinkedHashMap<>();
        put(attributes, "resource_group", row.path("resourceGroup"));
        put(attributes, "created", properties.path("timeCreated"));
        ResourceType type = ResourceType.OTHER;
        ResourceState state = ResourceState.AVAILABLE;
        String instanceType = "";
        String os = "";
        switch (kind) {
            case "microsoft.compute/virtualmachines" -> {
                type = ResourceType.VM;
                instanceType = properties.path("hardwareProfile").path("vmSize").asText("");
                os = os(properties.path("storageProfile").path("osDisk").path("osType"));
                state = power(properties
                        .path("extended")
                        .path("instanceView")
                        .path("powerState")
                        .path("code"));
                put(attributes, "priority", properties.path("priority"));
                put(attributes, "license_type", properties.path("licenseType"));
                put(attributes, "disks", disks(properties.path("storageProfile")));
            }
            case "microsoft.compute/disks" -> {
                type = ResourceType.DISK;
                state = attachment(row.path("managedBy"), properties.path("diskState"));
                put(attributes, "attached_to", row.path("managedBy"));
                put(attributes, "size_gib", properties.path("diskSizeGB"));
                put(attributes, "iops", properties.path("diskIOPSReadWrite"));
                put(attributes, "throughput_mibps", properties.path("diskMBpsReadWrite"));
                put(attributes, "storage_class", row.path("sku").path("name"));
                put(attributes, "tier", properties.path("tier"));
                put(attributes, "last_attached", properties.path("LastOwnershipUpdateTime"));
            }
            case "microsoft.compute/snapshots" -> {
                type = ResourceType.SNAPSHOT;
                put(attributes, "source_disk", properties.path("creationData").path("sourceResourceId"));
                put(attributes, "size_gib", properties.path("diskSizeGB"));
                put(attributes, "storage_class", row.path("sku").path("name"));
                put(attributes, "incremental", properties.path("incremental"));
            }
            case "microsoft.network/publicipaddresses" -> {
                type = ResourceType.IP;
                JsonNode user = properties.has("ipConfiguration")
                        ? properties.path("ipConfiguration").path("id")
                        : properties.path("natGateway").path("id");
                state = user.isTextual() ? ResourceState.ATTACHED : ResourceState.UNATTACHED;
                put(attributes, "attached_to", user);
                put(attributes, "address", properties.path("ipAddress"));
                put(attributes, "storage_class", row.path("sku").path("name"));
                put(attributes, "allocation", properties.path("publicIPAllocationMethod"));
            }
            case "microsoft.network/loadbalancers" -> {
                type = ResourceType.LOAD_BALANCER;
                instanceType = row.path("sku").path("name").asText("").toLowerCase(Locale.ROOT);
                int targets = targets(properties.path("backendAddressPools"));
                state = targets == 0 ? ResourceState.UNATTACHED : ResourceState.ATTACHED;
                put(attributes, "targets", AzureHttp.JSON.getNodeFactory().numberNode(targets));
                put(
                        attributes,
                        "rules",
                        AzureHttp.JSON
                                .getNodeFactory()
                                .numberNode(
                                        properties.path("loadBalancingRules").size()));
            }
            case "microsoft.network/natgateways" -> {
                type = ResourceType.NAT_GATEWAY;
                put(
                        attributes,
                        "subnets",
                        AzureHttp.JSON
                                .getNodeFactory()
                                .numberNode(properties.path("subnets").size()));
            }
            case "microsoft.sql/servers/databases",
                    "microsoft.dbforpostgresql/flexibleservers",
                    "microsoft.dbformysql/flexibleservers" -> {
                type = ResourceType.DATABASE;
                instanceType = row.path("sku").path("name").asText("");
                state = database(properties);
                put(attributes, "engine", AzureHttp.JSON.getNodeFactory().textNode(kind.split("/", 2)[0]));
                put(attributes, "tier", row.path("sku").path("tier"));
                put(attributes, "size_gib", properties.path("storage").path("storageSizeGB"));
                put(attributes, "created", properties.path("creationDate"));
            }
            case "microsoft.compute/virtualmachinescalesets" -> {
                type = ResourceType.AUTOSCALING_GROUP;
                instanceType = row.path("sku").path("name").asText("");
                put(attributes, "desired", row.path("sku").path("capacity"));
            }
            default -> put(attributes, "kind", row.path("type"));
        }
        return new Resource(
                new ResourceId(row.path("id").asText()),
                Provider.AZURE,
                service(type),
                type,
                row.path("location").asText("").toLowerCase(Locale.ROOT).replace(" ", ""),
                instanceType,
                os,
                state,
                new SubAccountId(row.path("subscriptionId").asText()),
                tags(row.path("tags")),
                attributes);
    }

    /** ServiceName as cost data has it. */
    private static String service(ResourceType type) {
        return switch (type) {
            case VM, AUTOSCALING_GROUP -> "Virtual Machines";
            case DISK, SNAPSHOT -> "Storage";
            case IP -> "Virtual Network";
            case LOAD_BALANCER -> "Load Balancer";
            case NAT_GATEWAY -> "NAT Gateway";
            case DATABASE -> "Azure Database";
            default -> "";
        };
    }

    private static ResourceState power(JsonNode code) {
        return switch (code.asText("").toLowerCase(Locale.ROOT)) {
            case "powerstate/running", "powerstate/starting" -> ResourceState.RUNNING;
            case "powerstate/deallocated", "powerstate/deallocating" -> ResourceState.STOPPED;
            case "powerstate/stopped", "powerstate/stopping" -> ResourceState.STOPPED_ALLOCATED;
            default -> ResourceState.UNKNOWN;
        };
    }

    private static ResourceState attachment(JsonNode managedBy, JsonNode diskState) {
        if (!managedBy.asText("").isBlank()) {
            return ResourceState.ATTACHED;
        }
        String state = diskState.asText("").toLowerCase(Locale.ROOT);
        // A reserved disk belongs to a machine that is deallocated.
        return state.equals("unattached") || state.isEmpty() ? ResourceState.UNATTACHED : ResourceState.ATTACHED;
    }

    private static ResourceState database(JsonNode properties) {
        String state = properties.path("state").asText(properties.path("status").asText(""));
        return switch (state.toLowerCase(Locale.ROOT)) {
            case "ready", "online" -> ResourceState.RUNNING;
            case "stopped", "paused" -> ResourceState.STOPPED;
            default -> ResourceState.UNKNOWN;
        };
    }

    private static int targets(JsonNode pools) {
        int targets = 0;
        for (JsonNode pool : pools) {
            JsonNode properties = pool.path("properties");
            targets += Math.max(
                    properties.path("backendIPConfigurations").size(),
                    properties.path("loadBalancerBackendAddresses").size());
        }
        return targets;
    }

    private static JsonNode disks(JsonNode storage) {
        List<String> ids = new ArrayList<>();
        ids.add(storage.path("osDisk").path("managedDisk").path("id").asText(""));
        storage.path("dataDisks")
                .forEach(disk -> ids.add(disk.path("managedDisk").path("id").asText("")));
        ids.removeIf(String::isBlank);
        return AzureHttp.JSON.getNodeFactory().textNode(String.join(" ", ids).toLowerCase(Locale.ROOT));
    }

    private static String os(JsonNode type) {
        return type.asText("").toLowerCase(Locale.ROOT);
    }

    private static Map<String, String> tags(JsonNode tags) {
        Map<String, String> map = new TreeMap<>();
        tags.properties().forEach(tag -> map.put(tag.getKey(), tag.getValue().asText("")));
        return map;
    }

    private static void put(Map<String, String> attributes, String name, JsonNode value) {
        if (value.isValueNode() && !value.isNull() && !value.asText().isBlank()) {
            attributes.put(name, value.asText());
        }
    }
}
