package costwright.scheduler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import costwright.scheduler.settings.SettingsTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitTest {
    @TempDir
    Path folder;

    @Test
    void writesSettingsAndPrintsWhere() throws IOException {
        Run run = Run.in(folder, Map.of(), "init");
        assertThat(run.code()).isZero();
        assertThat(run.out()).isEqualTo(folder.resolve("costwright.yaml") + System.lineSeparator());
        assertThat(Files.readString(folder.resolve("costwright.yaml"))).isEqualTo(SettingsTemplate.text());
    }

    @Test
    void leavesAnExistingFileAsItIs() throws IOException {
        Path file = Files.writeString(folder.resolve("costwright.yaml"), "store: mine.db\n");
        Run run = Run.in(folder, Map.of(), "init");
        assertThat(run.code()).isEqualTo(64);
        assertThat(run.error()).contains("--force");
        assertThat(run.out()).isEmpty();
        assertThat(Files.readString(file)).isEqualTo("store: mine.db\n");
    }

    @Test
    void overwritesWithForce() throws IOException {
        Path file = Files.writeString(folder.resolve("mine.yaml"), "x".repeat(100_000));
        assertThat(Run.in(folder, Map.of(), "init", "--force", "--config", "mine.yaml")
                        .code())
                .isZero();
        assertThat(Files.readString(file)).isEqualTo(SettingsTemplate.text());
    }
}
