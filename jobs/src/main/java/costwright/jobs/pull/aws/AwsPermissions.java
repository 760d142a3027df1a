package costwright.jobs.pull.aws;

import costwright.jobs.pull.CallFailure;
import costwright.jobs.pull.CallFailure.Why;
import costwright.jobs.pull.LiveSource;
import costwright.jobs.pull.MissingPermission;
import costwright.jobs.pull.Patience;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.budgets.BudgetsClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.computeoptimizer.ComputeOptimizerClient;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;
import software.amazon.awssdk.services.costexplorer.model.DateInterval;
import software.amazon.awssdk.services.costoptimizationhub.CostOptimizationHubClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.pricing.PricingClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.savingsplans.SavingsplansClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Asks AWS, without any cost, whether the credentials of a source may do what a pull does.
 *
 * <p>EC2 answers a dry run. Cost Explorer is asked for an empty stretch of time: a refusal of the identity comes before
 * the refusal of the question, and failed questions are not charged.
 */
public final class AwsPermissions {
    /** What stops working without a permission. */
    private static final Map<String, String> PURPOSES = new TreeMap<>(Map.ofEntries(
            Map.entry("autoscaling:DescribeAutoScalingGroups", "auto scaling groups in the inventory"),
            Map.entry("budgets:ViewBudget", "budgets"),
            Map.entry("ce:GetCostAndUsage", "cost by account, service and tag"),
            Map.entry("ce:GetSavingsPlansUtilization", "the use of savings plans"),
            Map.entry("ce:GetReservationUtilization", "the use of reservations"),
            Map.entry("ce:GetAnomalies", "the anomalies that AWS found"),
            Map.entry("ce:GetCostCategories", "cost by cost category"),
            Map.entry("ce:GetCostForecast", "the forecast of AWS"),
            Map.entry("ce:GetReservationCoverage", "how much usage reservations cover"),
            Map.entry("ce:GetReservationPurchaseRecommendation", "the reservations that AWS recommends"),
            Map.entry("ce:GetRightsizingRecommendation", "the sizes that AWS recommends"),
            Map.entry("ce:GetSavingsPlansCoverage", "how much usage savings plans cover"),
            Map.entry("ce:GetSavingsPlansPurchaseRecommendation", "the savings plans that AWS recommends"),
            Map.entry("cloudwatch:ListMetrics", "memory measured by the CloudWatch agent"),
            Map.entry("cloudwatch:GetMetricData", "utilization, and with it right-sizing, idle checks and parking"),
            Map.entry("compute-optimizer:GetEC2InstanceRecommendations", "Compute Optimizer's recommendations"),
            Map.entry("cost-optimization-hub:ListRecommendations", "the Cost Optimization Hub's recommendations"),
            Map.entry("ec2:DescribeAddresses", "the check of unassociated addresses"),
            Map.entry("ec2:DescribeInstanceTypes", "what each machine type has; bundled types are used"),
            Map.entry("ec2:DescribeRegions", "reading all enabled regions; name the regions in the settings instead"),
            Map.entry("ec2:DescribeInstances", "machines, and with them every check of a machine"),
            Map.entry("ec2:DescribeNatGateways", "NAT gateways"),
            Map.entry("ec2:DescribeReservedInstances", "owned reserved instances"),
            Map.entry("ec2:DescribeSnapshots", "the check of old snapshots"),
            Map.entry("ec2:DescribeVolumes", "the check of unattached disks"),
            Map.entry("elasticloadbalancing:DescribeLoadBalancers", "load balancers"),
            Map.entry("elasticloadbalancing:DescribeTags", "tags of load balancers, and with them their owners"),
            Map.entry("elasticloadbalancing:DescribeTargetGroups", "the check of load balancers without targets"),
            Map.entry("elasticloadbalancing:DescribeTargetHealth", "the check of load balancers without targets"),
            Map.entry("organizations:ListAccounts", "accounts: [organization]"),
            Map.entry("pricing:GetProducts", "current list prices; bundled ones are used"),
            Map.entry("rds:DescribeDBInstances", "databases"),
            Map.entry("rds:DescribeReservedDBInstances", "owned reserved databases"),
            Map.entry("s3:GetObject", "bills from the exports of the settings: they are listed and not read"),
            Map.entry("s3:ListBucket", "the cost exports of the settings"),
            Map.entry("savingsplans:DescribeSavingsPlans", "owned savings plans"),
            Map.entry(
                    "savingsplans:DescribeSavingsPlansOfferingRates",
                    "current rates of savings plans; bundled are used"),
            Map.entry("sts:AssumeRole", "everything of the other accounts of the settings"),
            Map.entry("sts:GetCallerIdentity", "everything: nobody is signed in")));

    /** S3 says that it is not there to whom may read and list, and refuses everybody else. */
    private static final String NO_OBJECT = "costwright-asks-for-nothing";

    private final LiveSource.Aws source;
    private final List<MissingPermission> missing = new ArrayList<>();
    private String caller = "";

    private AwsPermissions(LiveSource.Aws source) {
        this.source = source;
    }

    /** The permissions that the source's own credentials lack, in the order of the questions. */
    public static List<MissingPermission> missing(LiveSource.Aws source, Patience patience) {
        try (AwsClients clients = new AwsClients(source.endpoint(), patience)) {
            AwsPermissions permissions = new AwsPermissions(source);
            permissions.ask(clients);
            return List.copyOf(permissions.missing);
        }
    }

    /** The same for a bucket that is a source by itself. */
    public static List<MissingPermission> missing(LiveSource.Remote source, Patience patience) {
        try (AwsClients clients = new AwsClients(source.endpoint(), patience)) {
            AwsPermissions permissions = new AwsPermissions(
                    new LiveSource.Aws(source.name(), List.of(), List.of(), "", source.endpoint(), 0, List.of()));
            permissions.askFolder(source.location(), clients);
            return List.copyOf(permissions.missing);
        }
    }

    /** The actions that are asked for. */
    public static List<String> actions() {
        return List.copyOf(PURPOSES.keySet());
    }

    private void ask(AwsClients clients) {
        Region home = Region.US_EAST_1;
        Region region =
                source.regions().isEmpty() ? home : Region.of(source.regions().get(0));
        String[] account = new String[1];
        StsClient sts = clients.build(StsClient.builder(), home, clients.own());
        ask("sts:GetCallerIdentity", () -> account[0] = sts.getCallerIdentity().account());
        if (account[0] == null) {
            return;
        }
        caller = account[0];
        askEc2(clients.build(Ec2Client.builder(), region, clients.own()));
        RdsClient rds = clients.build(RdsClient.builder(), region, clients.own());
        ask("rds:DescribeDBInstances", () -> rds.describeDBInstances(request -> request.maxRecords(20)));
        ask(
                "rds:DescribeReservedDBInstances",
                () -> rds.describeReservedDBInstances(request -> request.maxRecords(20)));
        ElasticLoadBalancingV2Client balancers =
                clients.build(ElasticLoadBalancingV2Client.builder(), region, clients.own());
        ask(
                "elasticloadbalancing:DescribeLoadBalancers",
                () -> balancers.describeLoadBalancers(request -> request.pageSize(1)));
        askBalancers(balancers);
        AutoScalingClient scaling = clients.build(AutoScalingClient.builder(), region, clients.own());
        ask(
                "autoscaling:DescribeAutoScalingGroups",
                () -> scaling.describeAutoScalingGroups(request -> request.maxRecords(1)));
        CloudWatchClient watch = clients.build(CloudWatchClient.builder(), region, clients.own());
        ask("cloudwatch:ListMetrics", () -> watch.listMetrics(request -> request.namespace("CWAgent")));
        Instant once = Instant.EPOCH;
        // A stretch of no length: refused as a question where the identity may ask it, and nothing is read.
        ask(
                "cloudwatch:GetMetricData",
                () -> watch.getMetricData(request -> request.startTime(once)
                        .endTime(once)
                        .metricDataQueries(MetricDataQuery.builder()
                                .id("a")
                                .expression("1")
                                .build())));
        ComputeOptimizerClient optimizer = clients.build(ComputeOptimizerClient.builder(), region, clients.own());
        ask(
                "compute-optimizer:GetEC2InstanceRecommendations",
                () -> optimizer.getEC2InstanceRecommendations(request -> request.maxResults(1)));
        askHome(clients, home, account[0]);
        askOptional(clients, home);
    }

    /** Of what does not exist: whoever may ask hears so, or that the name is wrong. */
    private void askBalancers(ElasticLoadBalancingV2Client balancers) {
        String arn = "arn:aws:elasticloadbalancing:us-east-1:%s:%s/app/none/0123456789abcdef";
        ask(
                "elasticloadbalancing:DescribeTags",
                () -> balancers.describeTags(request -> request.resourceArns(arn.formatted(caller, "loadbalancer"))));
        ask(
                "elasticloadbalancing:DescribeTargetGroups",
                () -> balancers.describeTargetGroups(request -> request.pageSize(1)));
        ask(
                "elasticloadbalancing:DescribeTargetHealth",
                () -> balancers.describeTargetHealth(
                        request -> request.targetGroupArn(arn.formatted(caller, "targetgroup"))));
    }

    /** What only some settings need. */
    private void askOptional(AwsClients clients, Region home) {
        if (source.accounts().contains("organization")) {
            OrganizationsClient organization = clients.build(OrganizationsClient.builder(), home, clients.own());
            ask("organizations:ListAccounts", () -> organization.listAccounts(request -> request.maxResults(1)));
        }
        for (String account : source.accounts()) {
            if (!source.role().isEmpty() && !account.equals("organization") && !account.equals(caller)) {
                ask(
                        "sts:AssumeRole",
                        () -> clients.assumed(AwsScopes.arn(source.role(), account), home)
                                .resolveCredentials());
            }
        }
        source.exports().forEach(location -> askFolder(location, clients));
    }

    /** Listing and reading are two permissions, and often those of two statements. */
    private void askFolder(String location, AwsClients clients) {
        String[] found = new String[] {NO_OBJECT};
        ask(
                "s3:ListBucket",
                () -> found[0] = S3Folder.askToList(location, clients).orElse(NO_OBJECT));
        ask("s3:GetObject", () -> S3Folder.askToRead(location, found[0], clients));
    }

    private void askEc2(Ec2Client ec2) {
        ask("ec2:DescribeInstances", () -> ec2.describeInstances(request -> request.dryRun(true)));
        ask("ec2:DescribeVolumes", () -> ec2.describeVolumes(request -> request.dryRun(true)));
        ask("ec2:DescribeSnapshots", () -> ec2.describeSnapshots(request -> request.dryRun(true)));
        ask("ec2:DescribeAddresses", () -> ec2.describeAddresses(request -> request.dryRun(true)));
        ask("ec2:DescribeNatGateways", () -> ec2.describeNatGateways(request -> request.dryRun(true)));
        ask("ec2:DescribeRegions", () -> ec2.describeRegions(request -> request.dryRun(true)));
        ask("ec2:DescribeInstanceTypes", () -> ec2.describeInstanceTypes(request -> request.dryRun(true)));
        ask("ec2:DescribeReservedInstances", () -> ec2.describeReservedInstances(request -> request.dryRun(true)));
    }

    private void askHome(AwsClients clients, Region home, String account) {
        CostExplorerClient costs = clients.build(CostExplorerClient.builder(), home, clients.own());
        Consumer<DateInterval.Builder> nothing =
                period -> period.start("2020-01-01").end("2020-01-01");
        ask(
                "ce:GetCostAndUsage",
                () -> costs.getCostAndUsage(request ->
                        request.timePeriod(nothing).granularity("MONTHLY").metrics("UnblendedCost")));
        ask(
                "ce:GetSavingsPlansUtilization",
                () -> costs.getSavingsPlansUtilization(request -> request.timePeriod(nothing)));
        ask(
                "ce:GetReservationUtilization",
                () -> costs.getReservationUtilization(request -> request.timePeriod(nothing)));
        askOtherCosts(costs, nothing);
        SavingsplansClient plans = clients.build(SavingsplansClient.builder(), home, clients.own());
        ask("savingsplans:DescribeSavingsPlans", () -> plans.describeSavingsPlans(request -> request.maxResults(1)));
        ask(
                "savingsplans:DescribeSavingsPlansOfferingRates",
                () -> plans.describeSavingsPlansOfferingRates(request -> request.maxResults(1)));
        if (source.prices() == LiveSource.Aws.Prices.QUERY) {
            PricingClient prices = clients.build(PricingClient.builder(), home, clients.own());
            ask(
                    "pricing:GetProducts",
                    () -> prices.getProducts(
                            request -> request.serviceCode("AmazonEC2").maxResults(1)));
        }
        CostOptimizationHubClient hub = clients.build(CostOptimizationHubClient.builder(), home, clients.own());
        ask(
                "cost-optimization-hub:ListRecommendations",
                () -> hub.listRecommendations(request -> request.maxResults(1)));
        BudgetsClient budgets = clients.build(BudgetsClient.builder(), home, clients.own());
        ask(
                "budgets:ViewBudget",
                () -> budgets.describeBudgets(
                        request -> request.accountId(account).maxResults(1)));
    }

    /** Questions without a time get a token of no page, which is refused as well. */
    private void askOtherCosts(CostExplorerClient costs, Consumer<DateInterval.Builder> nothing) {
        String noPage = "none";
        ask("ce:GetCostCategories", () -> costs.getCostCategories(request -> request.timePeriod(nothing)));
        ask(
                "ce:GetCostForecast",
                () -> costs.getCostForecast(request ->
                        request.timePeriod(nothing).metric("UNBLENDED_COST").granularity("MONTHLY")));
        ask(
                "ce:GetAnomalies",
                () -> costs.getAnomalies(request -> request.dateInterval(
                                interval -> interval.startDate("2020-01-02").endDate("2020-01-01"))
                        .nextPageToken(noPage)));
        ask("ce:GetSavingsPlansCoverage", () -> costs.getSavingsPlansCoverage(request -> request.timePeriod(nothing)));
        ask("ce:GetReservationCoverage", () -> costs.getReservationCoverage(request -> request.timePeriod(nothing)));
        ask(
                "ce:GetRightsizingRecommendation",
                () -> costs.getRightsizingRecommendation(
                        request -> request.service("AmazonEC2").nextPageToken(noPage)));
        ask(
                "ce:GetSavingsPlansPurchaseRecommendation",
                () -> costs.getSavingsPlansPurchaseRecommendation(request -> request.savingsPlansType("COMPUTE_SP")
                        .termInYears("ONE_YEAR")
                        .paymentOption("NO_UPFRONT")
                        .lookbackPeriodInDays("SEVEN_DAYS")
                        .nextPageToken(noPage)));
        ask(
                "ce:GetReservationPurchaseRecommendation",
                () -> costs.getReservationPurchaseRecommendation(
                        request -> request.service("Amazon Elastic Compute Cloud - Compute")
                                .nextPageToken(noPage)));
    }

    private void ask(String action, Runnable question) {
        try {
            question.run();
        } catch (AwsServiceException e) {
            CallFailure failure = AwsFailures.read(e);
            if (failure.why() == Why.DENIED || failure.why() == Why.UNAUTHENTICATED) {
                note(action, failure);
            }
        } catch (RuntimeException e) {
            note(action, AwsFailures.read(e));
        }
    }

    private void note(String action, CallFailure failure) {
        missing.add(new MissingPermission(
                source.name(), action, PURPOSES.getOrDefault(action, "what it reads"), failure.sentence()));
    }
}
