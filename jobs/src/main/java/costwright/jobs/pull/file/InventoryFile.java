package costwright.jobs.pull.file;

import costwright.jobs.pull.file.CsvTable.Column;
import costwright.schema.resource.Provider;
import costwright.schema.resource.Resource;
import costwright.schema.resource.ResourceId;
import costwright.schema.resource.ResourceState;
import costwright.schema.resource.ResourceType;
import costwright.schema.resource.SubAccountId;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code inventory.csv}: one row per resource. */
public final class InventoryFile {
    private static final List<String> MANDATORY =
            List.of("resource_id", "provider", "resource_type", "region", "state", "sub_account_id");
    private static final List<String> OPTIONAL = List.of("service", "instance_type", "os", "tags", "attributes");

    private InventoryFile() {}

    /**
     * The resources of a file, in file order.
     *
     * @throws costwright.schema.CostwrightException of kind INPUT if a mandatory column or cell is missing, a tags or
     *     attributes cell is no flat JSON object, or an id occurs twice
     */
    public static List<Resource> read(Path file) {
        try (CsvTable table = CsvTable.open(file, MANDATORY, OPTIONAL)) {
            Rows rows = new Rows(table);
            return table.map(rows::resource);
        }
    }

    private static final class Rows {
        private final Column id;
        private final Column provider;
        private final Column service;
        private final Column type;
        private final Column region;
        private final Column instanceType;
        private final Column os;
        private final Column state;
        private final Column subAccount;
        private final Column tags;
        private final Column attributes;
        private final Map<ResourceId, Long> lineOfId = new HashMap<>();

        Rows(CsvTable table) {
            id = table.column("resource_id");
            provider = table.column("provider");
            service = table.column("service");
            type = table.column("resource_type");
            region = table.column("region");
            instanceType = table.column("instance_type");
            os = table.column("os");
            state = table.column("state");
            subAccount = table.column("sub_account_id");
            tags = table.column("tags");
            attributes = table.column("attributes");
        }

        Resource resource(CsvRow row) {
            ResourceId resourceId = row.word(id, ResourceId::new);
            Long earlier = lineOfId.putIfAbsent(resourceId, row.line());
            if (earlier != null) {
                throw row.refusal(id, "this resource is already in line %d; keep one row".formatted(earlier));
            }
            return new Resource(
                    resourceId,
                    row.word(provider, Provider::of),
                    row.textOrEmpty(service),
                    row.word(type, ResourceType::ofWord),
                    row.textOrEmpty(region),
                    row.textOrEmpty(instanceType),
                    row.textOrEmpty(os),
                    // An inventory may not know the state; checks are then silent about the resource.
                    ResourceState.ofWord(row.textOrEmpty(state)),
                    row.word(subAccount, SubAccountId::new),
                    row.jsonObject(tags),
                    row.jsonObject(attributes));
        }
    }
}
