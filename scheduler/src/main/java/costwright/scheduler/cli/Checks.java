package costwright.scheduler.cli;

import costwright.analyzers.Analyzer;
import costwright.analyzers.Catalogue;
import costwright.analyzers.Descriptor;
import costwright.analyzers.Threshold;
import costwright.scheduler.settings.Nearest;
import costwright.schema.CostwrightException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The catalogue of checks, from their own data cards. */
@Command(
        name = "checks",
        description = "Lists the checks of the catalogue, or shows one with its thresholds.",
        footer = {"  costwright checks", "  costwright checks show idle-vm"})
final class Checks implements Callable<Integer> {
    private final Workspace workspace;

    Checks(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() {
        Table table = Table.of("id", "capability", "question");
        List<Descriptor> cards = Catalogue.discover().analyzers().stream()
                .map(Analyzer::descriptor)
                .toList();
        cards.forEach(card -> table.row(card.id(), word(card), card.question()));
        return workspace
                .console()
                .print(Result.of("checks/1", Map.of("checks", cards)).table(table));
    }

    @Command(
            name = "show",
            description = "Shows what a check asks, what decides, and why these thresholds.",
            footer = "  costwright checks show idle-vm")
    int show(@Parameters(paramLabel = "ID", description = "The id of a check.") String id) {
        Catalogue catalogue = Catalogue.discover();
        Descriptor card = catalogue
                .find(id)
                .map(Analyzer::descriptor)
                .orElseThrow(() -> CostwrightException.settings("There is no check \"" + id + "\"."
                        + Nearest.hint(
                                id,
                                catalogue.analyzers().stream()
                                        .map(analyzer -> analyzer.descriptor().id())
                                        .toList())));
        Table thresholds = Table.of("threshold", "default", "unit", "minimum", "maximum", "why");
        for (Threshold threshold : card.thresholds()) {
            thresholds.row(
                    threshold.name(),
                    threshold.defaultValue(),
                    threshold.unit(),
                    threshold.minimum(),
                    threshold.maximum(),
                    threshold.why());
        }
        return workspace
                .console()
                .print(Result.of("check/1", card).text(prose(card)).table(thresholds));
    }

    private static String prose(Descriptor card) {
        return String.join(
                System.lineSeparator(),
                card.id() + " (version " + card.version() + ", " + word(card) + ")",
                card.question(),
                "",
                "Saving:     " + card.formula(),
                "Ignores:    " + card.ignores(),
                "References: " + String.join("; ", card.references()));
    }

    private static String word(Descriptor card) {
        return card.capability().name().toLowerCase(java.util.Locale.ROOT);
    }
}
