package costwright.scheduler.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The commented settings that {@code costwright init} writes. */
public final class SettingsTemplate {
    private SettingsTemplate() {}

    public static String text() {
        try (InputStream bytes = Objects.requireNonNull(
                SettingsTemplate.class.getResourceAsStream("costwright.yaml"), "costwright.yaml is in the jar")) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The template of the settings could not be read.", e);
        }
    }
}
