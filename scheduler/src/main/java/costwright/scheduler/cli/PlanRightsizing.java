package costwright.scheduler.cli;

import costwright.analyzers.rightsizing.Policy;
import costwright.jobs.rightsizing.RightsizingPlan;
import costwright.jobs.rightsizing.SizedResource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The size that each machine should have. */
@Command(
        name = "rightsizing",
        description = {
            "Says for each machine and database of an inventory which type would do, at what risk.",
            "Samples end at --as-of, or with the files when it is not given."
        },
        footer =
                "  costwright plan rightsizing --utilization utilization.csv --inventory inventory.csv --prices prices.csv")
final class PlanRightsizing implements Callable<Integer> {
    private final Workspace workspace;

    @Option(
            names = "--utilization",
            paramLabel = "FILE",
            required = true,
            arity = "1..*",
            description = "utilization.csv files, also .gz.")
    List<Path> utilization = List.of();

    @Option(names = "--inventory", paramLabel = "FILE", required = true, description = "inventory.csv, also .gz.")
    @Nullable
    Path inventory;

    @Option(names = "--prices", paramLabel = "FILE", required = true, description = "prices.csv, also .gz.")
    @Nullable
    Path prices;

    @Option(
            names = "--policy",
            paramLabel = "POLICY",
            converter = PolicyWord.class,
            completionCandidates = PolicyWords.class,
            description = "How much risk a saving is worth: ${COMPLETION-CANDIDATES} (default: balanced).")
    Policy policy = Policy.BALANCED;

    /** Reads the word of a policy. */
    static final class PolicyWord implements ITypeConverter<Policy> {
        @Override
        public Policy convert(String word) {
            try {
                return Policy.ofWord(word.toLowerCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    /** The words that help and completion show. */
    static final class PolicyWords extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        PolicyWords() {
            super(Policy.all().stream().map(Policy::word).toList());
        }
    }

    PlanRightsizing(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() {
        RightsizingPlan plan = RightsizingPlan.of(
                utilization.stream().map(workspace::resolve).toList(),
                workspace.resolve(Objects.requireNonNull(inventory, "picocli requires it")),
                workspace.resolve(Objects.requireNonNull(prices, "picocli requires it")),
                policy,
                workspace.asOfIsGiven() ? Optional.of(workspace.asOf()) : Optional.empty());
        Table table = Table.of("resource_id", "finding", "current", "recommended", "monthly_savings", "risk", "reason");
        for (SizedResource resource : plan.resources()) {
            SizedResource.Option option = resource.recommended();
            table.row(
                    resource.resourceId(),
                    resource.finding(),
                    resource.currentInstanceType(),
                    option == null ? null : option.instanceType(),
                    option == null ? null : option.monthlySavings(),
                    option == null ? null : option.risk(),
                    resource.reason());
        }
        return workspace.console().print(Result.of("plan-rightsizing/1", plan).table(table));
    }
}
