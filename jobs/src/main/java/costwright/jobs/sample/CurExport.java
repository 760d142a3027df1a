package costwright.jobs.sample;

import costwright.jobs.engine.ParquetCopy;
import costwright.jobs.sample.ChargeFile.Costs;
import costwright.jobs.sample.ExportTable.Row;
import costwright.schema.time.BillingPeriod;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A bill of AWS as a Cost and Usage Report. What FOCUS says in one row is told as AWS tells it: usage that a savings plan
 * covers is charged and negated, a savings plan's hour says what was used of it, and a month's fee of a reservation says what
 * nobody used.
 *
 * <p>Source: the data dictionary of AWS Data Exports, and the examples of savings plans, reservations and split cost
 * allocation in its user guide.
 */
final class CurExport implements BillExport {
    private static final String OPERATION = "line_item_operation";
    private static final String TYPE = "line_item_line_item_type";
    private static final String UNBLENDED = "line_item_unblended_cost";

    private final ExportKind kind;
    private final BillingPeriod month;
    private final Path folder;
    private final Path file;
    private final Path written;
    private final String series;
    private final CurColumns columns;
    private final ExportTable table;
    private final CounterRandom random;
    private final Map<Negation, Negated> negations = new TreeMap<>();
    private final Map<String, BigDecimal> unusedOfPlans = new TreeMap<>();
    private final Map<String, Reserved> reservations = new TreeMap<>();
    private @Nullable Instant hour;
    private long setAside;

    /** Negations are not one for each covered line, but one for all lines of a plan that are alike but for their resource. */
    private record Negation(String plan, String account, String operation, String usageType, String zone)
            implements Comparable<Negation> {
        @Override
        public int compareTo(Negation other) {
            return toString().compareTo(other.toString());
        }
    }

    private record Negated(ChargeRow example, Instant end, BigDecimal cost) {}

    /** What a reservation was worth in a month, and what of it nobody used. */
    private record Reserved(ChargeRow example, boolean isUnusedRow, BigDecimal used, BigDecimal unused) {
        Reserved plus(Reserved other) {
            return new Reserved(
                    isUnusedRow ? example : other.example,
                    isUnusedRow || other.isUnusedRow,
                    used.add(other.used),
                    unused.add(other.unused));
        }
    }

    /**
     * @param folder of all exports
     * @param part the name that this part has within its report
     */
    CurExport(ExportKind kind, Path folder, BillingPeriod month, String payer, String part, BillFormat format)
            throws IOException {
        this.kind = kind;
        this.folder = folder;
        this.month = month;
        this.series = "costs-" + payer;
        this.columns = new CurColumns(kind);
        this.random = new CounterRandom(17).of(kind.word() + month + part);
        Path home = folder.resolve(kind.word()).resolve(series);
        this.file = kind == ExportKind.CUR_LEGACY
                ? home.resolve(ExportManifests.awsPeriod(month))
                        .resolve(ExportManifests.ASSEMBLY)
                        .resolve(part + ".csv.gz")
                : home.resolve("data").resolve("BILLING_PERIOD=" + month).resolve(part + ".csv.gz");
        this.written = kind == ExportKind.CUR_2 ? format.beside(file) : file;
        this.table = new ExportTable(file, columns.spelled(), false);
    }

    @Override
    public void add(ChargeRow row, Instant start, Instant end, Costs costs) throws IOException {
        if (!start.equals(hour)) {
            writeNegations();
            hour = start;
        }
        String category = row.need(FocusColumn.CHARGE_CATEGORY);
        String commitment = row.text(FocusColumn.COMMITMENT_DISCOUNT_ID);
        String status = row.text(FocusColumn.COMMITMENT_DISCOUNT_STATUS);
        boolean isPlan = "Savings Plan".equals(row.text(FocusColumn.COMMITMENT_DISCOUNT_TYPE));
        if ("Unused".equals(status)) {
            addUnused(row, commitment + "", isPlan, costs.effective());
        } else if ("Used".equals(status)) {
            addCovered(row, start, end, costs, commitment + "", isPlan);
        } else if (category.equals("Purchase") && commitment != null) {
            addPurchase(row, start, end, costs, commitment, isPlan);
        } else {
            String type = category.equals("Purchase")
                    ? "Fee"
                    : row.text(FocusColumn.CHARGE_CLASS) != null
                            ? "Refund"
                            : category.equals("Usage") ? "Usage" : category;
            Row line = line(row, start, end, type, costs.billed(), costs.list());
            table.write(line);
            addPods(row, start, end, costs.effective());
        }
    }

    private void addCovered(ChargeRow row, Instant start, Instant end, Costs costs, String commitment, boolean isPlan)
            throws IOException {
        if (isPlan) {
            Row line = line(row, start, end, "SavingsPlanCoveredUsage", costs.contracted(), costs.list())
                    .with("savings_plan_savings_plan_a_r_n", commitment)
                    .with("savings_plan_savings_plan_effective_cost", number(costs.effective()));
            table.write(line);
            negations.merge(
                    new Negation(
                            commitment,
                            row.need(FocusColumn.SUB_ACCOUNT_ID),
                            row.text(FocusColumn.X_OPERATION) + "",
                            row.need(FocusColumn.SKU_METER),
                            row.text(FocusColumn.AVAILABILITY_ZONE) + ""),
                    new Negated(row, end, costs.contracted()),
                    (a, b) -> new Negated(a.example(), a.end(), a.cost().add(b.cost())));
        } else {
            Row line = line(row, start, end, "DiscountedUsage", BigDecimal.ZERO, costs.list())
                    .with("reservation_reservation_a_r_n", commitment)
                    .with("reservation_effective_cost", number(costs.effective()))
                    .with("reservation_amortized_upfront_cost_for_usage", number(costs.effective()))
                    .with("reservation_recurring_fee_for_usage", "0.0");
            table.write(line);
            reservations.merge(
                    commitment, new Reserved(row, false, costs.effective(), BigDecimal.ZERO), Reserved::plus);
        }
        addPods(row, start, end, costs.effective());
    }

    private void addUnused(ChargeRow row, String commitment, boolean isPlan, BigDecimal money) {
        if (isPlan) {
            unusedOfPlans.merge(commitment, money, BigDecimal::add);
        } else {
            reservations.merge(commitment, new Reserved(row, true, BigDecimal.ZERO, money), Reserved::plus);
        }
    }

    private void addPurchase(ChargeRow row, Instant start, Instant end, Costs costs, String commitment, boolean isPlan)
            throws IOException {
        boolean once = "One-Time".equals(row.text(FocusColumn.CHARGE_FREQUENCY));
        if (!isPlan) {
            // The fee of a reservation that is paid in advance; RIFee says each month what became of it.
            table.write(line(row, start, end, "Fee", costs.billed(), BigDecimal.ZERO)
                    .with("reservation_reservation_a_r_n", commitment));
            return;
        }
        if (once) {
            throw new IllegalArgumentException("The estate has no savings plan that is paid in advance.");
        }
        BigDecimal unused = unusedOfPlans.getOrDefault(commitment, BigDecimal.ZERO);
        unusedOfPlans.remove(commitment);
        table.write(line(row, start, end, "SavingsPlanRecurringFee", costs.billed(), BigDecimal.ZERO)
                .with("savings_plan_savings_plan_a_r_n", commitment)
                .with("savings_plan_total_commitment_to_date", number(costs.billed()))
                .with("savings_plan_used_commitment", number(costs.billed().subtract(unused)))
                .with("savings_plan_recurring_commitment_for_billing_period", number(costs.billed())));
    }

    private void writeNegations() throws IOException {
        for (Map.Entry<Negation, Negated> entry : negations.entrySet()) {
            Negated negated = entry.getValue();
            Instant start = hour == null ? month.start() : hour;
            table.write(line(
                            negated.example(),
                            start,
                            negated.end(),
                            "SavingsPlanNegation",
                            negated.cost().negate(),
                            BigDecimal.ZERO)
                    .with("line_item_resource_id", null)
                    .with("savings_plan_savings_plan_a_r_n", entry.getKey().plan()));
            setAside++;
        }
        negations.clear();
    }

    /** Machines that carry containers: two pods, of which each has a row for vCPU and one for memory. Nothing is charged. */
    private void addPods(ChargeRow row, Instant start, Instant end, BigDecimal cost) throws IOException {
        String machine = row.text(FocusColumn.RESOURCE_ID);
        if (kind != ExportKind.CUR_2 || machine == null || !isMachineHour(row) || machine.hashCode() % 4 != 0) {
            return;
        }
        String region = row.need(FocusColumn.REGION_ID);
        for (Pod pod : Pod.ALL) {
            for (boolean memory : new boolean[] {false, true}) {
                BigDecimal share = cost.multiply(memory ? Pod.MEMORY_SHARE : Pod.CPU_SHARE);
                Row line = line(row, start, end, "Usage", BigDecimal.ZERO, BigDecimal.ZERO)
                        .with("line_item_product_code", "AmazonEKS")
                        .with("line_item_usage_type", memory ? "EKS-EC2-GB-Hours" : "EKS-EC2-vCPU-Hours")
                        .with(OPERATION, "EKSPod-EC2")
                        .with(
                                "line_item_resource_id",
                                "arn:aws:eks:%s:%s:pod/main/%s/%s"
                                        .formatted(region, row.need(FocusColumn.SUB_ACCOUNT_ID), pod.name(), pod.uid()))
                        .with("product", "{\"product_name\": \"Amazon Elastic Kubernetes Service\"}")
                        .with("split_line_item_parent_resource_id", machine)
                        .with("split_line_item_split_cost", number(share.multiply(pod.used())))
                        .with("split_line_item_unused_cost", number(share.multiply(pod.unused())));
                table.write(line);
                setAside++;
            }
        }
    }

    /**
     * A pod with its share of a machine.
     *
     * @param unused its share of what no pod asked for
     */
    private record Pod(String name, String uid, BigDecimal used, BigDecimal unused) {
        /** AWS weighs a vCPU nine times as much as a GB. */
        static final BigDecimal CPU_SHARE = new BigDecimal("0.9");

        static final BigDecimal MEMORY_SHARE = new BigDecimal("0.1");
        static final List<Pod> ALL = List.of(
                new Pod("shop/front", "7d0c", new BigDecimal("0.5"), new BigDecimal("0.125")),
                new Pod("shop/search", "91be", new BigDecimal("0.3"), new BigDecimal("0.075")));
    }

    private static boolean isMachineHour(ChargeRow row) {
        return row.need(FocusColumn.SERVICE_NAME).equals(AwsPlace.EC2.name())
                && "Hours".equals(row.text(FocusColumn.CONSUMED_UNIT));
    }

    /** What every line says; the caller adds what is particular to its type. */
    private Row line(ChargeRow row, Instant start, Instant end, String type, BigDecimal unblended, BigDecimal list) {
        String usageType = row.text(FocusColumn.SKU_METER);
        Row line = new Row()
                .with("identity_line_item_id", random.word("abcdefghijklmnopqrstuvwxyz234567", 52, table.rows()))
                .with("identity_time_interval", start + "/" + end)
                .with("bill_invoice_id", row.text(FocusColumn.INVOICE_ID))
                .with("bill_invoicing_entity", "Amazon Web Services, Inc.")
                .with("bill_billing_entity", isMarketplace(row) ? "AWS Marketplace" : "AWS")
                .with("bill_bill_type", type.equals("Refund") ? "Refund" : "Anniversary")
                .with("bill_payer_account_id", row.need(FocusColumn.BILLING_ACCOUNT_ID))
                .with("bill_billing_period_start_date", columns.time(month.start()))
                .with("bill_billing_period_end_date", columns.time(month.end()))
                .with("line_item_usage_account_id", row.need(FocusColumn.SUB_ACCOUNT_ID))
                .with(TYPE, type)
                .with("line_item_usage_start_date", columns.time(start))
                .with("line_item_usage_end_date", columns.time(end))
                .with("line_item_product_code", productCode(row))
                .with("line_item_usage_type", usageType == null ? type : usageType)
                .with(OPERATION, row.text(FocusColumn.X_OPERATION))
                .with("line_item_availability_zone", row.text(FocusColumn.AVAILABILITY_ZONE))
                .with("line_item_resource_id", isFee(type) ? null : row.text(FocusColumn.RESOURCE_ID))
                .with("line_item_usage_amount", amount(row, type))
                .with("line_item_currency_code", row.need(FocusColumn.BILLING_CURRENCY))
                .with("line_item_unblended_rate", unitPrice(row, FocusColumn.CONTRACTED_UNIT_PRICE))
                .with(UNBLENDED, number(unblended))
                .with("line_item_blended_cost", number(unblended))
                .with("line_item_line_item_description", row.text(FocusColumn.CHARGE_DESCRIPTION))
                .with("line_item_tax_type", type.equals("Tax") ? "USSalesTax" : null)
                .with("line_item_legal_entity", row.text(FocusColumn.PUBLISHER_NAME))
                .with("pricing_rate_code", row.text(FocusColumn.SKU_PRICE_ID))
                .with("pricing_currency", row.text(FocusColumn.PRICING_CURRENCY))
                .with("pricing_public_on_demand_cost", number(list))
                .with("pricing_public_on_demand_rate", unitPrice(row, FocusColumn.LIST_UNIT_PRICE))
                .with("pricing_term", term(row, type))
                .with("pricing_unit", row.text(FocusColumn.PRICING_UNIT));
        columns.product(line, row);
        columns.tags(line, row.text(FocusColumn.TAGS));
        return line;
    }

    private static boolean isFee(String type) {
        return type.endsWith("Fee");
    }

    private static boolean isMarketplace(ChargeRow row) {
        return "AWS Marketplace".equals(row.text(FocusColumn.INVOICE_ISSUER_NAME));
    }

    private static String productCode(ChargeRow row) {
        String code = row.text(FocusColumn.X_SERVICE_CODE);
        return code == null ? row.need(FocusColumn.SERVICE_NAME).replace(" ", "") : code;
    }

    private static String amount(ChargeRow row, String type) {
        String quantity = row.text(FocusColumn.CONSUMED_QUANTITY);
        return quantity == null || isFee(type) ? "1" : quantity;
    }

    private static @Nullable String unitPrice(ChargeRow row, FocusColumn column) {
        String price = row.text(column);
        return price == null ? null : new BigDecimal(price).toPlainString();
    }

    private static @Nullable String term(ChargeRow row, String type) {
        if (type.equals("DiscountedUsage")) {
            return "Reserved";
        }
        return "Dynamic".equals(row.text(FocusColumn.PRICING_CATEGORY))
                ? "Spot"
                : type.equals("Usage") || type.equals("SavingsPlanCoveredUsage") ? "OnDemand" : null;
    }

    private String number(BigDecimal value) {
        return columns.number(value);
    }

    @Override
    public void close() throws IOException {
        try (table) {
            writeNegations();
            for (Map.Entry<String, Reserved> entry : reservations.entrySet()) {
                Reserved reserved = entry.getValue();
                table.write(
                        line(reserved.example(), month.start(), month.end(), "RIFee", BigDecimal.ZERO, BigDecimal.ZERO)
                                .with("reservation_reservation_a_r_n", entry.getKey())
                                .with(
                                        "reservation_amortized_upfront_fee_for_billing_period",
                                        number(reserved.used().add(reserved.unused())))
                                .with(
                                        "reservation_unused_amortized_upfront_fee_for_billing_period",
                                        number(reserved.unused()))
                                .with("reservation_unused_recurring_fee", "0.0"));
            }
        }
        if (!unusedOfPlans.isEmpty()) {
            throw new IllegalStateException(
                    "What stayed unused of %s has no fee to stand in.".formatted(unusedOfPlans));
        }
        if (!written.equals(file)) {
            ParquetCopy.ofGzip(file, written);
            Files.delete(file);
        }
    }

    @Override
    public List<Part> parts() {
        return List.of(new Part(kind, series, month.toString(), folder.relativize(written), table.rows(), setAside));
    }
}
