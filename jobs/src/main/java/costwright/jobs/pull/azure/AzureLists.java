package costwright.jobs.pull.azure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import costwright.jobs.pull.Lane;
import costwright.jobs.pull.Pages;
import costwright.jobs.pull.PullContext;
import costwright.schema.CostwrightException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Lists whose pages name the next by {@code nextLink}. Pages are kept, so that a pull that broke off goes on behind the
 * last one that was read.
 */
final class AzureLists {
    private final PullContext context;
    private final AzureHttp http;
    private final Lane lane;

    AzureLists(PullContext context, AzureHttp http, Lane lane) {
        this.context = context;
        this.http = http;
        this.lane = lane;
    }

    /** A value of a list as its text, in which no digit is lost. */
    record Item(String json) {
        JsonNode tree() {
            try {
                return AzureHttp.JSON.readTree(json);
            } catch (JsonProcessingException e) {
                throw CostwrightException.defect("A kept value of a list cannot be read back.", e);
            }
        }
    }

    /**
     * Reads all pages and hands their values over to be stored; the pages are forgotten after that.
     *
     * @param task names the question among those of the source
     */
    void read(AzureOperation operation, String task, String path, Consumer<List<JsonNode>> store) {
        Pages.Reading<Item> reading =
                context.pages().read(task, Item.class, next -> page(operation, next == null ? path : next));
        store.accept(reading.rows().stream().map(Item::tree).toList());
        reading.close();
    }

    private Pages.Page<Item> page(AzureOperation operation, String path) {
        JsonNode answer = http.get(lane, operation, AzureService.MANAGEMENT, path);
        List<Item> items = new ArrayList<>();
        answer.path("value").forEach(value -> items.add(new Item(value.toString())));
        return Pages.Page.of(items, AzureHttp.next(answer.path("nextLink")));
    }
}
