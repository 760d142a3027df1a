package costwright.scheduler.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import costwright.schema.Problem;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Lays environment variables over the settings file: {@code COSTWRIGHT_STORE} over {@code store},
 * {@code COSTWRIGHT_SOURCES_0_REQUEST_BUDGET} over {@code sources[0].request-budget}. A key becomes a name in capitals
 * with {@code _} for each dot, hyphen and bracket; a list is written with commas.
 */
final class EnvironmentOverrides {
    static final String PREFIX = "COSTWRIGHT_";

    /** Variables of the same prefix that are no settings: credentials of the store, and what the launcher reads. */
    private static final Set<String> OTHERS = Set.of("STORE_USER", "STORE_PASSWORD", "CONFIG", "TERMINAL", "JAVA_OPTS");

    /** Kubernetes tells every pod about a service named costwright in this way. */
    private static final Pattern KUBERNETES = Pattern.compile("SERVICE_(HOST|PORT(_.*)?)|PORT(_[0-9]+_.*)?");

    private static final Pattern SOURCE = Pattern.compile("SOURCES_([0-9]{1,3})_(.+)");

    private final ObjectNode root;
    private final Collection<String> paths;
    private final Collection<String> sourceKeys;
    private final List<Problem> problems;

    /**
     * @param root the settings, which are changed
     * @param paths every key outside of sources, with dots between its parts
     * @param sourceKeys every key that some kind of source has
     * @param problems where variables that name no setting are added
     */
    EnvironmentOverrides(
            ObjectNode root, Collection<String> paths, Collection<String> sourceKeys, List<Problem> problems) {
        this.root = root;
        this.paths = paths;
        this.sourceKeys = sourceKeys;
        this.problems = problems;
    }

    void lay(Map<String, String> environment) {
        new TreeMap<>(environment).forEach((variable, value) -> {
            String name = variable.startsWith(PREFIX) ? variable.substring(PREFIX.length()) : "";
            if (!name.isEmpty()
                    && !OTHERS.contains(name)
                    && !KUBERNETES.matcher(name).matches()) {
                lay(variable, name, value);
            }
        });
    }

    private void lay(String variable, String name, String value) {
        Matcher source = SOURCE.matcher(name);
        if (source.matches()) {
            Optional<String> key = known(source.group(2), sourceKeys);
            int index = Integer.parseInt(source.group(1));
            if (key.isPresent()) {
                laySource(variable, index, key.get(), value);
                return;
            }
        }
        Optional<String> path = known(name, paths);
        if (path.isPresent()) {
            layPath(path.get(), value);
            return;
        }
        List<String> variables = Stream.concat(
                        paths.stream(),
                        sourceKeys.stream()
                                .map(key -> "sources." + (source.matches() ? source.group(1) : "0") + "." + key))
                .map(known -> PREFIX + capitals(known))
                .toList();
        problems.add(
                new Problem(variable, null, null, null, "is no known setting." + Nearest.hint(variable, variables)));
    }

    private static Optional<String> known(String capitals, Collection<String> keys) {
        return keys.stream().filter(key -> capitals(key).equals(capitals)).findFirst();
    }

    private static String capitals(String key) {
        return key.replace('-', '_').replace('.', '_').toUpperCase(Locale.ROOT);
    }

    private void laySource(String variable, int index, String key, String value) {
        JsonNode sources = root.get("sources");
        ArrayNode list = sources instanceof ArrayNode array ? array : root.putArray("sources");
        if (index > list.size()) {
            problems.add(new Problem(
                    variable,
                    null,
                    null,
                    null,
                    "leaves a gap: there are only %d sources before it".formatted(list.size())));
        } else if (index == list.size()) {
            list.addObject().put(key, value);
        } else if (list.get(index) instanceof ObjectNode node) {
            node.put(key, value);
        }
    }

    private void layPath(String path, String value) {
        ObjectNode node = root;
        String[] parts = path.split("\\.", -1);
        for (int i = 0; i + 1 < parts.length; i++) {
            JsonNode next = node.get(parts[i]);
            node = next instanceof ObjectNode object ? object : node.putObject(parts[i]);
        }
        node.put(parts[parts.length - 1], value);
    }
}
