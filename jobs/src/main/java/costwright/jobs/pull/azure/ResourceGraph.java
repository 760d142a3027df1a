package costwright.jobs.pull.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import costwright.jobs.pull.Lane;
import costwright.jobs.pull.Pages;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Questions to Resource Graph, 1,000 rows a page. */
final class ResourceGraph {
    /** Asked within a management group, it answers for every level below it. */
    private static final String MEMBERS = """
            ResourceContainers
            | where type =~ 'microsoft.resources/subscriptions'
            | project id, subscriptionId
            | order by id asc""";

    private final AzureHttp http;
    private final Lane lane;

    ResourceGraph(AzureHttp http, Lane lane) {
        this.http = http;
        this.lane = lane;
    }

    /** One page of the rows of one subscription. */
    Pages.Page<JsonNode> ofSubscription(String subscription, String query, @Nullable String token) {
        return page("subscriptions", subscription, query, token);
    }

    /** One page of the ids of the subscriptions below a management group, at any depth. */
    Pages.Page<String> members(String managementGroup, @Nullable String token) {
        Pages.Page<JsonNode> page = page("managementGroups", managementGroup, MEMBERS, token);
        return Pages.Page.of(
                page.rows().stream()
                        .map(row -> row.path("subscriptionId").asText(""))
                        .filter(id -> !id.isBlank())
                        .toList(),
                page.next());
    }

    private Pages.Page<JsonNode> page(String within, String name, String query, @Nullable String token) {
        ObjectNode question = AzureHttp.JSON.createObjectNode();
        question.putArray(within).add(name);
        question.put("query", query);
        ObjectNode options =
                question.putObject("options").put("resultFormat", "objectArray").put("$top", 1000);
        if (token != null) {
            options.put("$skipToken", token);
        }
        JsonNode answer = http.post(
                lane,
                AzureOperation.RESOURCE_GRAPH,
                AzureService.MANAGEMENT,
                "/providers/Microsoft.ResourceGraph/resources?api-version=2021-03-01",
                question);
        return Pages.Page.of(
                rows(answer.path("data")), answer.path("$skipToken").asText(null));
    }

    /** Objects, whether the service answers with objects or, as before 2021, with a table of columns and rows. */
    static List<JsonNode> rows(JsonNode data) {
        List<JsonNode> rows = new ArrayList<>();
        if (data.isArray()) {
            data.forEach(rows::add);
            return rows;
        }
        for (JsonNode row : data.path("rows")) {
            ObjectNode object = AzureHttp.JSON.createObjectNode();
            int index = 0;
            for (JsonNode column : data.path("columns")) {
                object.set(column.path("name").asText(), row.path(index++));
            }
            rows.add(object);
        }
        return rows;
    }
}
