package costwright.scheduler.cli;

import costwright.jobs.ledger.Ledger;
import costwright.jobs.store.FindingStore;
import costwright.jobs.store.LedgerStore;
import costwright.jobs.store.Store;
import costwright.schema.CostwrightException;
import costwright.schema.finding.FindingId;
import costwright.schema.finding.LedgerEntry;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a person decides about recommendations, one command for each decision. */
abstract class Decisions implements Callable<Integer> {
    private final Workspace workspace;

    @Parameters(paramLabel = "ID", arity = "1..*", description = "The ids of recommendations.")
    List<String> ids = List.of();

    @Option(names = "--who", description = "Who decides (default: the user who runs the command).")
    String who = "";

    Decisions(Workspace workspace) {
        this.workspace = workspace;
    }

    /** Enters the decision of one recommendation. */
    abstract LedgerEntry decide(Ledger ledger, FindingId id, String person, Instant at);

    @Override
    public Integer call() {
        Store store = workspace.store();
        RecommendationQuery query = new RecommendationQuery(store);
        // All are looked up before the first is entered.
        List<FindingId> findings =
                ids.stream().map(id -> query.finding(new FindingId(id)).id()).toList();
        Ledger ledger = new Ledger(new LedgerStore(store), new FindingStore(store));
        Instant at = workspace.asOf();
        Table table = Table.of("id", "state", "who", "reason", "until");
        List<LedgerEntry> entries = new ArrayList<>();
        for (FindingId finding : findings) {
            LedgerEntry entry = decide(ledger, finding, person(), at);
            entries.add(entry);
            table.row(finding, entry.state().word(), entry.who(), entry.reason(), entry.until());
        }
        return workspace
                .console()
                .print(Result.of("decisions/1", Map.of("entries", entries)).table(table));
    }

    private String person() {
        return Stream.of(
                        who,
                        workspace.environment().getOrDefault("USER", ""),
                        workspace.environment().getOrDefault("USERNAME", ""))
                .filter(name -> !name.isBlank())
                .findFirst()
                .orElseThrow(() -> CostwrightException.settings("Nobody knows who decides: give --who NAME."));
    }

    @Command(
            name = "accept",
            description = "Somebody will do it.",
            footer = "  costwright recommendations accept idle-vm-1a2b3c4d")
    static final class Accept extends Decisions {
        @Option(names = "--reason", description = "A remark.")
        String reason = "";

        Accept(Workspace workspace) {
            super(workspace);
        }

        @Override
        LedgerEntry decide(Ledger ledger, FindingId id, String person, Instant at) {
            return ledger.accept(id, person, reason, at);
        }
    }

    @Command(
            name = "dismiss",
            description = "Nobody will do it; it stays out of the plan.",
            footer = "  costwright recommendations dismiss idle-vm-1a2b3c4d --reason \"standby of the database\"")
    static final class Dismiss extends Decisions {
        @Option(names = "--reason", required = true, description = "Why, for those who ask later.")
        String reason = "";

        Dismiss(Workspace workspace) {
            super(workspace);
        }

        @Override
        LedgerEntry decide(Ledger ledger, FindingId id, String person, Instant at) {
            return ledger.dismiss(id, person, reason, at);
        }
    }

    @Command(
            name = "snooze",
            description = "Not now; it stays out of the plan until then.",
            footer = "  costwright recommendations snooze idle-vm-1a2b3c4d --until 2027-01-31")
    static final class Snooze extends Decisions {
        @Option(
                names = "--until",
                required = true,
                paramLabel = "DATE",
                description = "A date (its start in UTC) or an instant.")
        String until = "";

        @Option(names = "--reason", description = "A remark.")
        String reason = "";

        Snooze(Workspace workspace) {
            super(workspace);
        }

        @Override
        LedgerEntry decide(Ledger ledger, FindingId id, String person, Instant at) {
            return ledger.snooze(id, person, reason, end(until), at);
        }

        private static Instant end(String text) {
            try {
                return text.contains("T")
                        ? Instant.parse(text)
                        : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            } catch (DateTimeParseException e) {
                throw CostwrightException.settings(
                                "--until \"%s\" is no date: write 2027-01-31 or 2027-01-31T06:00:00Z.".formatted(text))
                        .causedBy(e);
            }
        }
    }

    @Command(
            name = "applied",
            description = "It has been done; the next reports show what it saved.",
            footer = "  costwright recommendations applied idle-vm-1a2b3c4d")
    static final class Applied extends Decisions {
        @Option(names = "--reason", description = "A remark, such as the number of the change.")
        String reason = "";

        Applied(Workspace workspace) {
            super(workspace);
        }

        @Override
        LedgerEntry decide(Ledger ledger, FindingId id, String person, Instant at) {
            return ledger.applied(id, person, reason, at);
        }
    }
}
