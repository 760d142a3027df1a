package costwright.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import costwright.jobs.pull.aws.AwsPermissions;
import costwright.jobs.pull.azure.AzureOperation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The role files grant what the code calls: no less, or a pull fails; no more, or it could do harm. */
class PermissionsTest {
    private static final Pattern CLIENT =
            Pattern.compile("software\\.amazon\\.awssdk\\.services\\.([a-z0-9]+)\\.\\w+Client");
    /** The SDK's names of services and IAM's. */
    private static final Map<String, String> PREFIXES = Map.of(
            "costexplorer", "ce",
            "elasticloadbalancingv2", "elasticloadbalancing",
            "costoptimizationhub", "cost-optimization-hub",
            "computeoptimizer", "compute-optimizer");
    /** Operations whose permission has another name. */
    private static final Map<String, String> RENAMED = Map.of(
            "s3:ListObjectsV2", "s3:ListBucket",
            "budgets:DescribeBudgets", "budgets:ViewBudget");

    private static JsonNode file(String name) throws IOException {
        return new ObjectMapper().readTree(Path.of("deploy", name).toFile());
    }

    private static Set<String> calledOperations() {
        // The names of the called methods are enough: resolving the SDK would read thousands of classes.
        JavaClasses classes = ArchConfiguration.withThreadLocalScope(configuration -> {
            configuration.setResolveMissingDependenciesFromClassPath(false);
            return new ClassFileImporter().importPackages("costwright.jobs.pull.aws");
        });
        Set<String> operations = new TreeSet<>();
        classes.stream()
                .flatMap(type -> type.getMethodCallsFromSelf().stream())
                .map(PermissionsTest::operation)
                .flatMap(Optional::stream)
                .forEach(operations::add);
        return operations;
    }

    private static Optional<String> operation(JavaMethodCall call) {
        String owner = call.getTargetOwner().getName();
        if (owner.endsWith(".StsAssumeRoleCredentialsProvider")) {
            return Optional.of("sts:AssumeRole");
        }
        Matcher client = CLIENT.matcher(owner);
        String method = call.getName();
        if (!client.matches() || Set.of("builder", "close", "create").contains(method)) {
            return Optional.empty();
        }
        String service = PREFIXES.getOrDefault(client.group(1), client.group(1));
        String action = service + ":" + Character.toUpperCase(method.charAt(0)) + method.substring(1);
        return Optional.of(RENAMED.getOrDefault(action, action));
    }

    private static Set<String> granted() throws IOException {
        Set<String> granted = new TreeSet<>();
        for (JsonNode statement : file("aws/iam-policy.json").path("Statement")) {
            statement.path("Action").forEach(action -> granted.add(action.asText()));
        }
        return granted;
    }

    @Test
    void theIamPolicyGrantsExactlyTheOperationsThatAreCalled() throws IOException {
        assertThat(calledOperations()).hasSizeGreaterThan(30);
        assertThat(granted()).isEqualTo(calledOperations());
    }

    @Test
    void doctorAsksOnlyForPermissionsThatThePolicyGrants() throws IOException {
        assertThat(granted()).containsAll(AwsPermissions.actions());
    }

    @Test
    void theAzureRoleGrantsEveryOperationThatIsCalled() throws IOException {
        Set<String> actions = new TreeSet<>();
        file("azure/role-definition.json").path("Actions").forEach(action -> actions.add(action.asText()));
        Set<String> dataActions = new TreeSet<>();
        file("azure/role-definition.json").path("DataActions").forEach(action -> dataActions.add(action.asText()));
        for (AzureOperation operation : AzureOperation.values()) {
            if (!operation.permission().isEmpty()) {
                assertThat(operation.isDataAction() ? dataActions : actions).contains(operation.permission());
            }
        }
    }

    @Test
    void theAzureRoleOnlyReads() throws IOException {
        JsonNode role = file("azure/role-definition.json");
        role.path("Actions").forEach(action -> assertThat(action.asText()).endsWith("/read"));
        role.path("DataActions").forEach(action -> assertThat(action.asText()).endsWith("/read"));
    }
}
