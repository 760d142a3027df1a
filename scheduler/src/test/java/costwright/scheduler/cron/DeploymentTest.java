package costwright.scheduler.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import costwright.scheduler.settings.SettingsFile;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyRule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeploymentTest {
    private static final Deployment USUAL = new Deployment(
            "weekly",
            Cron.of("0 6 * * MON", ZoneId.of("UTC")),
            Deployment.USUAL_COMMAND,
            Deployment.USUAL_FOLDER,
            Deployment.USUAL_IMAGE);

    private static final ObjectMapper STRICT = new ObjectMapper(new YAMLFactory())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .setAnnotationIntrospector(new NothingMoreIntrospector());

    /** The model would put misspelt keys aside. */
    private static final class NothingMoreIntrospector extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasAnySetter(Annotated annotated) {
            return false;
        }
    }

    @TempDir
    Path folder;

    @Test
    void isWhatTheFilesOfTheRepositorySay() throws IOException {
        assertThat(Path.of("deploy/crontab")).hasContent(USUAL.crontab());
        assertThat(Path.of("deploy/kubernetes/cronjob.yaml")).hasContent(USUAL.kubernetes());
        for (Map.Entry<String, String> unit : USUAL.systemd().entrySet()) {
            assertThat(Path.of("deploy/systemd").resolve(unit.getKey())).hasContent(unit.getValue());
        }
    }

    @Test
    void isOfKindsAndKeysThatKubernetesKnows() throws IOException {
        List<JsonNode> documents = documents();
        assertThat(documents)
                .extracting(document -> document.get("kind").asText())
                .containsExactly("PersistentVolumeClaim", "ServiceAccount", "ConfigMap", "CronJob");
        STRICT.treeToValue(documents.get(0), PersistentVolumeClaim.class);
        STRICT.treeToValue(documents.get(1), ServiceAccount.class);
        STRICT.treeToValue(documents.get(2), ConfigMap.class);
        cronJob();
    }

    @Test
    void refusesAMisspeltKeySoThatTheTestAboveCanFail() throws IOException {
        JsonNode document = new ObjectMapper(new YAMLFactory())
                .readTree(USUAL.kubernetes()
                        .substring(USUAL.kubernetes().lastIndexOf("---\n") + 4)
                        .replace("concurrencyPolicy", "concurencyPolicy"));
        assertThatThrownBy(() -> STRICT.treeToValue(document, CronJob.class)).hasMessageContaining("concurencyPolicy");
    }

    @Test
    void wiresExitCodesToWhatKubernetesDoes() throws IOException {
        JobSpec job = cronJob().getSpec().getJobTemplate().getSpec();
        assertThat(job.getPodFailurePolicy().getRules())
                .filteredOn(rule -> rule.getOnExitCodes() != null)
                .extracting(
                        PodFailurePolicyRule::getAction,
                        rule -> rule.getOnExitCodes().getValues())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("FailJob", List.of(64, 65, 70)),
                        org.assertj.core.groups.Tuple.tuple("Count", List.of(75)));
        assertThat(job.getBackoffLimit()).isPositive();
        assertThat(cronJob().getSpec().getConcurrencyPolicy()).isEqualTo("Forbid");
        assertThat(cronJob().getSpec().getTimeZone()).isEqualTo("UTC");
        assertThat(cronJob().getSpec().getSchedule()).isEqualTo("0 6 * * MON");
    }

    @Test
    void runsWithoutRightsThatItDoesNotNeed() throws IOException {
        PodSpec pod =
                cronJob().getSpec().getJobTemplate().getSpec().getTemplate().getSpec();
        assertThat(pod.getRestartPolicy()).isEqualTo("Never");
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        Container container = pod.getContainers().get(0);
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(container.getVolumeMounts())
                .extracting(mount -> mount.getMountPath())
                .contains(container.getWorkingDir(), "/tmp");
    }

    @Test
    void mountsSettingsThatCostwrightTakes() throws IOException {
        ConfigMap settings = STRICT.treeToValue(documents().get(2), ConfigMap.class);
        Path file = Files.writeString(
                folder.resolve("costwright.yaml"), settings.getData().get("costwright.yaml"));
        assertThat(SettingsFile.read(Optional.of(file), Map.of(), List.of()).store())
                .isEqualTo("/var/lib/costwright/costwright.db");
    }

    @Test
    void countsStaleDataAsDoneInTheShellOfTheContainer() throws Exception {
        Path launcher = folder.resolve("costwright");
        Deployment here = new Deployment(
                "weekly", USUAL.cron(), launcher.toString(), Deployment.USUAL_FOLDER, Deployment.USUAL_IMAGE);
        for (Map.Entry<Integer, Integer> code :
                Map.of(0, 0, 3, 0, 64, 64, 75, 75).entrySet()) {
            Files.writeString(launcher, "#!/bin/sh\nexit " + code.getKey() + "\n");
            assertThat(launcher.toFile().setExecutable(true)).isTrue();
            List<String> command = cronJob(here)
                    .getSpec()
                    .getJobTemplate()
                    .getSpec()
                    .getTemplate()
                    .getSpec()
                    .getContainers()
                    .get(0)
                    .getCommand();
            assertThat(new ProcessBuilder(command).start().waitFor()).isEqualTo(code.getValue());
        }
    }

    @Test
    void isAUnitThatSystemdTakes() throws Exception {
        Path analyze = Path.of("/usr/bin/systemd-analyze");
        assumeThat(analyze).as("systemd-analyze of the system").exists();
        Deployment here = new Deployment("weekly", USUAL.cron(), "/bin/true", "/var", Deployment.USUAL_IMAGE);
        List<String> command = new ArrayList<>(List.of(analyze.toString(), "verify", "--man=no"));
        for (Map.Entry<String, String> unit : here.systemd().entrySet()) {
            String text = unit.getValue().replace("User=costwright\n", "");
            command.add(Files.writeString(folder.resolve(unit.getKey()), text).toString());
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(said)
                .doesNotContain("costwright-weekly.service:", "costwright-weekly.timer:", "Unknown", "Failed to parse");
    }

    @Test
    void refusesWhatWouldNeedQuotes() {
        assertThatThrownBy(() -> new Deployment("weekly", USUAL.cron(), "/opt/x; rm", "/var", "i"))
                .hasMessageContaining("/opt/x; rm");
        assertThatThrownBy(() -> new Deployment("weekly", USUAL.cron(), "/opt/x", "relative", "i"))
                .hasMessageContaining("relative");
        assertThatThrownBy(() -> new Deployment("weekly", USUAL.cron(), "/opt/x", "/var", "a b"))
                .hasMessageContaining("a b");
    }

    private static CronJob cronJob() throws IOException {
        return cronJob(USUAL);
    }

    private static CronJob cronJob(Deployment deployment) throws IOException {
        return STRICT.treeToValue(documents(deployment).get(3), CronJob.class);
    }

    private static List<JsonNode> documents() throws IOException {
        return documents(USUAL);
    }

    private static List<JsonNode> documents(Deployment deployment) throws IOException {
        try (MappingIterator<JsonNode> documents =
                new ObjectMapper(new YAMLFactory()).readerFor(JsonNode.class).readValues(deployment.kubernetes())) {
            return documents.readAll();
        }
    }
}
