package costwright.scheduler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class CostwrightTest {
    @Test
    void refusesAnUnknownOptionWithTheNearestName() {
        Run run = Run.of("checks", "--outptu", "json");
        assertThat(run.code()).isEqualTo(64);
        assertThat(run.error()).contains("Unknown option --outptu. Did you mean --output?");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void refusesAnUnknownCommandWithTheNearestName() {
        Run run = Run.of("chekcs");
        assertThat(run.code()).isEqualTo(64);
        assertThat(run.error()).contains("Unknown command chekcs. Did you mean checks?");
    }

    @Test
    void refusesAFormatThatItDoesNotKnow() {
        Run run = Run.of("checks", "--output", "xml");
        assertThat(run.code()).isEqualTo(64);
        assertThat(run.error()).contains("--output", "[table, json, csv]", "xml");
    }

    @Test
    void refusesAnAsOfThatIsNoInstant() {
        Run run = Run.of("checks", "--as-of", "yesterday");
        assertThat(run.code()).isEqualTo(64);
        assertThat(run.error()).contains("--as-of", "yesterday", "2026-11-02T06:00:00Z");
    }

    @Test
    void asksForACommandWhenThereIsNone() {
        Run run = Run.of();
        assertThat(run.code()).isEqualTo(64);
        assertThat(run.error()).contains("Which command?");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void takesGlobalOptionsBeforeAndAfterTheCommand() {
        assertThat(Run.of("--output", "csv", "checks")).isEqualTo(Run.of("checks", "--output", "csv"));
    }

    @Test
    void printsHelpOnStandardOutput() {
        Run run = Run.of("--help");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("Usage: costwright", "Commands:", "Exit codes:");
        assertThat(run.error()).isEmpty();
    }

    @Test
    void listsAllCommandsWhereHelpIsAskedForFirst() {
        assertThat(Run.of("--help", "import").out()).isEqualTo(Run.of("--help").out());
        assertThat(Run.of("-h", "demo").out()).isEqualTo(Run.of("--help").out());
    }

    @Test
    void looksForTheNearestOfAllCommands() {
        assertThat(Run.of("comitments", "demo").error()).contains("Unknown command comitments.", "commitments");
        assertThat(Run.of("import", "biling").error()).contains("Unknown command biling.", "billing");
    }

    @Test
    void addsEachCommandByItsOwnName() {
        Costwright.COMMANDS.forEach(command -> assertThat(command.getValue()
                        .getAnnotation(CommandLine.Command.class)
                        .name())
                .isEqualTo(command.getKey()));
    }

    @Test
    void printsItsVersion() {
        assertThat(Run.of("--version").out()).startsWith("costwright ").contains("Java " + Runtime.version());
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    void showsAnExampleInTheHelpOfEveryCommand(String name) {
        List<String> arguments = new ArrayList<>(List.of(name.split(" ")));
        arguments.remove(0);
        arguments.add("--help");
        Run run = Run.of(arguments.toArray(String[]::new));
        assertThat(run.code()).isZero();
        assertThat(run.error()).isEmpty();
        assertThat(run.out()).contains("Usage: " + name, "--store", "--output", "Example:");
        assertThat(run.out().substring(run.out().indexOf("Example:"))).contains(name);
    }

    static Stream<String> everyCommand() {
        Surroundings none = Surroundings.ofProcess();
        return names(Costwright.commandLine(new Workspace(none)));
    }

    private static Stream<String> names(CommandLine command) {
        return Stream.concat(
                Stream.of(command.getCommandSpec().qualifiedName()),
                command.getSubcommands().values().stream().flatMap(CostwrightTest::names));
    }
}
