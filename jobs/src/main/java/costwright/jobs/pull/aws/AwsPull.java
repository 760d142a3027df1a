package costwright.jobs.pull.aws;

import costwright.jobs.pull.CallFailure;
import costwright.jobs.pull.Lane;
import costwright.jobs.pull.LiveSource;
import costwright.jobs.pull.Pages;
import costwright.jobs.pull.PullContext;
import costwright.jobs.pull.PullTask;
import costwright.jobs.pull.RequestBudget;
import costwright.jobs.pull.TaskRun;
import costwright.jobs.pull.file.RemoteDeliveries;
import costwright.schema.money.Money;
import costwright.schema.resource.Resource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.budgets.BudgetsClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.computeoptimizer.ComputeOptimizerClient;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;
import software.amazon.awssdk.services.costoptimizationhub.CostOptimizationHubClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.pricing.PricingClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.savingsplans.SavingsplansClient;

/**
 * Pulls one AWS source: first who and where, then what there is, then how hard it worked, then what it costs.
 *
 * <p>Cost Explorer is asked once, with the credentials of the source, for all accounts together; inventory, utilization
 * and reservations in each region of each account.
 */
public final class AwsPull {
    /** Cost Explorer, savings plans, budgets and the hub live there. */
    private static final Region HOME = Region.US_EAST_1;

    /** One Cost Explorer page costs a cent: https://aws.amazon.com/aws-cost-management/pricing/ */
    private static final Money PRICE_PER_PAGE = Money.of("0.01", "USD");

    private static final int COST_EXPLORER_MONTHS = 13;
    // EC2 refills 20 requests a second for describe calls without a filter.
    private static final int DESCRIBES_PER_SECOND = 15;
    // GetMetricData allows 50 a second for each account and region.
    private static final int METRIC_CALLS_PER_SECOND = 40;

    private static final int UNLIMITED = 10_000;

    private final LiveSource.Aws source;
    private final PullContext context;
    private final TaskRun run;
    private final String ownerTag;
    private final Map<String, List<Resource>> found = new ConcurrentSkipListMap<>();

    public AwsPull(LiveSource.Aws source, PullContext context, TaskRun run, String ownerTag) {
        this.source = source;
        this.context = context;
        this.run = run;
        this.ownerTag = ownerTag;
    }

    public static RequestBudget budget(LiveSource.Aws source) {
        return new RequestBudget(source.requestBudget(), PRICE_PER_PAGE);
    }

    /** What an exception of the SDK means, for the lanes of this source. */
    public static CallFailure reading(RuntimeException failure) {
        return AwsFailures.read(failure);
    }

    /** Runs every part; what cannot be read is a gap of the run. */
    public void pull() {
        try (AwsClients clients = new AwsClients(source.endpoint(), context.patience())) {
            List<AwsScope> scopes = new ArrayList<>();
            AwsScopes finder = new AwsScopes(source, clients, context.lanes(), run);
            run.run(List.of(PullTask.of(source.name(), "accounts", () -> {
                finder.find();
                return PullTask.Outcome.READ;
            })));
            scopes.addAll(finder.regions());
            if (finder.caller().isEmpty()) {
                return;
            }
            String payer = finder.caller();
            run.run(inventory(scopes, clients));
            run.run(utilization(scopes, clients));
            run.run(global(payer, finder, clients));
            run.run(prices(scopes, clients));
            run.run(planRates(scopes, clients));
            run.run(exports(clients));
        }
    }

    /** An emulator has no quota to keep. */
    private Lane lane(AwsClients clients, String name, int requestsPerSecond) {
        return context.lanes().lane(name, clients.isRedirected() ? UNLIMITED : requestsPerSecond);
    }

    private List<PullTask> inventory(List<AwsScope> scopes, AwsClients clients) {
        List<PullTask> tasks = new ArrayList<>();
        for (AwsScope scope : scopes) {
            Ec2Client ec2 = clients.build(Ec2Client.builder(), scope.region(), scope.credentials());
            RdsClient rds = clients.build(RdsClient.builder(), scope.region(), scope.credentials());
            Lane ec2Lane = lane(clients, "ec2 " + scope.name(), DESCRIBES_PER_SECOND);
            Ec2Inventory machines = new Ec2Inventory(scope, ec2, ec2Lane);
            Lane serviceLane = lane(clients, "services " + scope.name(), DESCRIBES_PER_SECOND);
            ServiceInventory services = new ServiceInventory(
                    scope,
                    rds,
                    clients.build(ElasticLoadBalancingV2Client.builder(), scope.region(), scope.credentials()),
                    clients.build(AutoScalingClient.builder(), scope.region(), scope.credentials()),
                    serviceLane);
            tasks.add(inventory(scope, "machines", machines::instances));
            tasks.add(inventory(scope, "disks", machines::disks));
            tasks.add(inventory(scope, "snapshots", machines::snapshots));
            tasks.add(inventory(scope, "addresses", machines::addresses));
            tasks.add(inventory(scope, "NAT gateways", machines::natGateways));
            tasks.add(inventory(scope, "databases", services::databases));
            tasks.add(inventory(scope, "load balancers", services::loadBalancers));
            tasks.add(inventory(scope, "scaling groups", services::scalingGroups));
            AwsCommitments commitments = new AwsCommitments(context);
            tasks.add(commitments.reservedInstances(scope, ec2, ec2Lane));
            tasks.add(commitments.reservedDatabases(scope, rds, serviceLane));
        }
        return tasks;
    }

    private PullTask inventory(AwsScope scope, String what, Pages.Reader<Resource> reader) {
        return PullTask.of(scope.name(), what, () -> {
            Pages.Reading<Resource> reading =
                    context.pages().read("%s %s".formatted(scope.name(), what), Resource.class, reader);
            context.sink().inventory(context.source(), scope.name() + " " + what, reading.rows(), context.asOf());
            found.put(scope.name() + " " + what, reading.rows());
            reading.close();
            return PullTask.Outcome.READ;
        });
    }

    private List<PullTask> utilization(List<AwsScope> scopes, AwsClients clients) {
        List<PullTask> tasks = new ArrayList<>();
        for (AwsScope scope : scopes) {
            List<Resource> resources = found.entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith(scope.name() + " "))
                    .flatMap(entry -> entry.getValue().stream())
                    .toList();
            if (!resources.isEmpty()) {
                CloudWatchClient client =
                        clients.build(CloudWatchClient.builder(), scope.region(), scope.credentials());
                Lane lane = lane(clients, "cloudwatch " + scope.name(), METRIC_CALLS_PER_SECOND);
                tasks.add(new CloudWatchPull(context, scope, client, lane, () -> resources).task());
            }
        }
        return tasks;
    }

    private List<PullTask> global(String payer, AwsScopes finder, AwsClients clients) {
        List<PullTask> tasks = new ArrayList<>();
        CostExplorerClient costs = clients.build(CostExplorerClient.builder(), HOME, clients.own());
        Lane lane = lane(clients, "cost explorer", 5);
        Lane home = lane(clients, "home services", 5);
        tasks.addAll(new CostExplorerPull(context, costs, lane, payer, COST_EXPLORER_MONTHS, ownerTag).tasks());
        tasks.addAll(new CommitmentUsePull(context, costs, lane, payer).tasks());
        AwsRecommendations recommendations = new AwsRecommendations(context, payer);
        tasks.addAll(recommendations.costExplorer(costs, lane));
        tasks.add(recommendations.costOptimizationHub(
                clients.build(CostOptimizationHubClient.builder(), HOME, clients.own()), home));
        AwsOutlook outlook = new AwsOutlook(context, lane, payer);
        tasks.add(outlook.forecast(costs));
        tasks.add(outlook.anomalies(costs));
        tasks.add(new AwsOutlook(context, home, payer)
                .budgets(clients.build(BudgetsClient.builder(), HOME, clients.own())));
        finder.accounts()
                .forEach((account, credentials) -> tasks.add(new AwsCommitments(context)
                        .savingsPlans(account, clients.build(SavingsplansClient.builder(), HOME, credentials), home)));
        for (AwsScope scope : finder.regions()) {
            tasks.add(new AwsRecommendations(context, scope.account())
                    .computeOptimizer(
                            scope,
                            clients.build(ComputeOptimizerClient.builder(), scope.region(), scope.credentials()),
                            lane(clients, "compute optimizer " + scope.name(), 5)));
        }
        return tasks;
    }

    /** Prices are the same for every account: each region is asked once. */
    private List<PullTask> prices(List<AwsScope> scopes, AwsClients clients) {
        AwsPrices prices = new AwsPrices(
                context, clients.build(PricingClient.builder(), HOME, clients.own()), lane(clients, "price list", 10));
        BulkPriceList files = new BulkPriceList(
                context,
                clients.http(),
                clients.endpoint().orElse(BulkPriceList.AWS),
                lane(clients, "price list files", 10));
        Map<String, PullTask> byRegion = new ConcurrentSkipListMap<>();
        for (AwsScope scope : scopes) {
            byRegion.computeIfAbsent(scope.region().id(), region -> {
                Ec2Client ec2 = clients.build(Ec2Client.builder(), scope.region(), scope.credentials());
                Lane ec2Lane = lane(clients, "ec2 " + scope.name(), DESCRIBES_PER_SECOND);
                return source.prices() == LiveSource.Aws.Prices.BULK
                        ? prices.bulk(scope.region(), ec2, ec2Lane, files)
                        : prices.task(scope.region(), ec2, ec2Lane);
            });
        }
        return List.copyOf(byRegion.values());
    }

    /** For the families that are there: plans for others need no price. */
    private List<PullTask> planRates(List<AwsScope> scopes, AwsClients clients) {
        SavingsPlanRates rates = new SavingsPlanRates(
                context,
                clients.build(SavingsplansClient.builder(), HOME, clients.own()),
                lane(clients, "savings plan rates", 5));
        Map<Region, Set<String>> families = new TreeMap<>(Comparator.comparing(Region::id));
        for (AwsScope scope : scopes) {
            found.getOrDefault(scope.name() + " machines", List.of()).stream()
                    .map(machine -> machine.instanceType().replaceFirst("\\..*", ""))
                    .filter(family -> !family.isEmpty())
                    .forEach(family -> families.computeIfAbsent(scope.region(), any -> new TreeSet<>())
                            .add(family));
        }
        return families.entrySet().stream()
                .map(entry -> rates.task(entry.getKey(), entry.getValue()))
                .toList();
    }

    private List<PullTask> exports(AwsClients clients) {
        return source.exports().stream()
                .map(location -> RemoteDeliveries.task(context, S3Folder.of(context, location, clients)))
                .toList();
    }
}
