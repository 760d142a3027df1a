package costwright.jobs.sample;

import costwright.jobs.sample.ChargeFile.Costs;
import costwright.jobs.sample.Meter.Service;
import costwright.schema.resource.Provider;
import costwright.schema.time.BillingPeriod;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes what a bill has beside usage: tax, support, a marketplace subscription, credits, corrections and rounding. */
final class MonthEnd {
    private static final Service SUPPORT =
            new Service("AWS Support (Business)", "Management and Governance", "Support", "AWSSupportBusiness");
    private static final Service MARKETPLACE =
            new Service("Log Shipper Professional", "Management and Governance", "Observability", "AWSMarketplace");
    private static final Map<String, Service> SERVICES = Stream.of(
                    AwsPlace.EC2,
                    AwsPlace.EBS,
                    AwsPlace.VPC,
                    AwsPlace.ELB,
                    AwsPlace.RDS,
                    AwsPlace.S3,
                    AwsPlace.CLOUD_WATCH,
                    AwsPlace.SAVINGS_PLANS,
                    SUPPORT,
                    MARKETPLACE)
            .collect(Collectors.toUnmodifiableMap(Service::name, Function.identity()));
    private static final BigDecimal TAX = new BigDecimal("0.0725");
    private static final BigDecimal SUPPORT_SHARE = new BigDecimal("0.03");
    private static final BigDecimal LEAST_SUPPORT = new BigDecimal("29");

    private final ChargeFile file;
    private final BillingPeriod month;
    private final ChargeTemplates templates;

    MonthEnd(ChargeFile file, BillingPeriod month) {
        this.file = file;
        this.month = month;
        this.templates = new ChargeTemplates(file, month);
    }

    /** @param accounts the sub accounts of one billing account; the first pays for support and subscriptions */
    void write(List<Account> accounts) throws IOException {
        Account first = accounts.get(0);
        if (first.provider() == Provider.AZURE) {
            writeRounding(first);
            return;
        }
        Map<Sums.Key, BigDecimal> billed = new LinkedHashMap<>();
        file.sums().tallies().forEach((key, tally) -> billed.put(key, tally.billed()));
        writeSupport(first, billed.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add));
        writeSubscription(first);
        if (month.toString().equals("2026-08")) {
            writeCredit(accounts.get(accounts.size() - 1));
        }
        if (month.toString().equals("2026-10")) {
            writeCorrection(first);
        }
        writeTax(accounts, billed);
    }

    private void writeTax(List<Account> accounts, Map<Sums.Key, BigDecimal> billed) throws IOException {
        Map<String, Map<String, BigDecimal>> byAccount = new TreeMap<>();
        billed.forEach((key, money) -> byAccount
                .computeIfAbsent(key.subAccount(), absent -> new TreeMap<>())
                .merge(key.service(), money, BigDecimal::add));
        for (Account account : accounts) {
            for (Map.Entry<String, BigDecimal> service :
                    byAccount.getOrDefault(account.subAccountId(), Map.of()).entrySet()) {
                BigDecimal tax = service.getValue().multiply(TAX).setScale(2, RoundingMode.HALF_UP);
                if (tax.signum() > 0) {
                    // A tax keeps the category of its service: FOCUS gives a service one.
                    ChargeRow row = templates
                            .service(
                                    templates.account(account, "Tax", "One-Time"),
                                    Objects.requireNonNull(SERVICES.get(service.getKey()), service.getKey()))
                            .with(FocusColumn.CHARGE_DESCRIPTION, "Tax for product " + service.getKey());
                    file.write(row, month.start(), month.end(), Costs.same(tax));
                }
            }
        }
    }

    private void writeSupport(Account account, BigDecimal billed) throws IOException {
        BigDecimal fee = billed.multiply(SUPPORT_SHARE).max(LEAST_SUPPORT).setScale(2, RoundingMode.HALF_UP);
        ChargeRow row = templates
                .service(templates.account(account, "Purchase", "Recurring"), SUPPORT)
                .with(FocusColumn.CHARGE_DESCRIPTION, "AWS Business Support, 3% of monthly AWS usage")
                .with(FocusColumn.PRICING_CATEGORY, "Standard");
        file.write(row, month.start(), month.end(), Costs.same(fee));
    }

    private void writeSubscription(Account account) throws IOException {
        ChargeRow row = templates
                .service(templates.account(account, "Purchase", "Recurring"), MARKETPLACE)
                .with(
                        FocusColumn.CHARGE_DESCRIPTION,
                        "AWS Marketplace software usage, \"Log Shipper Professional\"\nmonthly")
                .with(FocusColumn.INVOICE_ISSUER_NAME, "AWS Marketplace")
                .with(FocusColumn.PUBLISHER_NAME, "Log Shipper GmbH & Söhne")
                .with(FocusColumn.PRICING_CATEGORY, "Standard");
        file.write(row, month.start(), month.end(), Costs.same(new BigDecimal("249")));
    }

    private void writeCredit(Account account) throws IOException {
        ChargeRow row = templates
                .service(templates.account(account, "Credit", "One-Time"), AwsPlace.EC2)
                .with(FocusColumn.CHARGE_DESCRIPTION, "AWS promotional credit: migration programme");
        file.write(row, month.start(), month.end(), Costs.same(new BigDecimal("-150")));
    }

    /** A refund for a month that is closed: it stands in the open month, with the period to which it belongs. */
    private void writeCorrection(Account account) throws IOException {
        ChargeRow row = templates
                .service(templates.account(account, "Usage", "Usage-Based"), AwsPlace.VPC)
                .with(FocusColumn.CHARGE_CLASS, "Correction")
                .with(FocusColumn.CHARGE_DESCRIPTION, "Refund of NAT gateway data counted twice on 2026-09-10")
                .with(FocusColumn.REGION_ID, "us-east-1")
                .with(FocusColumn.REGION_NAME, "US East (N. Virginia)")
                .with(FocusColumn.PRICING_CATEGORY, "Standard");
        file.write(
                row,
                Instant.parse("2026-09-10T00:00:00Z"),
                Instant.parse("2026-09-11T00:00:00Z"),
                Costs.same(new BigDecimal("-1.4174325")));
    }

    private void writeRounding(Account account) throws IOException {
        BigDecimal billed = file.sums().tallies().values().stream()
                .map(Sums.Tally::billed)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal rest = billed.setScale(2, RoundingMode.HALF_UP).subtract(billed);
        ChargeRow row = templates
                .account(account, "Adjustment", "One-Time")
                .with(FocusColumn.SERVICE_NAME, "Rounding")
                .with(FocusColumn.SERVICE_CATEGORY, "Other")
                .with(FocusColumn.SERVICE_SUBCATEGORY, "Other (Other)")
                .with(FocusColumn.CHARGE_DESCRIPTION, "Rounding of the invoice to whole cents");
        file.write(
                row,
                month.end().minusSeconds(86_400),
                month.end(),
                new Costs(rest, rest, BigDecimal.ZERO, BigDecimal.ZERO));
    }
}
