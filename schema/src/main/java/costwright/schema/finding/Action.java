package costwright.schema.finding;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What somebody would do.
 *
 * @param summary an imperative sentence without the full stop, such as {@code Resize to m5.large}
 * @param parameters what a script needs: {@code instance_type}, {@code schedule}, {@code offer}, {@code quantity} …
 */
public record Action(ActionKind kind, String summary, Map<String, String> parameters) {
    public Action {
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    public static Action delete(String summary) {
        return new Action(ActionKind.DELETE, summary, Map.of());
    }

    public static Action resize(String toType) {
        return new Action(ActionKind.RESIZE, "Resize to " + toType, Map.of("instance_type", toType));
    }
}
