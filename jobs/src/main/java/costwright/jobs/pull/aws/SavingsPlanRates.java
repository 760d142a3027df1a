package costwright.jobs.pull.aws;

import costwright.jobs.pull.CallFailure;
import costwright.jobs.pull.Lane;
import costwright.jobs.pull.Pages;
import costwright.jobs.pull.PullContext;
import costwright.jobs.pull.PullTask;
import costwright.jobs.pull.PullTask.Outcome;
import costwright.schema.commitment.OfferKind;
import costwright.schema.commitment.PlanRate;
import costwright.schema.time.ChargePeriod;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.savingsplans.SavingsplansClient;
import software.amazon.awssdk.services.savingsplans.model.DescribeSavingsPlansOfferingRatesResponse;
import software.amazon.awssdk.services.savingsplans.model.ParentSavingsPlanOffering;
import software.amazon.awssdk.services.savingsplans.model.SavingsPlanOfferingRate;
import software.amazon.awssdk.services.savingsplans.model.SavingsPlanOfferingRateFilterElement;
import software.amazon.awssdk.services.savingsplans.model.SavingsPlanOfferingRateProperty;
import software.amazon.awssdk.services.savingsplans.model.SavingsPlanProductType;
import software.amazon.awssdk.services.savingsplans.model.SavingsPlanRateServiceCode;
import software.amazon.awssdk.services.savingsplans.model.SavingsPlanType;

/**
 * The rates at which AWS sells savings plans for the families of machines that a region has; asked once a week for each
 * region, as list prices are, and again when a family is new.
 *
 * <p>Machines of shared tenancy with Linux or Windows without further software: the operations RunInstances and
 * RunInstances:0002 of the bill.
 */
final class SavingsPlanRates {
    private static final Duration FRESH = Duration.ofDays(7);
    private static final Map<String, String> SYSTEMS = Map.of("RunInstances", "linux", "RunInstances:0002", "windows");
    private static final String SHARED = "shared";
    private static final int MOST_A_PAGE = 1000;
    private static final long SECONDS_PER_MONTH = 365L * 24 * 3600 / 12;

    private final PullContext context;
    private final SavingsplansClient client;
    private final Lane lane;

    SavingsPlanRates(PullContext context, SavingsplansClient client, Lane lane) {
        this.context = context;
        this.client = client;
        this.lane = lane;
    }

    /** A rate in the form in which pages are kept. */
    record RateLine(
            String kind, int termMonths, String payment, String currency, String type, String os, String rate) {}

    /** @param families such as m5, at least one */
    PullTask task(Region region, Set<String> families) {
        List<String> asked = families.stream().sorted().toList();
        String question = "savings plan rates of %s %s".formatted(region.id(), String.join(" ", asked));
        return PullTask.of(region.id(), "savings plan rates", () -> {
            ChargePeriod always = new ChargePeriod(Instant.EPOCH, Instant.EPOCH.plus(Duration.ofDays(1)));
            if (!context.windows().isDue(region.id(), question, always, FRESH)) {
                return Outcome.CACHED;
            }
            Instant day = context.asOf().truncatedTo(ChronoUnit.DAYS);
            Pages.Reading<RateLine> reading = context.pages().read(question + " " + day, RateLine.class, token -> {
                DescribeSavingsPlansOfferingRatesResponse answer = lane.call(
                        "savingsplans:DescribeSavingsPlansOfferingRates",
                        () -> client.describeSavingsPlansOfferingRates(request -> request.savingsPlanTypes(
                                        SavingsPlanType.COMPUTE, SavingsPlanType.EC2_INSTANCE)
                                .products(SavingsPlanProductType.EC2)
                                .serviceCodes(SavingsPlanRateServiceCode.AMAZON_EC2)
                                .operations(SYSTEMS.keySet().stream().sorted().toList())
                                .filters(
                                        equal("region", List.of(region.id())),
                                        equal("tenancy", List.of(SHARED)),
                                        equal("instanceFamily", asked))
                                .maxResults(MOST_A_PAGE)
                                .nextToken(token)));
                return Pages.Page.of(
                        answer.searchResults().stream()
                                .flatMap(rate -> line(rate).stream())
                                .toList(),
                        answer.nextToken());
            });
            LocalDate today = context.asOf().atOffset(ZoneOffset.UTC).toLocalDate();
            List<PlanRate> rates = reading.rows().stream()
                    .map(line -> rate(region, line, today))
                    .toList();
            context.sink().planRates("savings plans of " + region.id(), rates);
            context.windows().note(region.id(), question, always, false);
            reading.close();
            return Outcome.READ;
        });
    }

    private static SavingsPlanOfferingRateFilterElement equal(String name, List<String> values) {
        return SavingsPlanOfferingRateFilterElement.builder()
                .name(name)
                .values(values)
                .build();
    }

    /** Empty for what no usage line is of: capacity reserved and unused, hosts, other software. */
    static Optional<RateLine> line(SavingsPlanOfferingRate rate) {
        Map<String, String> properties = rate.properties().stream()
                .collect(Collectors.toMap(
                        SavingsPlanOfferingRateProperty::name,
                        SavingsPlanOfferingRateProperty::value,
                        (first, second) -> first));
        String os = rate.operation() == null ? null : SYSTEMS.get(rate.operation());
        String type = properties.getOrDefault("instanceType", "");
        boolean running = rate.usageType() != null && rate.usageType().matches("(.*-)?BoxUsage(:.*)?");
        if (os == null || type.isEmpty() || !running || !"Hrs".equals(rate.unitAsString())) {
            return Optional.empty();
        }
        if (!SHARED.equals(properties.getOrDefault("tenancy", SHARED))) {
            return Optional.empty();
        }
        ParentSavingsPlanOffering plan = rate.savingsPlanOffering();
        if (plan == null || plan.durationSeconds() == null || rate.rate() == null || plan.currency() == null) {
            throw new CallFailure(
                    CallFailure.Why.MALFORMED,
                    "savingsplans:DescribeSavingsPlansOfferingRates: the rate of %s (%s) names no plan, term, currency or price."
                            .formatted(type, rate.usageType()));
        }
        return kind(plan.planType())
                .map(kind -> new RateLine(
                        kind.word(),
                        Math.toIntExact(plan.durationSeconds() / SECONDS_PER_MONTH),
                        AwsCommitments.word(plan.paymentOptionAsString()),
                        plan.currencyAsString(),
                        type,
                        os,
                        rate.rate()));
    }

    private static Optional<OfferKind> kind(SavingsPlanType type) {
        return switch (type) {
            case COMPUTE -> Optional.of(OfferKind.COMPUTE_SAVINGS_PLAN);
            case EC2_INSTANCE -> Optional.of(OfferKind.EC2_INSTANCE_SAVINGS_PLAN);
            default -> Optional.empty();
        };
    }

    private static PlanRate rate(Region region, RateLine line, LocalDate day) {
        return new PlanRate(
                OfferKind.ofWord(line.kind()),
                line.termMonths(),
                line.payment(),
                Currency.getInstance(line.currency()),
                region.id(),
                line.type(),
                line.os(),
                SHARED,
                new BigDecimal(line.rate()),
                day);
    }
}
