package costwright.scheduler.cli;

import java.lang.reflect.Constructor;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import picocli.CommandLine;

/** Makes a command with the {@link Workspace}, when its constructor asks for one. */
final class Commands implements CommandLine.IFactory {
    private final Workspace workspace;

    Commands(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0] == Workspace.class) {
                constructor.setAccessible(true);
                return type.cast(constructor.newInstance(workspace));
            }
        }
        return CommandLine.defaultFactory().create(type);
    }

    /** Reads an ISO-8601 instant. */
    static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new CommandLine.TypeConversionException(
                    "\"" + text + "\" is no instant; write it in UTC, such as 2026-11-02T06:00:00Z");
        }
    }
}
