package costwright.jobs.pull.aws;

import costwright.jobs.pull.Lane;
import costwright.jobs.pull.Pages;
import costwright.jobs.pull.Pages.Page;
import costwright.jobs.pull.PullContext;
import costwright.jobs.pull.PullTask;
import costwright.jobs.pull.PullTask.Outcome;
import costwright.jobs.pull.aws.KeptRows.RecommendationRow;
import costwright.schema.finding.Fingerprint;
import costwright.schema.money.Money;
import costwright.schema.provider.ProviderRecommendation;
import costwright.schema.resource.Provider;
import costwright.schema.time.ChargePeriod;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.computeoptimizer.ComputeOptimizerClient;
import software.amazon.awssdk.services.computeoptimizer.model.GetEc2InstanceRecommendationsResponse;
import software.amazon.awssdk.services.computeoptimizer.model.InstanceRecommendation;
import software.amazon.awssdk.services.computeoptimizer.model.SavingsOpportunity;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;
import software.amazon.awssdk.services.costexplorer.model.AccountScope;
import software.amazon.awssdk.services.costexplorer.model.GetRightsizingRecommendationResponse;
import software.amazon.awssdk.services.costexplorer.model.LookbackPeriodInDays;
import software.amazon.awssdk.services.costexplorer.model.PaymentOption;
import software.amazon.awssdk.services.costexplorer.model.ReservationPurchaseRecommendationDetail;
import software.amazon.awssdk.services.costexplorer.model.RightsizingRecommendation;
import software.amazon.awssdk.services.costexplorer.model.SavingsPlansPurchaseRecommendationDetail;
import software.amazon.awssdk.services.costexplorer.model.SupportedSavingsPlansType;
import software.amazon.awssdk.services.costexplorer.model.TermInYears;
import software.amazon.awssdk.services.costoptimizationhub.CostOptimizationHubClient;
import software.amazon.awssdk.services.costoptimizationhub.model.ListRecommendationsResponse;
import software.amazon.awssdk.services.costoptimizationhub.model.Recommendation;

/** What AWS's own tools recommend; asked at most once a day, because they are computed once a day. */
final class AwsRecommendations {
    private static final List<String> RESERVED_SERVICES =
            List.of("Amazon Elastic Compute Cloud - Compute", "Amazon Relational Database Service");

    private final PullContext context;
    private final String account;

    AwsRecommendations(PullContext context, String account) {
        this.context = context;
        this.account = account;
    }

    /** Purchases and right-sizing by Cost Explorer, for the whole organisation. */
    List<PullTask> costExplorer(CostExplorerClient client, Lane lane) {
        List<PullTask> tasks = new ArrayList<>();
        for (SupportedSavingsPlansType type :
                List.of(SupportedSavingsPlansType.COMPUTE_SP, SupportedSavingsPlansType.EC2_INSTANCE_SP)) {
            for (TermInYears term : List.of(TermInYears.ONE_YEAR, TermInYears.THREE_YEARS)) {
                tasks.add(daily(
                        "cost-explorer " + type + " " + term, token -> savingsPlans(client, lane, type, term, token)));
            }
        }
        for (String service : RESERVED_SERVICES) {
            tasks.add(daily(
                    "cost-explorer reservations of " + service, token -> reservations(client, lane, service, token)));
        }
        tasks.add(daily("cost-explorer rightsizing", token -> rightsizing(client, lane, token)));
        return tasks;
    }

    PullTask costOptimizationHub(CostOptimizationHubClient client, Lane lane) {
        return daily("cost-optimization-hub", token -> {
            ListRecommendationsResponse answer = lane.call(
                    "cost-optimization-hub:ListRecommendations",
                    () -> client.listRecommendations(
                            request -> request.maxResults(1000).nextToken(token)));
            return Page.of(
                    answer.items().stream()
                            .map(item -> RecommendationRow.of(hub(item)))
                            .toList(),
                    answer.nextToken());
        });
    }

    /** Compute Optimizer's machines of one region. */
    PullTask computeOptimizer(AwsScope scope, ComputeOptimizerClient client, Lane lane) {
        return daily("compute-optimizer " + scope.region().id(), token -> {
            GetEc2InstanceRecommendationsResponse answer = lane.call(
                    "compute-optimizer:GetEC2InstanceRecommendations",
                    () -> client.getEC2InstanceRecommendations(
                            request -> request.maxResults(1000).nextToken(token)));
            return Page.of(
                    answer.instanceRecommendations().stream()
                            .map(item -> RecommendationRow.of(machine(scope, item)))
                            .toList(),
                    answer.nextToken());
        });
    }

    private PullTask daily(String tool, Pages.Reader<RecommendationRow> reader) {
        String dataset = tool + " recommendations";
        return PullTask.of(account, dataset, () -> {
            Instant day = context.asOf().truncatedTo(ChronoUnit.DAYS);
            ChargePeriod today = new ChargePeriod(day, day.plus(Duration.ofDays(1)));
            if (!context.windows().isDue(account, dataset, today, Duration.ofDays(1))) {
                return Outcome.CACHED;
            }
            Pages.Reading<RecommendationRow> reading =
                    context.pages().read("%s %s %s".formatted(account, dataset, day), RecommendationRow.class, reader);
            context.provider()
                    .replaceRecommendations(
                            context.source(),
                            account,
                            tool,
                            reading.rows().stream()
                                    .map(RecommendationRow::recommendation)
                                    .toList());
            context.windows().note(account, dataset, today, false);
            reading.close();
            return Outcome.READ;
        });
    }

    private static Page<RecommendationRow> savingsPlans(
            CostExplorerClient client,
            Lane lane,
            SupportedSavingsPlansType type,
            TermInYears term,
            @Nullable String token) {
        var answer = lane.charged(
                "ce:GetSavingsPlansPurchaseRecommendation",
                () -> client.getSavingsPlansPurchaseRecommendation(request -> request.savingsPlansType(type)
                        .termInYears(term)
                        .paymentOption(PaymentOption.NO_UPFRONT)
                        .lookbackPeriodInDays(LookbackPeriodInDays.THIRTY_DAYS)
                        .accountScope(AccountScope.PAYER)
                        .nextPageToken(token)));
        var found = answer.savingsPlansPurchaseRecommendation();
        return Page.of(
                found == null
                        ? List.of()
                        : found.savingsPlansPurchaseRecommendationDetails().stream()
                                .map(detail -> RecommendationRow.of(plan(type, term, detail)))
                                .toList(),
                answer.nextPageToken());
    }

    static ProviderRecommendation plan(
            SupportedSavingsPlansType type, TermInYears term, SavingsPlansPurchaseRecommendationDetail detail) {
        Map<String, String> details = new TreeMap<>();
        put(details, "hourly_commitment", detail.hourlyCommitmentToPurchase());
        put(details, "estimated_average_utilization_percent", detail.estimatedAverageUtilization());
        put(details, "estimated_savings_of_lookback", detail.estimatedSavingsAmount());
        put(details, "estimated_plan_cost_of_lookback", detail.estimatedSPCost());
        put(details, "estimated_on_demand_cost_of_lookback", detail.estimatedOnDemandCost());
        put(details, "on_demand_cost_with_current_commitment", detail.estimatedOnDemandCostWithCurrentCommitment());
        put(details, "upfront", detail.upfrontCost());
        put(details, "term", term.toString());
        put(details, "payment_option", PaymentOption.NO_UPFRONT.toString());
        var offer = detail.savingsPlansDetails();
        String region = offer == null || offer.region() == null ? "" : offer.region();
        String family = offer == null || offer.instanceFamily() == null ? "" : offer.instanceFamily();
        return new ProviderRecommendation(
                Provider.AWS,
                "cost-explorer " + type + " " + term,
                detail.recommendationDetailId() == null
                        ? Fingerprint.of(type.toString(), term.toString(), detail.accountId(), region, family)
                        : detail.recommendationDetailId(),
                "savings_plan",
                orEmpty(detail.accountId()),
                region,
                "",
                "",
                family.isEmpty() ? type.toString() : type + " " + family,
                money(detail.estimatedMonthlySavingsAmount(), detail.currencyCode()),
                details);
    }

    private static Page<RecommendationRow> reservations(
            CostExplorerClient client, Lane lane, String service, @Nullable String token) {
        var answer = lane.charged(
                "ce:GetReservationPurchaseRecommendation",
                () -> client.getReservationPurchaseRecommendation(request -> request.service(service)
                        .termInYears(TermInYears.ONE_YEAR)
                        .paymentOption(PaymentOption.NO_UPFRONT)
                        .lookbackPeriodInDays(LookbackPeriodInDays.THIRTY_DAYS)
                        .accountScope(AccountScope.PAYER)
                        .nextPageToken(token)));
        return Page.of(
                answer.recommendations().stream()
                        .flatMap(one -> one.recommendationDetails().stream())
                        .map(detail -> RecommendationRow.of(reservation(service, detail)))
                        .toList(),
                answer.nextPageToken());
    }

    private static ProviderRecommendation reservation(String service, ReservationPurchaseRecommendationDetail detail) {
        Map<String, String> details = new TreeMap<>();
        put(details, "quantity", detail.recommendedNumberOfInstancesToPurchase());
        put(details, "normalized_units", detail.recommendedNormalizedUnitsToPurchase());
        put(details, "average_utilization_percent", detail.averageUtilization());
        put(details, "break_even_months", detail.estimatedBreakEvenInMonths());
        put(details, "monthly_on_demand_cost", detail.estimatedMonthlyOnDemandCost());
        put(details, "upfront", detail.upfrontCost());
        put(details, "recurring_monthly_cost", detail.recurringStandardMonthlyCost());
        String type = "";
        String region = "";
        var what = detail.instanceDetails();
        if (what != null && what.ec2InstanceDetails() != null) {
            type = orEmpty(what.ec2InstanceDetails().instanceType());
            region = orEmpty(what.ec2InstanceDetails().region());
            put(details, "platform", what.ec2InstanceDetails().platform());
            put(details, "tenancy", what.ec2InstanceDetails().tenancy());
        } else if (what != null && what.rdsInstanceDetails() != null) {
            type = orEmpty(what.rdsInstanceDetails().instanceType());
            region = orEmpty(what.rdsInstanceDetails().region());
            put(details, "engine", what.rdsInstanceDetails().databaseEngine());
            put(details, "deployment", what.rdsInstanceDetails().deploymentOption());
        }
        String id = Fingerprint.of(service, orEmpty(detail.accountId()), region, type, details.toString());
        return new ProviderRecommendation(
                Provider.AWS,
                "cost-explorer reservations of " + service,
                id,
                "reserve",
                orEmpty(detail.accountId()),
                region,
                "",
                "",
                type,
                money(detail.estimatedMonthlySavingsAmount(), detail.currencyCode()),
                details);
    }

    private static Page<RecommendationRow> rightsizing(CostExplorerClient client, Lane lane, @Nullable String token) {
        GetRightsizingRecommendationResponse answer = lane.charged(
                "ce:GetRightsizingRecommendation",
                () -> client.getRightsizingRecommendation(
                        request -> request.service("AmazonEC2").nextPageToken(token)));
        return Page.of(
                answer.rightsizingRecommendations().stream()
                        .map(item -> RecommendationRow.of(rightsizing(item)))
                        .toList(),
                answer.nextPageToken());
    }

    private static ProviderRecommendation rightsizing(RightsizingRecommendation item) {
        var current = item.currentInstance();
        var ec2 = current.resourceDetails() == null
                ? null
                : current.resourceDetails().ec2ResourceDetails();
        Map<String, String> details = new TreeMap<>();
        put(details, "monthly_cost", current.monthlyCost());
        String proposed = "";
        Money savings = null;
        if (item.modifyRecommendationDetail() != null
                && !item.modifyRecommendationDetail().targetInstances().isEmpty()) {
            var target = item.modifyRecommendationDetail().targetInstances().get(0);
            var details2 = target.resourceDetails() == null
                    ? null
                    : target.resourceDetails().ec2ResourceDetails();
            proposed = details2 == null ? "" : orEmpty(details2.instanceType());
            savings = money(target.estimatedMonthlySavings(), target.currencyCode());
        } else if (item.terminateRecommendationDetail() != null) {
            savings = money(
                    item.terminateRecommendationDetail().estimatedMonthlySavings(),
                    item.terminateRecommendationDetail().currencyCode());
        }
        String action = proposed.isEmpty() ? "delete" : "resize";
        return new ProviderRecommendation(
                Provider.AWS,
                "cost-explorer rightsizing",
                Fingerprint.of(orEmpty(item.accountId()), orEmpty(current.resourceId()), action),
                action,
                orEmpty(item.accountId()),
                ec2 == null ? "" : orEmpty(ec2.region()),
                orEmpty(current.resourceId()),
                ec2 == null ? "" : orEmpty(ec2.instanceType()),
                proposed,
                savings,
                details);
    }

    static ProviderRecommendation hub(Recommendation item) {
        Map<String, String> details = new TreeMap<>();
        put(details, "effort", item.implementationEffort());
        put(details, "restart_needed", String.valueOf(item.restartNeeded()));
        put(details, "rollback_possible", String.valueOf(item.rollbackPossible()));
        put(details, "resource_type", item.currentResourceType());
        put(details, "source", item.sourceAsString());
        return new ProviderRecommendation(
                Provider.AWS,
                "cost-optimization-hub",
                item.recommendationId(),
                AwsCommitments.word(item.actionType()),
                orEmpty(item.accountId()),
                orEmpty(item.region()),
                item.resourceId() == null ? orEmpty(item.resourceArn()) : item.resourceId(),
                orEmpty(item.currentResourceSummary()),
                orEmpty(item.recommendedResourceSummary()),
                money(item.estimatedMonthlySavings(), item.currencyCode()),
                details);
    }

    static ProviderRecommendation machine(AwsScope scope, InstanceRecommendation item) {
        Map<String, String> details = new TreeMap<>();
        put(details, "finding", item.findingAsString());
        put(details, "performance_risk", item.currentPerformanceRiskAsString());
        String proposed = "";
        Money savings = null;
        if (!item.recommendationOptions().isEmpty()) {
            var best = item.recommendationOptions().get(0);
            proposed = orEmpty(best.instanceType());
            savings = savings(best.savingsOpportunity());
            put(details, "option_performance_risk", String.valueOf(best.performanceRisk()));
        }
        String arn = orEmpty(item.instanceArn());
        return new ProviderRecommendation(
                Provider.AWS,
                "compute-optimizer " + scope.region().id(),
                arn,
                "resize",
                orEmpty(item.accountId()),
                scope.region().id(),
                arn.substring(arn.lastIndexOf('/') + 1),
                orEmpty(item.currentInstanceType()),
                proposed,
                savings,
                details);
    }

    private static @Nullable Money savings(@Nullable SavingsOpportunity opportunity) {
        return opportunity == null || opportunity.estimatedMonthlySavings() == null
                ? null
                : money(
                        opportunity.estimatedMonthlySavings().value(),
                        opportunity.estimatedMonthlySavings().currencyAsString());
    }

    private static @Nullable Money money(@Nullable Object amount, @Nullable String currency) {
        return amount == null || amount.toString().isBlank() || currency == null || currency.isBlank()
                ? null
                : Money.of(new BigDecimal(amount.toString()).toPlainString(), currency);
    }

    private static void put(Map<String, String> details, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            details.put(name, value);
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
