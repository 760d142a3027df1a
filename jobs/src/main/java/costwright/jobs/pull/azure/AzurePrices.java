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
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Pay-as-you-go prices of machines by the public Retail Prices API, once a week for each region in use; where a billing
 * scope has a price sheet, its price of the same meter goes before the public one.
 *
 * <p>Spot, low priority and development prices are no on-demand prices and are left out; the first price of a graduated
 * meter counts.
 */
final class AzurePrices {
    private static final Duration FRESH = Duration.ofDays(7);
    private static final ChargePeriod ALWAYS = new ChargePeriod(Instant.EPOCH, Instant.EPOCH.plus(Duration.ofDays(1)));

    private final PullContext context;
    private final AzureHttp http;
    private final Lane lane;
    private final Map<String, AzurePriceSheet> sheets = new TreeMap<>();
    private final Map<String, Money> negotiated = new ConcurrentHashMap<>();
    private final Set<String> read = ConcurrentHashMap.newKeySet();

    AzurePrices(PullContext context, AzureHttp http, Lane lane) {
        this.context = context;
        this.http = http;
        this.lane = lane;
    }

    /** A price in the form in which pages are kept; the meter is what a price sheet knows it by. */
    record RetailPrice(String type, String os, String amount, String currency, String meter) {}

    /**
     * The negotiated prices of a scope, which go before the public ones; to be run before {@link #task}, and only when one
     * of the regions is due.
     */
    PullTask sheet(String scope, AzurePriceSheet sheet, Collection<String> regions) {
        sheets.put(scope, sheet);
        return PullTask.of(scope, "price sheet", () -> {
            if (regions.stream().noneMatch(this::isDue)) {
                return Outcome.CACHED;
            }
            negotiated.putAll(sheet.hourly());
            read.add(scope);
            return Outcome.READ;
        });
    }

    private boolean isDue(String region) {
        return context.windows().isDue(region, dataset(), ALWAYS, FRESH);
    }

    /** Prices that are to be negotiated ones are other prices. */
    private String dataset() {
        return sheets.isEmpty() ? "prices" : "prices by the sheets of " + String.join(", ", sheets.keySet());
    }

    PullTask task(String region) {
        return PullTask.of(region, "prices", () -> {
            if (!isDue(region)) {
                return Outcome.CACHED;
            }
            Pages.Reading<RetailPrice> reading =
                    context.pages().read(region + " prices by meter", RetailPrice.class, next -> page(region, next));
            List<PriceRow> rows =
                    reading.rows().stream().map(price -> row(region, price)).toList();
            context.sink().prices("retail prices of " + region, rows, List.of());
            // Without its sheet a region is asked for again: public prices stand in for no longer than necessary.
            if (read.containsAll(sheets.keySet())) {
                context.windows().note(region, dataset(), ALWAYS, false);
            }
            reading.close();
            return Outcome.READ;
        });
    }

    private PriceRow row(String region, RetailPrice price) {
        Money agreed = negotiated.get(price.meter().toLowerCase(Locale.ROOT));
        return new PriceRow(
                Provider.AZURE,
                region,
                price.type(),
                price.os(),
                UnitPrice.perHour(agreed == null ? Money.of(price.amount(), price.currency()) : agreed),
                agreed == null ? "Azure Retail Prices API" : "Azure price sheet",
                context.asOf().atOffset(ZoneOffset.UTC).toLocalDate());
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
                        item.path("currencyCode").asText(),
                        item.path("meterId").asText("")));
            }
        }
        return prices;
    }
}
