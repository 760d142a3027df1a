package costwright.jobs.pull.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import costwright.jobs.pull.CallFailure;
import costwright.jobs.pull.CallFailure.Why;
import costwright.jobs.pull.DownloadFolder;
import costwright.jobs.pull.Lane;
import costwright.jobs.pull.Pause;
import costwright.jobs.pull.PullContext;
import costwright.jobs.pull.PullTask;
import costwright.jobs.pull.PullTask.Outcome;
import costwright.jobs.pull.SourceEndpoint;
import costwright.schema.time.BillingPeriod;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bills of Azure where no export writes them: a cost details report made for us. */
final class AzureBills {
    private static final Duration FRESH = Duration.ofHours(8);
    private static final Duration SETTLES_AFTER = Duration.ofDays(5);
    private static final int MONTHS = 3;
    private static final int POLLS = 120;

    private final PullContext context;
    private final AzureHttp http;
    private final Lane lane;
    private final Pause pause;

    AzureBills(PullContext context, AzureHttp http, Lane lane, Pause pause) {
        this.context = context;
        this.http = http;
        this.lane = lane;
        this.pause = pause;
    }

    /** The last three months of a scope, each asked until it is closed. */
    List<PullTask> costDetails(String scope) {
        List<PullTask> tasks = new ArrayList<>();
        BillingPeriod period = BillingPeriod.containing(context.asOf());
        for (int i = 0; i < MONTHS; i++) {
            BillingPeriod month = period;
            tasks.add(PullTask.of(scope, "cost details of " + month, () -> readDetails(scope, month)));
            period = period.previous();
        }
        return tasks;
    }

    private Outcome readDetails(String scope, BillingPeriod month) {
        if (!context.windows().isDue(scope, "cost details", month, FRESH)) {
            return Outcome.CACHED;
        }
        LocalDate today = context.asOf().atOffset(ZoneOffset.UTC).toLocalDate();
        LocalDate last = month.month().atEndOfMonth().isAfter(today)
                ? today
                : month.month().atEndOfMonth();
        ObjectNode question = AzureHttp.JSON.createObjectNode().put("metric", "ActualCost");
        question.putObject("timePeriod")
                .put("start", month.month().atDay(1).toString())
                .put("end", last.toString());
        JsonNode manifest = report(scope, question).path("manifest");
        if (manifest.path("blobs").isEmpty()) {
            throw new CallFailure(Why.ABSENT, "Azure has no cost details of %s in %s.".formatted(scope, month));
        }
        try (DownloadFolder folder = DownloadFolder.create()) {
            int number = 0;
            for (JsonNode blob : manifest.path("blobs")) {
                Path file = folder.fresh("part-%03d.csv%s"
                        .formatted(number++, manifest.path("compressData").asBoolean(false) ? ".gz" : ""));
                download(
                        blob.path("blobLink").asText(),
                        file,
                        blob.path("byteCount").asLong(-1));
            }
            context.sink().bill(context.source(), folder.root());
        }
        boolean closed = !month.end().plus(SETTLES_AFTER).isAfter(context.asOf());
        context.windows().note(scope, "cost details", month, closed);
        return Outcome.READ;
    }

    /** Orders a report and asks for it until it is there. */
    private JsonNode report(String scope, ObjectNode question) {
        String path = scope + "/providers/Microsoft.CostManagement/generateCostDetailsReport?api-version=2022-10-01";
        Polled polled = lane.call(AzureOperation.COST_DETAILS.permission(), () -> {
            try (HttpResponse answer = http.send(HttpMethod.POST, AzureService.MANAGEMENT, "", path, question)) {
                return polled(answer);
            }
        });
        for (int i = 0; polled.location() != null && i < POLLS; i++) {
            String location = polled.location();
            pause.of(polled.pause());
            polled = lane.call(AzureOperation.COST_DETAILS_RESULT.permission(), () -> {
                try (HttpResponse answer = http.send(HttpMethod.GET, AzureService.MANAGEMENT, "", location, null)) {
                    return polled(answer);
                }
            });
        }
        if (polled.location() != null) {
            throw new CallFailure(Why.UNAVAILABLE, "Azure did not finish the cost details of %s.".formatted(scope));
        }
        if (polled.body().path("status").asText("").equalsIgnoreCase("Failed")) {
            throw new CallFailure(
                    Why.REFUSED,
                    "Azure could not make the cost details: "
                            + polled.body().path("error").path("message").asText("no reason given"));
        }
        return polled.body();
    }

    /** @param location where to ask again; null when the answer is final */
    private record Polled(@Nullable String location, Duration pause, JsonNode body) {}

    private static Polled polled(HttpResponse answer) {
        if (answer.getStatusCode() == 202) {
            String seconds = answer.getHeaders().getValue(HttpHeaderName.RETRY_AFTER);
            String location = AzureHttp.next(
                    AzureHttp.JSON.getNodeFactory().textNode(answer.getHeaders().getValue(HttpHeaderName.LOCATION)));
            if (location == null) {
                throw new CallFailure(Why.MALFORMED, "Azure accepted the report but does not say where it will be.");
            }
            return new Polled(
                    location,
                    Duration.ofSeconds(seconds != null && seconds.matches("\\d{1,3}") ? Long.parseLong(seconds) : 10),
                    AzureHttp.JSON.missingNode());
        }
        try {
            return new Polled(
                    null,
                    Duration.ZERO,
                    answer.getStatusCode() == 204
                            ? AzureHttp.JSON.createObjectNode()
                            : AzureHttp.JSON.readTree(
                                    answer.getBodyAsBinaryData().toBytes()));
        } catch (IOException e) {
            throw new CallFailure(Why.MALFORMED, "The report's answer is cut off or no JSON.", null, e);
        }
    }

    /** The link carries its own signature: no token goes with it. */
    private void download(String link, Path file, long bytes) {
        URI uri = URI.create(link);
        if (!"https".equals(uri.getScheme()) && !SourceEndpoint.isLoopback(uri)) {
            throw new CallFailure(Why.REFUSED, "The download of the report is not offered by https.");
        }
        lane.call("the download of cost details", () -> {
            try (HttpResponse answer = http.pipeline("").sendSync(new HttpRequest(HttpMethod.GET, link), Context.NONE);
                    InputStream content = answer.getBodyAsInputStreamSync()) {
                if (answer.getStatusCode() != 200) {
                    throw new CallFailure(Why.UNAVAILABLE, "the download answered HTTP " + answer.getStatusCode());
                }
                Files.deleteIfExists(file);
                long written = Files.copy(content, file);
                if (bytes >= 0 && written != bytes) {
                    throw new CallFailure(Why.MALFORMED, "the download has %d of %d bytes".formatted(written, bytes));
                }
                return written;
            } catch (IOException e) {
                throw new CallFailure(Why.MALFORMED, "the download broke off: " + e.getMessage(), null, e);
            }
        });
    }
}
