package costwright.scheduler.cli;

import java.util.Map;

/**
 * What is known of the terminal.
 *
 * @param out whether standard output is one
 * @param error whether standard error is one
 * @param columns its width in characters
 * @param colors whether it wants colors
 */
public record Terminal(boolean out, boolean error, int columns, boolean colors) {
    private static final int USUAL_COLUMNS = 100;

    /** Two pipes or files. */
    public static final Terminal NONE = new Terminal(false, false, USUAL_COLUMNS, false);

    /**
     * The launcher knows which stream is a terminal and says so in {@code COSTWRIGHT_TERMINAL} ({@code out}, {@code err},
     * {@code out,err} or {@code none}); started without it, a Java console means that both are.
     */
    static Terminal ofProcess(Map<String, String> environment) {
        String told = environment.get("COSTWRIGHT_TERMINAL");
        boolean out = told == null ? consoleIsTerminal() : told.contains("out");
        boolean error = told == null ? consoleIsTerminal() : told.contains("err");
        boolean dumb = "dumb".equals(environment.get("TERM"));
        boolean colors = !dumb && environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Terminal(out, error && !dumb, columns(environment.get("COLUMNS")), colors);
    }

    /** Newer Java always has a console object; the isTerminal of Java 22 tells whether it is a real one. */
    @SuppressWarnings("SystemConsoleNull") // Java 17 gives null, Java 22 and newer an object that is asked below
    private static boolean consoleIsTerminal() {
        java.io.Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true; // before Java 22 the object exists only for a terminal
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    private static int columns(String text) {
        return text != null && text.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(text) : USUAL_COLUMNS;
    }
}
