package costwright.jobs.pull.azure;

import com.fasterxml.jackson.databind.JsonNode;
import costwright.jobs.pull.CallFailure;
import costwright.jobs.pull.LiveSource;
import costwright.jobs.pull.MissingPermission;
import costwright.jobs.pull.Patience;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Compares what the identity may do in each scope with what a pull does there. */
public final class AzurePermissions {
    private AzurePermissions() {}

    /** The permissions that the default credentials lack, by scope and operation. */
    public static List<MissingPermission> missing(LiveSource.Azure source, Patience patience) {
        AzureHttp http = new AzureHttp(source.endpoint(), patience);
        List<MissingPermission> missing = new ArrayList<>();
        for (String scope : source.scopes()) {
            if (!scope.toLowerCase(Locale.ROOT).contains("billingaccounts")) {
                ofScope(source, http, "/" + scope.strip().replaceAll("^/+|/+$", ""), missing);
            }
        }
        return missing;
    }

    private static void ofScope(
            LiveSource.Azure source, AzureHttp http, String scope, List<MissingPermission> missing) {
        List<JsonNode> grants = new ArrayList<>();
        try (var answer = http.send(
                com.azure.core.http.HttpMethod.GET,
                AzureService.MANAGEMENT,
                "",
                scope + "/providers/Microsoft.Authorization/permissions?api-version=2022-04-01",
                null)) {
            AzureHttp.JSON
                    .readTree(answer.getBodyAsBinaryData().toBytes())
                    .path("value")
                    .forEach(grants::add);
        } catch (IOException e) {
            missing.add(new MissingPermission(
                    source.name(), scope, "everything in it", "the answer cannot be read: " + e.getMessage()));
            return;
        } catch (RuntimeException e) {
            CallFailure failure = e instanceof CallFailure known ? known : AzureHttp.read(e);
            missing.add(new MissingPermission(source.name(), scope, "everything in it", failure.sentence()));
            return;
        }
        for (AzureOperation operation : AzureOperation.values()) {
            String granted = operation.isDataAction() ? "dataActions" : "actions";
            String taken = operation.isDataAction() ? "notDataActions" : "notActions";
            boolean allowed = operation.permission().isEmpty()
                    || grants.stream()
                            .anyMatch(grant -> matches(grant.path(granted), operation.permission())
                                    && !matches(grant.path(taken), operation.permission()));
            if (!allowed) {
                missing.add(new MissingPermission(
                        source.name(), operation.permission(), operation.purpose(), "no role grants it in " + scope));
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
