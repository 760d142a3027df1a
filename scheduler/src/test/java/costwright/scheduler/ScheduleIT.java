package costwright.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScheduleIT {
    @TempDir
    Path folder;

    @Test
    void saysWhenItFiresAndEndsAsDoneOnSigterm() throws Exception {
        Files.writeString(folder.resolve("costwright.yaml"), "schedule: {weekly: '0 6 * * MON'}\n");
        ProcessBuilder builder = new ProcessBuilder(Launched.LAUNCHER.toString(), "schedule")
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.PIPE);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        try (BufferedReader error = process.errorReader(StandardCharsets.UTF_8)) {
            assertThat(error.readLine()).startsWith("weekly runs next at ").endsWith("T06:00:00Z");
            // Process.destroy would also close the stream that is read here.
            assertThat(process.toHandle().destroy()).isTrue();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(error.readLine()).isEqualTo("Stopped.");
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).isZero();
    }

    @Test
    void refusesToWaitForNothing() throws Exception {
        Launched run = Launched.in(folder, "schedule");
        assertThat(run.code()).isEqualTo(64);
        assertThat(run.error()).contains("schedule.weekly");
    }
}
