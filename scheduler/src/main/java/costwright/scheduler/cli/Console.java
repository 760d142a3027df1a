package costwright.scheduler.cli;

import costwright.schema.CostwrightException;
import java.io.BufferedWriter;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The two streams of the program, in UTF-8: results go to standard output, everything else to standard error.
 *
 * <p>Not safe for use by several threads, except for {@link Progress}.
 */
public final class Console {
    private final ResultStream resultStream;
    private final PrintWriter results;
    private final PrintWriter messages;
    private final GlobalOptions options;
    private final Terminal terminal;

    Console(OutputStream out, OutputStream error, Terminal terminal, GlobalOptions options) {
        this.resultStream = new ResultStream(out);
        this.results = writer(resultStream, false);
        this.messages = writer(error, true);
        this.terminal = terminal;
        this.options = options;
    }

    /**
     * Prints the result of a command in the form asked for.
     *
     * @return 0, the exit code of a command that did all that was asked
     * @throws CostwrightException if CSV is asked of a result without a table
     */
    public int print(Result result) {
        switch (options.output) {
            case JSON -> JsonOutput.write(result, results);
            case CSV ->
                CsvOutput.write(
                        result.firstTable()
                                .orElseThrow(() -> CostwrightException.settings(
                                        "This result has no rows to print as CSV: use --output json or table.")),
                        results);
            case TABLE -> printForPeople(result);
        }
        results.flush();
        return 0;
    }

    private void printForPeople(Result result) {
        boolean first = true;
        for (Result.Block block : result.blocks()) {
            if (!first) {
                results.println();
            }
            first = false;
            if (block instanceof Result.Block.Rows rows) {
                TableOutput.write(rows.table(), results);
            } else if (block instanceof Result.Block.Text text) {
                results.println(text.lines());
            }
        }
    }

    /** Says what was done, unless --quiet. */
    public void note(String line) {
        if (!options.quiet) {
            messages.println(line);
        }
    }

    /** Says something that only --verbose shows. */
    public void detail(String line) {
        if (options.verbose) {
            messages.println(line);
        }
    }

    /** Says what the user should look at, even with --quiet. */
    public void warn(String line) {
        messages.println("warning: " + line);
    }

    /** Says why the command failed; the stack trace follows only with --verbose. */
    void fail(String line, @Nullable Throwable cause) {
        results.flush();
        messages.println("costwright: " + line);
        if (cause != null && options.verbose) {
            cause.printStackTrace(messages);
        }
    }

    /**
     * Starts to show how far a long step has come: a bar on a terminal, plain lines otherwise, nothing with --quiet.
     *
     * @param label what is going on, such as {@code import billing}
     * @param total the number of units; 0 when it is not known
     */
    public Progress progress(String label, long total) {
        return new Progress(messages, label, total, terminal.error(), options.quiet, System::nanoTime);
    }

    /** Whether standard output is a terminal. */
    public boolean onTerminal() {
        return terminal.out();
    }

    PrintWriter results() {
        return results;
    }

    PrintWriter messages() {
        return messages;
    }

    ResultStream resultStream() {
        return resultStream;
    }

    private static PrintWriter writer(OutputStream stream, boolean flushAtLineEnd) {
        return new PrintWriter(
                new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8)), flushAtLineEnd);
    }
}
