package costwright.jobs.pull.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import costwright.jobs.pull.CallFailure;
import costwright.jobs.pull.CallFailure.Why;
import costwright.jobs.pull.Lane;
import costwright.jobs.pull.Pause;
import costwright.schema.money.Money;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The price sheet of a billing profile (customer agreement) or of an enrollment (Enterprise Agreement): it is ordered, asked
 * for until it is made, and downloaded from the link that comes with it.
 */
final class AzurePriceSheet {
    private static final String DOWNLOAD =
            "/providers/Microsoft.CostManagement/pricesheets/default/download?api-version=2025-03-01";
    private static final Pattern PROFILE =
            Pattern.compile("(?i)(/providers/Microsoft\\.Billing/billingAccounts/[^/]+/billingProfiles/[^/]+).*");
    private static final Pattern ENROLLMENT =
            Pattern.compile("(?i)(/providers/Microsoft\\.Billing/billingAccounts/\\d+)(/departments.*)?");
    private static final Duration ASK_EVERY = Duration.ofSeconds(10);
    private static final int QUESTIONS = 180;

    private final AzureHttp http;
    private final Lane lane;
    private final Pause pause;
    private final String path;

    private AzurePriceSheet(AzureHttp http, Lane lane, Pause pause, String path) {
        this.http = http;
        this.lane = lane;
        this.pause = pause;
        this.path = path;
    }

    /** The sheet of the month of {@code asOf}; empty for a scope that has none of its own. */
    static Optional<AzurePriceSheet> of(AzureHttp http, Lane lane, Pause pause, String scope, Instant asOf) {
        Matcher profile = PROFILE.matcher(scope);
        if (profile.matches()) {
            return Optional.of(new AzurePriceSheet(http, lane, pause, profile.group(1) + DOWNLOAD));
        }
        Matcher enrollment = ENROLLMENT.matcher(scope);
        String month = DateTimeFormatter.ofPattern("yyyyMM").format(asOf.atOffset(ZoneOffset.UTC));
        return enrollment.matches()
                ? Optional.of(new AzurePriceSheet(
                        http, lane, pause, enrollment.group(1) + "/billingPeriods/" + month + DOWNLOAD))
                : Optional.empty();
    }

    /** The price of an hour by the id of the meter, in lower case. */
    Map<String, Money> hourly() {
        String link = link();
        // The link carries its own signature: no token goes with it, and it is told to nobody.
        return lane.call(AzureOperation.PRICE_SHEET.called(), () -> {
            try (HttpResponse answer = http.pipeline("").sendSync(new HttpRequest(HttpMethod.GET, link), Context.NONE);
                    InputStream content = answer.getBodyAsInputStreamSync()) {
                return PriceSheet.hourly(content);
            } catch (IOException e) {
                throw new CallFailure(Why.MALFORMED, "The price sheet broke off: " + CallFailure.said(e), null, e);
            }
        });
    }

    /**
     * @param body missing while the sheet is being made
     * @param next where to ask again
     */
    private record State(JsonNode body, String next, Duration pause) {}

    private String link() {
        State state = ask(HttpMethod.POST, path);
        for (int question = 0; question < QUESTIONS; question++) {
            String status = state.body().path("status").asText("");
            String link = state.body()
                    .path("downloadUrl")
                    .asText(state.body().path("properties").path("downloadUrl").asText(""));
            if (!link.isEmpty()) {
                return link;
            }
            if (status.equalsIgnoreCase("Failed") || status.equalsIgnoreCase("Canceled")) {
                throw new CallFailure(
                        Why.REFUSED,
                        "Azure could not make the price sheet: "
                                + state.body().path("error").path("message").asText(status));
            }
            pause.of(state.pause());
            state = ask(HttpMethod.GET, state.next());
        }
        throw new CallFailure(
                Why.UNAVAILABLE, "The price sheet was not made within %d questions.".formatted(QUESTIONS));
    }

    private State ask(HttpMethod method, String pathAndQuery) {
        return lane.call(AzureOperation.PRICE_SHEET.called(), () -> {
            try (HttpResponse answer = http.send(method, AzureService.MANAGEMENT, "", pathAndQuery, null)) {
                byte[] content = answer.getBodyAsBinaryData() == null
                        ? new byte[0]
                        : answer.getBodyAsBinaryData().toBytes();
                String location = answer.getHeaderValue(HttpHeaderName.LOCATION);
                String next = location == null ? null : AzureHttp.next(TextNode.valueOf(location));
                JsonNode body = content.length == 0 ? MissingNode.getInstance() : AzureHttp.JSON.readTree(content);
                if (answer.getStatusCode() == 202 && next == null && method == HttpMethod.POST) {
                    throw new CallFailure(
                            Why.MALFORMED, "The answer to the order of a price sheet does not say where to ask.");
                }
                return new State(
                        body,
                        next == null ? pathAndQuery : next,
                        AzureFailures.retryAfter(answer).orElse(ASK_EVERY));
            } catch (IOException e) {
                throw new CallFailure(Why.MALFORMED, "The answer is cut off or no JSON: " + e.getMessage(), null, e);
            }
        });
    }
}
