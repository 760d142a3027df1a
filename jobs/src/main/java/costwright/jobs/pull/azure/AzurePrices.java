package costwright.jobs.pull.azure;

import com.fasterxml.jackson.databind.JsonNode;
import costwright.jobs.pull.Lane;
import costwright.jobs.pull.Pages;
import costwright.jobs.pull.PullContext;
import costwright.jobs.pull.PullTask;
import costwright.jobs.pull.PullTask.Outcome;
import costwright.schema.money.Money;
import costwright.schema.money.UnitPrice;
import costwright.schema.price.PriceRow;
import costwright.schema.resource.Provider;
import costwright.schema.time.ChargePeriod;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pay-as-you-go prices of machines by the public Retail Prices API, once a week for each region in use.
 *
 * <p>Spot, low priority and development prices are no on-demand prices and are left out; the first price of a graduated
 * meter counts.
 */
final class AzurePrices {
    private static final Duration FRESH = Duration.ofDays(7);

    private final PullContext context;
    private final AzureHttp http;
    private final Lane lane;

    AzurePrices(PullContext context, AzureHttp http, Lane lane) {
        this.context = context;
        this.http = http;
        this.lane = lane;
    }

    /** A price in the form in which pages are kept. */
    record RetailPrice(String type, String os, String amount, String currency) {}

    PullTask task(String region) {
        return PullTask.of(region, "prices", () -> {
            ChargePeriod always = new ChargePeriod(Instant.EPOCH, Instant.EPOCH.plus(Duration.ofDays(1)));
            if (!context.windows().isDue(region, "prices", always, FRESH)) {
                return Outcome.CACHED;
            }
            Pages.Reading<RetailPrice> reading =
                    context.pages().read(region + " prices", RetailPrice.class, next -> page(region, next));
            List<PriceRow> rows = reading.rows().stream()
                    .map(price -> new PriceRow(
                            Provider.AZURE,
                            region,
                            price.type(),
                            price.os(),
                            UnitPrice.perHour(Money.of(price.amount(), price.currency())),
                            "Azure Retail Prices API",
                            context.asOf().atOffset(ZoneOffset.UTC).toLocalDate()))
                    .toList();
            context.sink().prices("retail prices of " + region, rows, List.of());
            context.windows().note(region, "prices", always, false);
            reading.close();
            return Outcome.READ;
        });
    }

    private Pages.Page<RetailPrice> page(String region, @Nullable String next) {
        String filter = "serviceName eq 'Virtual Machines' and armRegionName eq '%s' and priceType eq 'Consumption'"
                .formatted(region);
        String path = next == null
                ? "/api/retail/prices?api-version=2023-01-01-preview&$filter="
                        + URLEncoder.encode(filter, StandardCharsets.UTF_8).replace("+", "%20")
                : next;
        JsonNode answer = http.get(lane, AzureOperation.RETAIL_PRICES, AzureService.PRICES, path);
        return Pages.Page.of(prices(answer), AzureHttp.next(answer.path("NextPageLink")));
    }

    static List<RetailPrice> prices(JsonNode answer) {
        List<RetailPrice> prices = new ArrayList<>();
        for (JsonNode item : answer.path("Items")) {
            String name = item.path("skuName").asText("");
            boolean onDemand = item.path("type").asText("").equals("Consumption")
                    && item.path("serviceName").asText("").equals("Virtual Machines")
                    && !name.contains("Spot")
                    && !name.contains("Low Priority")
                    && item.path("unitOfMeasure").asText("").equals("1 Hour")
                    && item.path("tierMinimumUnits").decimalValue().signum() == 0
                    && !item.path("armSkuName").asText("").isBlank();
            if (onDemand) {
                prices.add(new RetailPrice(
                        item.path("armSkuName").asText(),
                        item.path("productName").asText("").contains("Windows") ? "windows" : "linux",
                        item.path("retailPrice").decimalValue().toPlainString(),
                        item.path("currencyCode").asText()));
            }
        }
        return prices;
    }
}
