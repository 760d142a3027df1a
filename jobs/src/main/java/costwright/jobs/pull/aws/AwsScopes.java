package costwright.jobs.pull.aws;

import costwright.jobs.pull.Lane;
import costwright.jobs.pull.Lanes;
import costwright.jobs.pull.LiveSource;
import costwright.jobs.pull.PullTask;
import costwright.jobs.pull.TaskRun;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.AccountStatus;
import software.amazon.awssdk.services.organizations.model.ListAccountsResponse;
import software.amazon.awssdk.services.sts.StsClient;

/** Finds out who asks, which accounts are read and with which credentials, and which regions of each. */
final class AwsScopes {
    private static final Region HOME = Region.US_EAST_1;
    private static final String ORGANIZATION = "organization";

    private final LiveSource.Aws source;
    private final AwsClients clients;
    private final Lanes lanes;
    private final TaskRun run;
    private final Map<String, AwsCredentialsProvider> accounts = new TreeMap<>();
    private final List<AwsScope> regions = new ArrayList<>();
    private String caller = "";

    AwsScopes(LiveSource.Aws source, AwsClients clients, Lanes lanes, TaskRun run) {
        this.source = source;
        this.clients = clients;
        this.lanes = lanes;
        this.run = run;
    }

    /** The account of the credentials; empty when nobody answered. */
    String caller() {
        return caller;
    }

    /** The credentials of each account that is read. */
    Map<String, AwsCredentialsProvider> accounts() {
        return accounts;
    }

    /** Asks who calls and which accounts there are. */
    void find() {
        Lane lane = lanes.lane("identity", 5);
        StsClient sts = clients.build(StsClient.builder(), HOME, clients.own());
        caller = lane.call("sts:GetCallerIdentity", () -> sts.getCallerIdentity())
                .account();
        List<String> asked = source.accounts().contains(ORGANIZATION) ? organization(lane) : source.accounts();
        if (asked.isEmpty()) {
            accounts.put(caller, source.role().isEmpty() ? clients.own() : assumed(caller));
        }
        for (String account : asked) {
            accounts.put(account, source.role().isEmpty() || account.equals(caller) ? clients.own() : assumed(account));
        }
    }

    private AwsCredentialsProvider assumed(String account) {
        return clients.assumed(arn(source.role(), account), HOME);
    }

    /** @param role a name, or an ARN with {@code {account}} in it */
    static String arn(String role, String account) {
        return role.startsWith("arn:")
                ? role.replace("{account}", account)
                : "arn:aws:iam::%s:role/%s".formatted(account, role);
    }

    private List<String> organization(Lane lane) {
        OrganizationsClient client = clients.build(OrganizationsClient.builder(), HOME, clients.own());
        List<String> ids = new ArrayList<>();
        String token = null;
        do {
            String from = token;
            ListAccountsResponse answer = lane.call(
                    "organizations:ListAccounts", () -> client.listAccounts(request -> request.nextToken(from)));
            answer.accounts().stream()
                    .filter(account -> account.status() == AccountStatus.ACTIVE)
                    .forEach(account -> ids.add(account.id()));
            token = answer.nextToken();
        } while (token != null && !token.isBlank());
        return ids;
    }

    /** The regions of all accounts: those of the settings, or all that are enabled; an account that refuses is a gap. */
    List<AwsScope> regions() {
        if (regions.isEmpty()) {
            if (source.regions().isEmpty()) {
                regions.addAll(enabledRegions());
            } else {
                accounts.forEach((account, credentials) -> source.regions()
                        .forEach(region -> regions.add(new AwsScope(account, Region.of(region), credentials))));
            }
        }
        return List.copyOf(regions);
    }

    private List<AwsScope> enabledRegions() {
        ConcurrentLinkedQueue<AwsScope> enabled = new ConcurrentLinkedQueue<>();
        List<PullTask> tasks = new ArrayList<>();
        accounts.forEach((account, credentials) -> tasks.add(PullTask.of(account, "regions", () -> {
            Ec2Client client = clients.build(Ec2Client.builder(), HOME, credentials);
            lanes.lane("regions " + account, 5)
                    .call("ec2:DescribeRegions", () -> client.describeRegions(request -> request.allRegions(false)))
                    .regions()
                    .forEach(region -> enabled.add(new AwsScope(account, Region.of(region.regionName()), credentials)));
            return PullTask.Outcome.READ;
        })));
        run.run(tasks);
        return enabled.stream().sorted(Comparator.comparing(AwsScope::name)).toList();
    }
}
