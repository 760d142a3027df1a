package costwright.jobs.pull.catalogue;

import costwright.jobs.pull.catalogue.BundledCatalogue.Quote;
import costwright.jobs.pull.file.CsvTable.Column;
import costwright.schema.money.PriceAnswer;
import costwright.schema.price.PriceBook;
import costwright.schema.resource.Provider;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Commitment rates for Linux machines, quoted or computed by ratios that the quoted rows establish; what neither gives is
 * unknown.
 *
 * <p>AWS: an all-upfront Standard RI is quoted; the other payment options follow fixed ratios (2,198 of 2,225 quoted rates
 * are met within 1 %, all within 2 %) except for families older than the fourth generation; an EC2 Instance Savings Plan
 * costs what a Standard RI costs; a Compute Savings Plan costs what a Convertible RI costs, quoted as a share of the
 * on-demand price by family up to 2019. Azure: reservations and savings plans as quoted for the region, nothing carried
 * over from other regions.
 */
public final class CommitmentRates {
    private static final Set<String> FAMILIES_WITHOUT_RATIO =
            Set.of("m1", "m2", "m3", "c1", "c3", "r3", "i2", "d2", "hs1", "g2", "t1");
    private static final Map<String, BigDecimal> RATIOS = Map.of(
            "12 all_upfront", BigDecimal.ONE,
            "12 partial_upfront", new BigDecimal("1.0204"),
            "12 no_upfront", new BigDecimal("1.0714"),
            "36 all_upfront", BigDecimal.ONE,
            "36 partial_upfront", new BigDecimal("1.0638"),
            "36 no_upfront", new BigDecimal("1.1489"));
    private static final int SCALE = 6;

    private record Key(Provider provider, String region, String instanceType, String kind, int termMonths) {}

    private record Quoted(BigDecimal usdPerHour, Quote quote) {}

    private final Map<Key, Quoted> quoted = new HashMap<>();
    private final Map<String, Quoted> shares = new HashMap<>();
    private final PriceBook prices;

    private CommitmentRates(PriceBook prices) {
        this.prices = prices;
    }

    /**
     * The rates of some regions.
     *
     * @param prices where on-demand prices are looked up, for rates that are quoted as a share of them
     */
    public static CommitmentRates load(Set<String> regions, PriceBook prices) {
        CommitmentRates rates = new CommitmentRates(prices);
        Map<String, Quote> quotes = BundledCatalogue.quotes();
        List<String> columns =
                List.of("provider", "region", "instance_type", "kind", "term_months", "usd_per_hour", "source");
        BundledCatalogue.read("commitment-rates.csv.gz", columns, table -> {
            List<Column> c = columns.stream().map(table::column).toList();
            table.forEach(row -> {
                if (regions.contains(row.text(c.get(1)))) {
                    rates.quoted.put(
                            new Key(
                                    row.word(c.get(0), Provider::of),
                                    row.text(c.get(1)),
                                    row.text(c.get(2)),
                                    row.text(c.get(3)),
                                    row.integer(c.get(4))),
                            new Quoted(row.decimal(c.get(5)), BundledCatalogue.quote(quotes, row, c.get(6))));
                }
            });
        });
        List<String> shareColumns = List.of("family", "term_months", "payment_option", "share", "source");
        BundledCatalogue.read("compute-plan-shares.csv", shareColumns, table -> {
            List<Column> c = shareColumns.stream().map(table::column).toList();
            table.forEach(row -> rates.shares.put(
                    row.text(c.get(0)) + ' ' + row.integer(c.get(1)) + ' ' + row.text(c.get(2)),
                    new Quoted(row.decimal(c.get(3)), BundledCatalogue.quote(quotes, row, c.get(4)))));
        });
        return rates;
    }

    /** The rate, or empty when it is neither quoted nor follows from a quote; words as in {@link CommitmentRate}. */
    public Optional<CommitmentRate> rate(
            Provider provider, String region, String instanceType, String kind, int termMonths, String paymentOption) {
        return switch (kind) {
            case "reserved_instance", "ec2_instance_savings_plan" ->
                standard(region, instanceType, kind, termMonths, paymentOption);
            case "compute_savings_plan" -> compute(region, instanceType, termMonths, paymentOption);
            case "azure_reservation", "azure_savings_plan" ->
                Optional.ofNullable(quoted.get(
                                new Key(provider, region, instanceType, kind.substring("azure_".length()), termMonths)))
                        .map(row -> new CommitmentRate(
                                provider,
                                region,
                                instanceType,
                                kind,
                                termMonths,
                                "monthly",
                                row.usdPerHour(),
                                "quoted",
                                row.quote().source(),
                                row.quote().asOf()));
            default -> Optional.empty();
        };
    }

    private Optional<CommitmentRate> standard(
            String region, String instanceType, String kind, int termMonths, String paymentOption) {
        Quoted allUpfront = quoted.get(new Key(Provider.AWS, region, instanceType, "standard_ri", termMonths));
        BigDecimal ratio = RATIOS.get(termMonths + " " + paymentOption);
        boolean asQuoted = "all_upfront".equals(paymentOption);
        if (allUpfront == null
                || ratio == null
                || (!asQuoted && FAMILIES_WITHOUT_RATIO.contains(familyOf(instanceType)))) {
            return Optional.empty();
        }
        return Optional.of(new CommitmentRate(
                Provider.AWS,
                region,
                instanceType,
                kind,
                termMonths,
                paymentOption,
                allUpfront.usdPerHour().multiply(ratio).setScale(SCALE, RoundingMode.HALF_EVEN),
                asQuoted ? "quoted" : "all upfront × " + ratio.toPlainString(),
                allUpfront.quote().source(),
                allUpfront.quote().asOf()));
    }

    private Optional<CommitmentRate> compute(String region, String instanceType, int termMonths, String paymentOption) {
        Quoted share = shares.get(familyOf(instanceType) + ' ' + termMonths + ' ' + paymentOption);
        Optional<PriceAnswer.Known> onDemand =
                prices.onDemand(Provider.AWS, region, instanceType, "linux").known();
        if (share == null || onDemand.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new CommitmentRate(
                Provider.AWS,
                region,
                instanceType,
                "compute_savings_plan",
                termMonths,
                paymentOption,
                onDemand.get()
                        .price()
                        .money()
                        .amount()
                        .multiply(share.usdPerHour())
                        .setScale(SCALE, RoundingMode.HALF_EVEN),
                "on-demand × " + share.usdPerHour().toPlainString(),
                share.quote().source(),
                share.quote().asOf()));
    }

    private static String familyOf(String instanceType) {
        return instanceType.substring(0, Math.max(0, instanceType.indexOf('.')));
    }
}
