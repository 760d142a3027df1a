package costwright.jobs.sample;

import costwright.jobs.sample.ChargeFile.Costs;
import costwright.jobs.sample.ExportTable.Row;
import costwright.schema.time.BillingPeriod;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A bill of Azure as cost details, in two views of the same month. In the actual view usage that a reservation covers costs
 * nothing and reservations are bought; in the amortized view covered usage costs its share, and what nobody used has rows.
 *
 * <p>Source: Microsoft's schemas of cost and usage details of Enterprise Agreements and Microsoft Customer Agreements.
 */
final class AzureExport implements BillExport {
    private static final DateTimeFormatter US_DATE = DateTimeFormatter.ofPattern("MM/dd/yyyy", Locale.ROOT);
    /** Amortized costs come with as many decimals as the type has. */
    private static final int AMORTIZED_SCALE = 28;

    private static final String COMMON = """
            BillingAccountId BillingAccountName BillingPeriodStartDate BillingPeriodEndDate BillingProfileId BillingProfileName \
            SubscriptionId SubscriptionName Date Product MeterId ServiceFamily MeterCategory MeterSubCategory MeterRegion MeterName \
            Quantity EffectivePrice Cost UnitPrice BillingCurrency ResourceLocation ConsumedService ResourceId ServiceInfo1 \
            ServiceInfo2 AdditionalInfo Tags CostCenter UnitOfMeasure ResourceGroup ReservationId ReservationName ProductOrderId \
            ProductOrderName IsAzureCreditEligible Term PublisherName ChargeType Frequency PublisherType PayGPrice PricingModel \
            CostAllocationRuleName BenefitId BenefitName""";

    private static final String ONLY_EA =
            "AccountOwnerId AccountName PartNumber AvailabilityZone ResourceName InvoiceSectionId InvoiceSection OfferId PlanName";
    private static final String ONLY_MCA = """
            invoiceId previousInvoiceId invoiceSectionId invoiceSectionName servicePeriodStartDate servicePeriodEndDate \
            pricingCurrency costInPricingCurrency costInUsd paygCostInBillingCurrency paygCostInUsd exchangeRatePricingToBilling \
            exchangeRateDate publisherId provider""";

    /** What a Microsoft Customer Agreement calls otherwise than by another first letter. */
    private static final Map<String, String> MCA_NAMES = Map.of(
            "Cost", "costInBillingCurrency",
            "Product", "ProductName",
            "ResourceGroup", "resourceGroupName",
            "PayGPrice", "PayGPrice",
            "ResourceId", "ResourceId",
            "SubscriptionId", "SubscriptionId");

    private final ExportKind kind;
    private final BillingPeriod month;
    private final Path folder;
    private final String series;
    private final List<View> views = new ArrayList<>();

    /** One of the two exports. */
    private static final class View {
        private final String name;
        private final Path file;
        private final ExportTable table;
        private long setAside;

        View(String name, Path file, Map<String, String> columns) throws IOException {
            this.name = name;
            this.file = file;
            this.table = new ExportTable(file, columns, true);
        }

        boolean isActual() {
            return name.equals(ExportManifests.ACTUAL);
        }
    }

    /**
     * @param folder of all exports
     * @param part the name that this part has within its exports
     */
    AzureExport(ExportKind kind, Path folder, BillingPeriod month, String account, String part) throws IOException {
        this.kind = kind;
        this.folder = folder;
        this.month = month;
        this.series = account;
        String ending = kind == ExportKind.AZURE_EA ? ".csv" : ".csv.gz";
        for (String view : List.of(ExportManifests.ACTUAL, ExportManifests.AMORTIZED)) {
            // The last folder is named after the run alone, as Azure does: only the manifest tells the view.
            Path file = folder.resolve(kind.word())
                    .resolve(account + '-' + view)
                    .resolve(ExportManifests.azurePeriod(month))
                    .resolve(ExportManifests.run(account, view, month))
                    .resolve(part + ending);
            views.add(new View(view, file, spelled(kind)));
        }
    }

    private static Map<String, String> spelled(ExportKind kind) {
        boolean isEa = kind == ExportKind.AZURE_EA;
        String all = COMMON + " " + (isEa ? ONLY_EA : ONLY_MCA);
        return java.util.Arrays.stream(all.split(" ", -1))
                .collect(Collectors.toMap(
                        name -> name, name -> isEa ? name : mca(name), (a, b) -> a, java.util.LinkedHashMap::new));
    }

    private static String mca(String name) {
        String other = MCA_NAMES.get(name);
        return other == null ? name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1) : other;
    }

    @Override
    public void add(ChargeRow row, Instant start, Instant end, Costs costs) throws IOException {
        String status = row.text(FocusColumn.COMMITMENT_DISCOUNT_STATUS);
        boolean isPurchase = row.need(FocusColumn.CHARGE_CATEGORY).equals("Purchase");
        for (View view : views) {
            if (view.isActual() ? "Unused".equals(status) : isPurchase) {
                continue;
            }
            Row line = line(row, start, end, costs);
            if (status != null && !view.isActual()) {
                line.with("Cost", costs.effective().setScale(AMORTIZED_SCALE).toPlainString());
            } else {
                line.with("Cost", costs.billed().toPlainString());
            }
            view.table.write(line);
            view.setAside += view.isActual() && !isPurchase ? 1 : 0;
        }
    }

    private Row line(ChargeRow row, Instant start, Instant end, Costs costs) {
        Map<String, String> details = CurColumns.map(row.text(FocusColumn.SKU_PRICE_DETAILS));
        String resource = row.text(FocusColumn.RESOURCE_ID);
        String commitment = row.text(FocusColumn.COMMITMENT_DISCOUNT_ID);
        String unit = row.text(FocusColumn.PRICING_UNIT);
        String account = last(row.need(FocusColumn.BILLING_ACCOUNT_ID));
        LocalDate lastDay = day(month.end()).minusDays(1);
        Row line = new Row()
                .with("BillingAccountId", account)
                .with("BillingAccountName", row.text(FocusColumn.BILLING_ACCOUNT_NAME))
                .with("BillingPeriodStartDate", US_DATE.format(day(month.start())))
                .with("BillingPeriodEndDate", US_DATE.format(lastDay))
                .with("BillingProfileId", account)
                .with("BillingProfileName", row.text(FocusColumn.BILLING_ACCOUNT_NAME))
                .with("SubscriptionId", last(row.need(FocusColumn.SUB_ACCOUNT_ID)))
                .with("SubscriptionName", row.text(FocusColumn.SUB_ACCOUNT_NAME))
                .with("Date", US_DATE.format(day(start)))
                .with("Product", row.text(FocusColumn.CHARGE_DESCRIPTION))
                .with("MeterId", row.text(FocusColumn.SKU_PRICE_ID))
                .with("ServiceFamily", row.text(FocusColumn.SERVICE_CATEGORY))
                .with("MeterCategory", row.need(FocusColumn.SERVICE_NAME))
                .with("MeterRegion", row.text(FocusColumn.REGION_NAME))
                .with("MeterName", row.text(FocusColumn.SKU_METER))
                .with("Quantity", Objects.requireNonNullElse(row.text(FocusColumn.CONSUMED_QUANTITY), "1"))
                .with("UnitPrice", row.text(FocusColumn.CONTRACTED_UNIT_PRICE))
                .with("EffectivePrice", row.text(FocusColumn.CONTRACTED_UNIT_PRICE))
                .with("PayGPrice", row.text(FocusColumn.LIST_UNIT_PRICE))
                .with("BillingCurrency", row.need(FocusColumn.BILLING_CURRENCY))
                .with("ResourceLocation", row.text(FocusColumn.REGION_ID))
                .with("ConsumedService", consumedService(row))
                .with("ResourceId", resource)
                .with("ResourceGroup", resourceGroup(resource))
                .with("AdditionalInfo", additionalInfo(details))
                .with("Tags", tags(row.text(FocusColumn.TAGS)))
                .with("UnitOfMeasure", unitOfMeasure(unit))
                .with("ReservationId", commitment == null ? null : last(commitment))
                .with("ReservationName", row.text(FocusColumn.COMMITMENT_DISCOUNT_NAME))
                .with("IsAzureCreditEligible", "True")
                .with("Term", commitment == null ? null : "12")
                .with("PublisherName", "Microsoft")
                .with("PublisherType", "Azure")
                .with("ChargeType", chargeType(row))
                .with("Frequency", row.need(FocusColumn.CHARGE_FREQUENCY).replace("-", ""))
                .with("PricingModel", commitment == null ? "OnDemand" : "Reservation")
                .with("BenefitId", commitment)
                .with("BenefitName", row.text(FocusColumn.COMMITMENT_DISCOUNT_NAME));
        return kind == ExportKind.AZURE_EA
                ? line.with("ResourceName", row.text(FocusColumn.RESOURCE_NAME))
                : line.with("invoiceId", row.text(FocusColumn.INVOICE_ID))
                        .with("servicePeriodStartDate", US_DATE.format(day(start)))
                        .with("servicePeriodEndDate", US_DATE.format(day(end).minusDays(1)))
                        .with("pricingCurrency", row.text(FocusColumn.PRICING_CURRENCY))
                        .with("paygCostInBillingCurrency", costs.list().toPlainString())
                        .with("provider", "Microsoft");
    }

    private static String chargeType(ChargeRow row) {
        if ("Unused".equals(row.text(FocusColumn.COMMITMENT_DISCOUNT_STATUS))) {
            return "UnusedReservation";
        }
        String category = row.need(FocusColumn.CHARGE_CATEGORY);
        return category.equals("Adjustment") ? "RoundingAdjustment" : category;
    }

    /**
     * Microsoft's table of services counts disks and their snapshots to the machines, and has another name for NAT gateways.
     * The FOCUS bill of the estate does not, so that these rows leave it to the meter category to name the service.
     */
    private static @Nullable String consumedService(ChargeRow row) {
        String service = row.need(FocusColumn.SERVICE_NAME);
        return service.equals(AzurePlace.DISKS.name()) || service.equals(AzurePlace.NAT.name())
                ? null
                : row.text(FocusColumn.X_SERVICE_CODE);
    }

    private static @Nullable String resourceGroup(@Nullable String resource) {
        String[] parts = resource == null ? new String[0] : resource.split("/", -1);
        return parts.length > 4 && parts[3].equals("resourceGroups") ? parts[4] : null;
    }

    private static @Nullable String additionalInfo(Map<String, String> details) {
        String type = details.get("InstanceType");
        if (type == null) {
            return null;
        }
        Map<String, String> info = new TreeMap<>(Map.of("UsageType", "ComputeHR", "ServiceType", type));
        info.put("VCPUs", Objects.requireNonNull(details.get("CoreCount"), type));
        info.put("ImageType", "Windows".equals(details.get("OperatingSystem")) ? "Windows Server BYOL" : "Canonical");
        return ChargeTemplates.json(info);
    }

    /** Enterprise Agreements leave the braces away. */
    private @Nullable String tags(@Nullable String json) {
        return json == null || kind != ExportKind.AZURE_EA ? json : json.substring(1, json.length() - 1);
    }

    private static @Nullable String unitOfMeasure(@Nullable String unit) {
        if (unit == null) {
            return null;
        }
        return switch (unit) {
            case "Hours" -> "1 Hour";
            case "Months" -> "1/Month";
            case "GB-Months" -> "1 GB/Month";
            default -> "1 " + unit;
        };
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    @Override
    public void close() throws IOException {
        for (View view : views) {
            view.table.close();
        }
    }

    @Override
    public List<Part> parts() {
        return views.stream()
                .map(view -> new Part(
                        kind,
                        series + '-' + view.name,
                        month.toString(),
                        folder.relativize(view.file),
                        view.table.rows(),
                        view.setAside))
                .toList();
    }
}
