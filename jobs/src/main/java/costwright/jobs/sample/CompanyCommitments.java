package costwright.jobs.sample;

import costwright.jobs.pull.catalogue.CommitmentRate;
import costwright.jobs.pull.catalogue.CommitmentRates;
import costwright.schema.CostwrightException;
import costwright.schema.resource.Provider;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the company has committed to: enough to be realistic, not enough to be optimal. One plan ended within the three
 * months, one was bought within them, and one reservation was bought before the machine that was to use it.
 */
final class CompanyCommitments {
    /** The share of on-demand that c5 pays; newer compute families have no quoted table, so this one is assumed. */
    private static final BigDecimal C5_SHARE = new BigDecimal("0.7242");

    private static final String COMPUTE_OFFER = "compute-savings-plan-1y-no-upfront";

    private final PriceList prices;
    private final CommitmentRates rates;

    /** A savings plan that could be bought, with what it asks for an hour of one machine. */
    record PlanOffer(String name, String kind, String payment, BigDecimal rate) {}

    CompanyCommitments(PriceList prices) {
        this.prices = prices;
        this.rates = CommitmentRates.load(Company.REGIONS, prices.book());
    }

    List<Commitment> of(Account shop, Account corporate, List<Asset> assets) {
        String arn = "arn:aws:savingsplans::%s:savingsplan/".formatted(shop.billingAccountId());
        Commitment compute = new Commitment(
                shop,
                arn + "6c1f0a94-3f57-4b1e-9c07-6a2d5e8b4f10",
                "Compute Savings Plan 2026",
                COMPUTE_OFFER,
                "compute_savings_plan",
                null,
                null,
                new BigDecimal("0.60"),
                BigDecimal.ONE,
                BigDecimal.ONE,
                "no_upfront",
                Hours.of("2026-03-01T00:00:00Z"),
                Hours.of("2027-03-01T00:00:00Z"),
                planRates(assets, "compute_savings_plan", null));
        Commitment family = new Commitment(
                shop,
                arn + "b27d4e61-0c9a-4d58-8f3b-91e6a7c05d24",
                "EC2 Instance Savings Plan r5a",
                familyOffer("r5a", "us-east-1"),
                "ec2_instance_savings_plan",
                "us-east-1",
                "r5a",
                new BigDecimal("0.35"),
                BigDecimal.ONE,
                BigDecimal.ONE,
                "no_upfront",
                Hours.of("2025-09-20T00:00:00Z"),
                Hours.of("2026-09-20T00:00:00Z"),
                planRates(assets, "ec2_instance_savings_plan", "r5a"));
        Commitment reserved = new Commitment(
                shop,
                "arn:aws:ec2:us-east-1:%s:reserved-instances/4f6d1c0e-58a2-4e7b-b1c9-0d3a8f5e6b72"
                        .formatted(shop.subAccountId()),
                "3 x m5a.large Linux",
                "reserved-instance-m5a.large-us-east-1-1y-all-upfront",
                "reserved_instance",
                "us-east-1",
                "m5a",
                BigDecimal.valueOf(3),
                rate(Provider.AWS, "us-east-1", "m5a.large", "reserved_instance", "all_upfront"),
                MonthlyBill.sizeOf("m5a.large"),
                "all_upfront",
                Hours.of("2026-08-15T00:00:00Z"),
                Hours.of("2027-08-15T00:00:00Z"),
                Map.of());
        Commitment reservation = new Commitment(
                corporate,
                "/providers/Microsoft.Capacity/reservationOrders/0b9e7c54-6f13-4d82-a7e0-c5d81f2a3b96/reservations/"
                        + "e81f3d20-94b7-4c6a-8e15-7f02c9d4a6b3",
                "VM_D2as_v5_EastUS",
                "azure-reservation-D2as_v5-eastus-1y",
                "azure_reservation",
                "eastus",
                "Standard_D2as_v5",
                BigDecimal.valueOf(3),
                assumedReservationRate(),
                BigDecimal.ONE,
                "monthly",
                Hours.of("2026-08-01T00:00:00Z"),
                Hours.of("2027-08-01T00:00:00Z"),
                Map.of());
        return List.of(compute, family, reserved, reservation);
    }

    /** Nobody quoted D2as_v5: it is assumed to pay the same share of on-demand as D2s_v5, which was. */
    private BigDecimal assumedReservationRate() {
        String quoted = "Standard_D2s_v5";
        return rate(Provider.AZURE, "eastus", quoted, "azure_reservation", "monthly")
                .multiply(prices.of(Provider.AZURE, "eastus", "Standard_D2as_v5", "linux"))
                .divide(prices.of(Provider.AZURE, "eastus", quoted, "linux"), 6, RoundingMode.HALF_EVEN);
    }

    /** The savings plans that would cover a machine. */
    List<PlanOffer> plansFor(Asset asset) {
        String region = asset.resource().region();
        String type = asset.resource().instanceType();
        if (!"linux".equals(asset.resource().os())) {
            return List.of();
        }
        if (asset.account().provider() == Provider.AZURE) {
            return rates.rate(Provider.AZURE, region, type, "azure_savings_plan", 12, "monthly").stream()
                    .map(rate ->
                            new PlanOffer("azure-savings-plan-1y", "azure_savings_plan", "monthly", rate.usdPerHour()))
                    .toList();
        }
        String family = familyOffer(MonthlyBill.familyOf(type), region);
        return List.of(
                new PlanOffer(
                        COMPUTE_OFFER,
                        "compute_savings_plan",
                        "no_upfront",
                        planRate(region, type, "compute_savings_plan")),
                new PlanOffer(
                        family,
                        "ec2_instance_savings_plan",
                        "no_upfront",
                        planRate(region, type, "ec2_instance_savings_plan")));
    }

    private static String familyOffer(String family, String region) {
        return "ec2-instance-savings-plan-%s-%s-1y-no-upfront".formatted(family, region);
    }

    /** The rate of an hour by {@code region/type}, for the Linux machines of the estate. */
    private Map<String, BigDecimal> planRates(List<Asset> assets, String kind, @Nullable String family) {
        Map<String, BigDecimal> byPlace = new TreeMap<>();
        for (Asset asset : assets) {
            String type = asset.resource().instanceType();
            boolean machine = asset.meters().stream().anyMatch(Meter::machine)
                    && asset.account().provider() == Provider.AWS
                    && "linux".equals(asset.resource().os());
            if (machine && (family == null || family.equals(MonthlyBill.familyOf(type)))) {
                String region = asset.resource().region();
                byPlace.computeIfAbsent(region + '/' + type, absent -> planRate(region, type, kind));
            }
        }
        return byPlace;
    }

    private BigDecimal planRate(String region, String type, String kind) {
        return rates.rate(Provider.AWS, region, type, kind, 12, "no_upfront")
                .map(CommitmentRate::usdPerHour)
                .orElseGet(() -> prices.of(Provider.AWS, region, type, "linux")
                        .multiply(C5_SHARE)
                        .setScale(6, RoundingMode.HALF_EVEN));
    }

    private BigDecimal rate(Provider provider, String region, String type, String kind, String payment) {
        return rates.rate(provider, region, type, kind, 12, payment)
                .map(CommitmentRate::usdPerHour)
                .orElseThrow(() -> CostwrightException.defect(
                        "The sample estate needs the %s rate of %s in %s.".formatted(kind, type, region), null));
    }
}
