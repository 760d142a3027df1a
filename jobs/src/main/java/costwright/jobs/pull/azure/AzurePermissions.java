package costwright.jobs.pull.azure;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpResponse;
import com.fasterxml.jackson.databind.JsonNode;
import costwright.jobs.pull.CallFailure;
import costwright.jobs.pull.CallFailure.Why;
import costwright.jobs.pull.LiveSource;
import costwright.jobs.pull.MissingPermission;
import costwright.jobs.pull.Patience;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds out what the default credentials may not do. Roles in subscriptions, resource groups and management groups can be
 * asked for; what is granted elsewhere (billing accounts, orders of reservations and savings plans, containers) is tried
 * with its cheapest reading.
 */
public final class AzurePermissions {
    private static final String COSTS = "api-version=2022-10-01";
    /** Granted in the tenant or in a storage account, whatever the role in a scope says. */
    private static final Set<AzureOperation> ELSEWHERE = EnumSet.of(
            AzureOperation.RESERVATIONS,
            AzureOperation.SAVINGS_PLANS,
            AzureOperation.EXPORTS_LIST,
            AzureOperation.EXPORTS_READ,
            AzureOperation.BENEFIT_UTILIZATION);

    private final String source;
    private final AzureHttp http;
    private final List<MissingPermission> missing = new ArrayList<>();

    private AzurePermissions(String source, AzureHttp http) {
        this.source = source;
        this.http = http;
    }

    /** The permissions that the default credentials lack, by scope and operation. */
    public static List<MissingPermission> missing(LiveSource.Azure source, Patience patience) {
        AzurePermissions permissions = new AzurePermissions(source.name(), new AzureHttp(source.endpoint(), patience));
        for (String scope : source.scopes()) {
            String path = "/" + scope.strip().replaceAll("^/+|/+$", "");
            if (path.toLowerCase(Locale.ROOT).contains("/billingaccounts/")) {
                permissions.tryBilling(path);
            } else {
                permissions.compareRoles(path);
            }
        }
        permissions.tryReading(
                AzureOperation.RESERVATIONS,
                "the tenant",
                "/providers/Microsoft.Capacity/reservations?api-version=2022-11-01");
        permissions.tryReading(
                AzureOperation.SAVINGS_PLANS,
                "the tenant",
                "/providers/Microsoft.BillingBenefits/savingsPlans?api-version=2022-11-01");
        source.exports().forEach(permissions::tryContainer);
        return List.copyOf(permissions.missing);
    }

    /** The same for a container that is a source by itself. */
    public static List<MissingPermission> missing(LiveSource.Remote source, Patience patience) {
        AzurePermissions permissions =
                new AzurePermissions(source.name(), BlobFolder.reader(source.location(), patience));
        permissions.tryContainer(source.location());
        return List.copyOf(permissions.missing);
    }

    private void tryBilling(String scope) {
        String costs = scope + "/providers/Microsoft.CostManagement/";
        tryReading(AzureOperation.BENEFIT_RECOMMENDATIONS, scope, costs + "benefitRecommendations?" + COSTS);
        tryReading(
                AzureOperation.BENEFIT_UTILIZATION,
                scope,
                costs + "benefitUtilizationSummaries?" + COSTS + "&grainParameter=Monthly");
        tryReading(
                AzureOperation.BUDGETS,
                scope,
                scope + "/providers/Microsoft.Consumption/budgets?api-version=2021-10-01");
    }

    private void tryReading(AzureOperation operation, String where, String pathAndQuery) {
        attempt(operation, where, () -> {
            try (HttpResponse answer = http.send(HttpMethod.GET, AzureService.MANAGEMENT, "", pathAndQuery, null)) {
                answer.getStatusCode();
            }
        });
    }

    private void tryContainer(String location) {
        attempt(AzureOperation.EXPORTS_LIST, location, () -> BlobFolder.look(http, source, location));
    }

    /** What is not there, or does not answer now, says nothing about permissions: a pull will. */
    private void attempt(AzureOperation operation, String where, Runnable reading) {
        try {
            reading.run();
        } catch (RuntimeException e) {
            CallFailure failure = AzureFailures.read(e);
            if (failure.why() == Why.DENIED || failure.why() == Why.UNAUTHENTICATED) {
                lacks(
                        operation.permission(),
                        operation.purpose(),
                        "%s refuses it: %s".formatted(where, failure.sentence()));
            }
        }
    }

    private void lacks(String permission, String purpose, String reason) {
        MissingPermission lack = new MissingPermission(source, permission, purpose, reason);
        if (!missing.contains(lack)) {
            missing.add(lack);
        }
    }

    private void compareRoles(String scope) {
        List<JsonNode> grants = new ArrayList<>();
        try (HttpResponse answer = http.send(
                HttpMethod.GET,
                AzureService.MANAGEMENT,
                "",
                scope + "/providers/Microsoft.Authorization/permissions?api-version=2022-04-01",
                null)) {
            AzureHttp.JSON
                    .readTree(answer.getBodyAsBinaryData().toBytes())
                    .path("value")
                    .forEach(grants::add);
        } catch (IOException e) {
            lacks(scope, "everything in it", "the answer cannot be read: " + e.getMessage());
            return;
        } catch (RuntimeException e) {
            lacks(scope, "everything in it", AzureFailures.read(e).sentence());
            return;
        }
        for (AzureOperation operation : AzureOperation.values()) {
            boolean allowed = operation.permission().isEmpty()
                    || ELSEWHERE.contains(operation)
                    || grants.stream()
                            .anyMatch(grant -> matches(grant.path("actions"), operation.permission())
                                    && !matches(grant.path("notActions"), operation.permission()));
            if (!allowed) {
                lacks(operation.permission(), operation.purpose(), "no role grants it in " + scope);
            }
        }
    }

    /** Whether one of the patterns, in which {@code *} stands for anything, names the action; case does not count. */
    static boolean matches(JsonNode patterns, String action) {
        for (JsonNode pattern : patterns) {
            String expression = List.of(pattern.asText().split("\\*", -1)).stream()
                    .map(Pattern::quote)
                    .reduce((one, other) -> one + ".*" + other)
                    .orElse("");
            if (Pattern.compile(expression, Pattern.CASE_INSENSITIVE)
                    .matcher(action)
                    .matches()) {
                return true;
            }
        }
        return false;
    }
}
