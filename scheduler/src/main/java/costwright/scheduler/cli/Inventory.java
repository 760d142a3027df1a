package costwright.scheduler.cli;

import costwright.jobs.store.InventoryStore;
import costwright.jobs.store.ResourceCosts;
import costwright.jobs.store.Store;
import costwright.jobs.store.StoredResource;
import costwright.jobs.store.UtilizationStore;
import costwright.schema.CostwrightException;
import costwright.schema.money.Money;
import costwright.schema.resource.Provider;
import costwright.schema.resource.Resource;
import costwright.schema.resource.ResourceId;
import costwright.schema.resource.ResourceState;
import costwright.schema.resource.ResourceType;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the resources of the store. */
@Command(
        name = "inventory",
        description = {
            "Lists the resources of the newest inventories.",
            "The monthly cost is the EffectiveCost of the last 30 billed days; empty where no bill names the resource."
        },
        footer = "  costwright inventory --type vm --account 123456789012 --tag team=web --output csv")
final class Inventory implements Callable<Integer> {
    private static final int COST_DAYS = 30;

    private final Workspace workspace;

    @Option(names = "--type", split = ",", description = "Only these: ${COMPLETION-CANDIDATES}.")
    List<ResourceType> types = List.of();

    @Option(names = "--account", split = ",", description = "Only these sub accounts.")
    List<String> accounts = List.of();

    @Option(names = "--provider", split = ",", description = "Only these: ${COMPLETION-CANDIDATES}.")
    List<Provider> providers = List.of();

    @Option(names = "--region", split = ",", description = "Only these regions.")
    List<String> regions = List.of();

    @Option(names = "--state", split = ",", description = "Only these: ${COMPLETION-CANDIDATES}.")
    List<ResourceState> states = List.of();

    @Option(names = "--tag", paramLabel = "KEY=VALUE", description = "Only resources with this tag; may be repeated.")
    Map<String, String> tags = Map.of();

    Inventory(Workspace workspace) {
        this.workspace = workspace;
    }

    private record Row(
            ResourceId resourceId,
            String name,
            Provider provider,
            String service,
            ResourceType resourceType,
            String region,
            String instanceType,
            String os,
            ResourceState state,
            Instant stateSeen,
            String subAccountId,
            Map<String, String> tags,
            Map<String, String> attributes,
            @Nullable Money monthlyCost,
            Map<String, LastUtilization.Summary> utilization) {}

    @Override
    public Integer call() {
        Store store = workspace.store();
        ResourceCosts.Window costs = new ResourceCosts(store).last(COST_DAYS, workspace.asOf());
        LastUtilization utilization = new LastUtilization(new UtilizationStore(store), workspace.asOf());
        List<Row> rows = new InventoryStore(store)
                .resources().stream()
                        .filter(stored -> isWanted(stored.resource()))
                        .map(stored -> row(stored, costs, utilization))
                        .toList();
        Table table = Table.of(
                "resource_id",
                "name",
                "type",
                "region",
                "instance_type",
                "state",
                "sub_account_id",
                "monthly_cost",
                "cpu_average_percent",
                "cpu_maximum_percent");
        rows.forEach(row -> addTo(table, row));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("as_of", workspace.asOf());
        body.put("cost_window", costs.days());
        body.put("resources", rows);
        return workspace
                .console()
                .print(Result.of("inventory/1", body)
                        .table(table)
                        .text(rows.size() + (rows.size() == 1 ? " resource." : " resources.")));
    }

    private boolean isWanted(Resource resource) {
        return isAmong(types, resource.type())
                && isAmong(accounts, resource.subAccount().value())
                && isAmong(providers, resource.provider())
                && isAmong(regions, resource.region())
                && isAmong(states, resource.state())
                && tags.entrySet().stream()
                        .allMatch(tag -> resource.tag(tag.getKey()).equals(Optional.of(tag.getValue())));
    }

    private static <T> boolean isAmong(List<T> wanted, T value) {
        return wanted.isEmpty() || wanted.contains(value);
    }

    private static Row row(StoredResource stored, ResourceCosts.Window costs, LastUtilization utilization) {
        Resource resource = stored.resource();
        List<Money> amounts = costs.effective(resource.id());
        if (amounts.size() > 1) {
            throw CostwrightException.input(
                    "Resource %s is billed in several currencies: %s.".formatted(resource.id(), amounts));
        }
        return new Row(
                resource.id(),
                resource.displayName(),
                resource.provider(),
                resource.service(),
                resource.type(),
                resource.region(),
                resource.instanceType(),
                resource.os(),
                resource.state(),
                stored.presentState().seenAt(),
                resource.subAccount().value(),
                resource.tags(),
                resource.attributes(),
                amounts.isEmpty() ? null : amounts.get(0),
                utilization.of(resource.id()));
    }

    private static void addTo(Table table, Row row) {
        LastUtilization.Summary cpu = row.utilization().get("cpu_percent");
        table.row(
                row.resourceId(),
                row.name(),
                row.resourceType().word(),
                row.region(),
                row.instanceType(),
                row.state().word(),
                row.subAccountId(),
                row.monthlyCost(),
                cpu == null ? null : cpu.average(),
                cpu == null ? null : cpu.maximum());
    }
}
