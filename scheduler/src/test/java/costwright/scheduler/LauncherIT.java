package costwright.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher and the packaged jar, as users start them. */
class LauncherIT {
    @TempDir
    Path folder;

    @Test
    void worksFromAnyFolderAndThroughALink() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Launched.LAUNCHER);
        Launched linked = Launched.of(folder, Map.of(), List.of(link.toString(), "--version"));
        assertThat(linked.code()).isZero();
        assertThat(linked.out()).startsWith("costwright 0.");
        assertThat(Launched.in(folder, "--version").out()).isEqualTo(linked.out());
    }

    @Test
    void passesExitCodesAndKeepsTheStreamsApart() throws Exception {
        Launched unknown = Launched.in(folder, "checks", "--outptu", "json");
        assertThat(unknown.code()).isEqualTo(64);
        assertThat(unknown.out()).isEmpty();
        assertThat(unknown.error()).contains("Did you mean --output?").doesNotContain("\tat ");
        Launched input = Launched.in(folder, "import", "inventory", "absent.csv");
        assertThat(input.code()).isEqualTo(65);
        assertThat(input.out()).isEmpty();
        assertThat(input.error()).contains("absent.csv").doesNotContain("\tat ");
        Launched checks = Launched.in(folder, "checks", "--output", "json");
        assertThat(checks.code()).isZero();
        assertThat(checks.out()).startsWith("{").endsWith("}\n");
        assertThat(checks.error()).isEmpty();
    }

    @Test
    void runsAsAPlainJarToo() throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path jar = Path.of("target", "costwright.jar").toAbsolutePath();
        Launched run = Launched.of(
                folder, Map.of(), List.of(java.toString(), "-jar", jar.toString(), "checks", "--output", "csv"));
        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("id,capability,question\n");
        assertThat(run.error()).isEmpty();
    }

    @Test
    void showsHelpWithoutSpringOrAStoreOrALog() throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path jar = Path.of("target", "costwright.jar").toAbsolutePath();
        Launched run = Launched.of(
                folder,
                Map.of(),
                List.of(java.toString(), "-Xshare:auto", "-verbose:class", "-jar", jar.toString(), "run", "--help"));
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("Usage: costwright run")
                .contains("costwright.scheduler.cli.RunJob")
                .doesNotContain("org.springframework.")
                .doesNotContain("org.jdbi.")
                .doesNotContain("costwright.jobs.store.Store ")
                .doesNotContain("ch.qos.logback.")
                .doesNotContain("com.fasterxml.");
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void endsQuietlyWhenItsReaderLeaves() throws Exception {
        Launched run = Launched.of(
                folder,
                Map.of(),
                List.of("/bin/sh", "-c", "{ '" + Launched.LAUNCHER + "' completion; echo $? >code; } | head -n 1"));
        assertThat(run.out()).isEqualTo("#!/usr/bin/env bash\n");
        assertThat(run.error()).isEmpty();
        assertThat(folder.resolve("code")).hasContent("0");
    }

    @Test
    void saysWhichJavaItNeeds() throws Exception {
        Launched absent = Launched.in(folder, Map.of("JAVA_HOME", folder.toString()), "--version");
        assertThat(absent.code()).isEqualTo(64);
        assertThat(absent.error()).contains("JAVA_HOME", "17");
        assertThat(absent.out()).isEmpty();
        Launched old =
                Launched.in(folder, Map.of("JAVA_HOME", fakeJava("11.0.2").toString()), "--version");
        assertThat(old.code()).isEqualTo(64);
        assertThat(old.error()).contains("Java 17 or newer is needed", "11.0.2");
    }

    private Path fakeJava(String version) throws IOException {
        Path home = folder.resolve("old");
        Files.createDirectories(home.resolve("bin"));
        Path java = Files.writeString(home.resolve("bin/java"), "#!/bin/sh\nexit 1\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }
}
