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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Pulls one Azure source: inventory and utilization of each subscription among its scopes, costs and advice of each scope,
 * commitments of the tenant, prices of the regions in use.
 */
public final class AzurePull {
    private static final Pattern SUBSCRIPTION = Pattern.compile("(?i)/subscriptions/([^/]+)");

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
        run.run(inventory(http, scopes));
        run.run(utilization(http));
        run.run(costs(http, scopes));
        run.run(tenant(http));
    }

    private List<PullTask> inventory(AzureHttp http, List<String> scopes) {
        List<PullTask> tasks = new ArrayList<>();
        for (String subscription : subscriptions(scopes)) {
            Lane lane = context.lanes().lane("resource graph", 3);
            AzureInventory inventory = new AzureInventory(http, lane, subscription);
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
            tasks.addAll(new AzureAdvice(context, http, advice, client, scope)
                    .tasks(SUBSCRIPTION.matcher(scope).matches()));
            // A bill comes from exports or, where there are none, from reports made for us: never from both.
            if (source.exports().isEmpty()) {
                tasks.addAll(new AzureBills(context, http, advice, client).costDetails(scope));
            }
        }
        for (String export : source.exports()) {
            tasks.add(RemoteDeliveries.task(context, BlobFolder.of(context, http, export)));
        }
        return tasks;
    }

    private List<PullTask> tenant(AzureHttp http) {
        List<PullTask> tasks = new ArrayList<>();
        AzureCommitments commitments =
                new AzureCommitments(context, http, context.lanes().lane("tenant", 5));
        tasks.add(commitments.reservations());
        tasks.add(commitments.savingsPlans());
        AzurePrices prices = new AzurePrices(context, http, context.lanes().lane("retail prices", 5));
        found.values().stream()
                .flatMap(List::stream)
                .filter(resource -> resource.type() == ResourceType.VM)
                .map(Resource::region)
                .filter(region -> region.matches("[a-z0-9]+"))
                .distinct()
                .sorted()
                .forEach(region -> tasks.add(prices.task(region)));
        return tasks;
    }
}
