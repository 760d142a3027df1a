package costwright.scheduler.settings;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import costwright.analyzers.Descriptor;
import costwright.schema.CostwrightException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code costwright.yaml} and the environment into {@link Settings}. */
public final class SettingsFile {
    /** The name that is looked for in the working folder. */
    public static final String NAME = "costwright.yaml";

    private static final ObjectMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    private SettingsFile() {}

    /**
     * The settings of a file with the environment laid over it; the defaults where there is no file.
     *
     * @param checks the data cards against which thresholds are checked
     * @throws CostwrightException of kind SETTINGS listing all problems together
     */
    public static Settings read(Optional<Path> file, Map<String, String> environment, List<Descriptor> checks) {
        ObjectNode root = file.map(SettingsFile::tree).orElseGet(YAML::createObjectNode);
        String where = file.map(Path::toString).orElse("the environment");
        return new SettingsReader(where, checks).read(root, environment);
    }

    private static ObjectNode tree(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw CostwrightException.settings("Cannot read the settings %s: %s. Name another file with --config."
                            .formatted(file, Files.exists(file) ? e.getMessage() : "there is no such file"))
                    .causedBy(e);
        }
        try {
            JsonNode node = YAML.readTree(text);
            if (node == null || node.isMissingNode() || node.isNull()) {
                return YAML.createObjectNode();
            }
            if (node instanceof ObjectNode root) {
                return root;
            }
            throw CostwrightException.settings(
                    "Cannot read the settings %s: it must be a mapping of keys to values, such as \"store: costwright.db\"."
                            .formatted(file));
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            throw CostwrightException.settings("Cannot read the settings %s%s: %s"
                            .formatted(file, at == null ? "" : ", line " + at.getLineNr(), e.getOriginalMessage()))
                    .causedBy(e);
        }
    }
}
