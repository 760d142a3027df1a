package costwright.scheduler.cron;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The files with which another scheduler runs a job: crontab, systemd units, a Kubernetes CronJob.
 *
 * @param job the name of the job
 * @param cron when it runs
 * @param command the absolute path of the launcher
 * @param folder the working folder, which holds settings, store and reports
 * @param image the container image for Kubernetes
 */
public record Deployment(String job, Cron cron, String command, String folder, String image) {
    /** Where the files of this repository say that things are. */
    public static final String USUAL_COMMAND = "/opt/costwright/scheduler/costwright";

    public static final String USUAL_FOLDER = "/var/lib/costwright";
    public static final String USUAL_IMAGE = "costwright:0.1.0";

    /** @throws IllegalArgumentException if a path is not absolute, or anything holds what would need quoting */
    public Deployment {
        if (!command.matches("/[\\w./-]+") || !folder.matches("/[\\w./-]+")) {
            throw new IllegalArgumentException(
                    "The command %s and the folder %s must be absolute paths of letters, digits and . _ - only."
                            .formatted(command, folder));
        }
        if (!image.matches("[\\w./:@-]+")) {
            throw new IllegalArgumentException("The image %s is no name of an image.".formatted(image));
        }
    }

    /** A file for /etc/cron.d. */
    public String crontab() {
        return filled("crontab");
    }

    /** The systemd units by file name. */
    public Map<String, String> systemd() {
        Map<String, String> units = new LinkedHashMap<>();
        units.put("costwright-" + job + ".service", filled("service"));
        units.put("costwright-" + job + ".timer", filled("timer"));
        return units;
    }

    /** The CronJob with the volume claim and the settings that it mounts, as one YAML stream. */
    public String kubernetes() {
        return filled("kubernetes.yaml");
    }

    private String filled(String template) {
        return template(template)
                .replace("{job}", job)
                .replace("{cron}", String.join(" ", cron.fields()))
                .replace("{calendar}", SystemdCalendar.of(cron))
                .replace("{zone}", cron.zone().getId())
                .replace("{command}", command)
                .replace("{folder}", folder)
                .replace("{image}", image);
    }

    private static String template(String name) {
        String file = name.toLowerCase(Locale.ROOT);
        try (InputStream bytes =
                Objects.requireNonNull(Deployment.class.getResourceAsStream(file), "the jar holds " + file)) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The template " + file + " could not be read.", e);
        }
    }
}
