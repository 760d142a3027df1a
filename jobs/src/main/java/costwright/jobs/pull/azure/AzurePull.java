package costwright.jobs.pull.azure;

import costwright.jobs.pull.CallFailure;
import costwright.jobs.pull.Lane;
import costwright.jobs.pull.LiveSource;
import costwright.jobs.pull.Pages;
import costwright.jobs.pull.Pause;
import costwright.jobs.pull.PullContext;
import costwright.jobs.pull.PullTask;
import costwright.jobs.pull.RequestBudget;
import costwright.jobs.pull.TaskRun;
import costwright.jobs.pull.file.RemoteDeliveries;
import costwright.schema.money.Money;
import costwright.schema.resource.Resource;
import costwright.schema.resource.ResourceType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Pulls one Azure source: inventory and utilization of each subscription among its scopes
 * or below one of its management groups, costs and advice of each scope,
 * commitments of the tenant, prices of the regions in use.
 */
public final class AzurePull {
    private static final Pattern SUBSCRIPTION = Pattern.compile("(?i)/subscriptions/([^/]+)");
    private static final Pattern MANAGEMENT_GROUP =
            Pattern.compile("(?i)/providers/Microsoft\\.Management/managementGroups/([^/]+)");

    private final LiveSource.Azure source;
    private final PullContext context;
    private final TaskRun run;
    private final Pause pause;
    private final String ownerTag;
    private final Map<String, List<Resource>> found = new ConcurrentSkipListMap<>();

    public AzurePull(LiveSource.Azure source, PullContext context, TaskRun run, Pause pause, String ownerTag) {
        this.source = source;
        this.context = context;
        this.run = run;
        this.pause = pause;
        this.ownerTag = ownerTag;
    }

    /** Cost requests cost nothing, but the tenant has few of them: they are counted and capped all the same. */
    public static RequestBudget budget(LiveSource.Azure source) {
        return new RequestBudget(source.requestBudget(), Money.of("0", "USD"));
    }

    /** What an exception of the pipeline means, for the lanes of this source. */
    public static CallFailure reading(RuntimeException failure) {
        return AzureFailures.read(failure);
    }

    /** Runs every part; what cannot be read is a gap of the run. */
    public void pull() {
        AzureHttp http = new AzureHttp(source.endpoint(), context.patience());
        List<String> scopes = source.scopes().stream()
                .map(scope -> "/" + scope.strip().replaceAll("^/+|/+$", ""))
                .toList();
        // Ids differ by case from answer to answer.
        Set<String> subscriptions = new ConcurrentSkipListSet<>(String.CASE_INSENSITIVE_ORDER);
        subscriptions.addAll(subscriptions(scopes));
        Set<String> below = new ConcurrentSkipListSet<>(String.CASE_INSENSITIVE_ORDER);
        run.run(members(http, scopes, below));
        subscriptions.addAll(below);
        run.run(inventory(http, subscriptions));
        run.run(utilization(http));
        run.run(costs(http, scopes));
        run.run(adviceBelow(http, scopes, below));
        AzurePrices prices = new AzurePrices(context, http, context.lanes().lane("retail prices", 5));
        Set<String> regions = machineRegions();
        run.run(sheets(http, prices, scopes, regions));
        run.run(tenant(http, prices, regions));
    }

    /** Finds the subscriptions below each management group. */
    private List<PullTask> members(AzureHttp http, List<String> scopes, Set<String> below) {
        List<PullTask> tasks = new ArrayList<>();
        for (String scope : scopes) {
            Matcher group = MANAGEMENT_GROUP.matcher(scope);
            if (group.matches()) {
                String name = group.group(1);
                ResourceGraph graph = graph(http);
                tasks.add(PullTask.of(scope, "subscriptions", () -> {
                    Pages.Reading<String> reading = context.pages()
                            .read(scope + " subscriptions", String.class, next -> graph.members(name, next));
                    below.addAll(reading.rows());
                    reading.close();
                    return PullTask.Outcome.READ;
                }));
            }
        }
        return tasks;
    }

    private ResourceGraph graph(AzureHttp http) {
        return new ResourceGraph(http, context.lanes().lane("resource graph", 3));
    }

    private List<PullTask> inventory(AzureHttp http, Set<String> subscriptions) {
        List<PullTask> tasks = new ArrayList<>();
        for (String subscription : subscriptions) {
            AzureInventory inventory = new AzureInventory(graph(http), subscription);
            String scope = "/subscriptions/" + subscription;
            tasks.add(PullTask.of(scope, "inventory", () -> {
                Pages.Reading<Resource> reading =
                        context.pages().read(scope + " inventory", Resource.class, inventory::page);
                context.sink().inventory(context.source(), scope, reading.rows(), context.asOf());
                found.put(subscription, reading.rows());
                reading.close();
                return PullTask.Outcome.READ;
            }));
        }
        return tasks;
    }

    private static Set<String> subscriptions(List<String> scopes) {
        Set<String> subscriptions = new TreeSet<>();
        for (String scope : scopes) {
            Matcher matcher = SUBSCRIPTION.matcher(scope);
            if (matcher.lookingAt()) {
                subscriptions.add(matcher.group(1));
            }
        }
        return subscriptions;
    }

    private List<PullTask> utilization(AzureHttp http) {
        List<PullTask> tasks = new ArrayList<>();
        found.forEach((subscription, resources) -> {
            for (AzureMetrics.Kind kind : AzureMetrics.KINDS) {
                Map<String, List<Resource>> byRegion = resources.stream()
                        .filter(kind::contains)
                        .collect(Collectors.groupingBy(Resource::region, TreeMap::new, Collectors.toList()));
                byRegion.forEach((region, together) -> tasks.add(new AzureMetrics(
                                context,
                                http,
                                context.lanes().lane("metrics " + subscription + " " + region, 20),
                                subscription,
                                region,
                                kind,
                                together)
                        .task()));
            }
        });
        return tasks;
    }

    private List<PullTask> costs(AzureHttp http, List<String> scopes) {
        List<PullTask> tasks = new ArrayList<>();
        for (String scope : scopes) {
            // Cost Management answers four questions a minute for each scope; an emulator has no such limit.
            Lane lane = http.isEmulated()
                    ? context.lanes().lane("cost " + scope, 10_000)
                    : context.lanes().lane("cost " + scope, 4, Duration.ofMinutes(1));
            Lane advice = context.lanes().lane("advice " + scope, 5);
            tasks.addAll(new AzureCosts(context, http, lane, new CostManagement(http, lane, pause), scope, ownerTag)
                    .tasks());
            CostManagement client = new CostManagement(http, advice, pause);
            tasks.addAll(new AzureAdvice(context, new AzureLists(context, http, advice), client, scope)
                    .tasks(
                            SUBSCRIPTION.matcher(scope).matches(),
                            MANAGEMENT_GROUP.matcher(scope).matches()));
            // A bill comes from exports or, where there are none, from reports made for us: never from both. No report
            // is made for a management group.
            if (source.exports().isEmpty() && !MANAGEMENT_GROUP.matcher(scope).matches()) {
                tasks.addAll(new AzureBills(context, http, advice, client).costDetails(scope));
            }
        }
        for (String export : source.exports()) {
            tasks.add(RemoteDeliveries.task(context, BlobFolder.of(context, http, export)));
        }
        return tasks;
    }

    /** Advisor speaks of subscriptions only: those below a management group are asked, unless they are scopes themselves. */
    private List<PullTask> adviceBelow(AzureHttp http, List<String> scopes, Set<String> below) {
        return below.stream()
                .map(subscription -> "/subscriptions/" + subscription)
                .filter(scope -> scopes.stream().noneMatch(scope::equalsIgnoreCase))
                .map(scope -> {
                    Lane lane = context.lanes().lane("advice " + scope, 5);
                    return new AzureAdvice(
                                    context,
                                    new AzureLists(context, http, lane),
                                    new CostManagement(http, lane, pause),
                                    scope)
                            .advisor();
                })
                .toList();
    }

    /** One order a scope: a sheet is the same for all regions. */
    private List<PullTask> sheets(AzureHttp http, AzurePrices prices, List<String> scopes, Collection<String> regions) {
        List<PullTask> tasks = new ArrayList<>();
        for (String scope : scopes) {
            AzurePriceSheet.of(http, context.lanes().lane("price sheet " + scope, 5), pause, scope, context.asOf())
                    .ifPresent(sheet -> tasks.add(prices.sheet(scope, sheet, regions)));
        }
        return tasks;
    }

    private Set<String> machineRegions() {
        return found.values().stream()
                .flatMap(List::stream)
                .filter(resource -> resource.type() == ResourceType.VM)
                .map(Resource::region)
                .filter(region -> region.matches("[a-z0-9]+"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<PullTask> tenant(AzureHttp http, AzurePrices prices, Set<String> regions) {
        List<PullTask> tasks = new ArrayList<>();
        AzureCommitments commitments = new AzureCommitments(
                context, new AzureLists(context, http, context.lanes().lane("tenant", 5)));
        tasks.add(commitments.reservations());
        tasks.add(commitments.savingsPlans());
        regions.forEach(region -> tasks.add(prices.task(region)));
        return tasks;
    }
}
