package costwright.scheduler.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * How far a long step has come. On a terminal one line is redrawn at most ten times a second and removed at the end;
 * elsewhere a line is written at the start, every ten seconds and at the end. Safe for use by several threads.
 */
public final class Progress implements AutoCloseable {
    private static final long REDRAW_NANOS = 100_000_000L;
    private static final long LINE_NANOS = 10_000_000_000L;
    private static final int BAR = 24;

    private final PrintWriter out;
    private final String label;
    private final boolean redraw;
    private final boolean quiet;
    private final LongSupplier nanoTime;
    private final long started;
    private long total;
    private long done;
    private long shown;

    Progress(PrintWriter out, String label, long total, boolean redraw, boolean quiet, LongSupplier nanoTime) {
        this.out = out;
        this.label = label;
        this.total = total;
        this.redraw = redraw;
        this.quiet = quiet;
        this.nanoTime = nanoTime;
        this.started = nanoTime.getAsLong();
        this.shown = started;
        if (redraw) {
            show();
        } else if (!quiet) {
            out.println(label + " …");
        }
    }

    /** Counts {@code units} more as done. */
    public synchronized void advance(long units) {
        reached(done + units, total);
    }

    /** States how many units are done, and of how many; 0 when the total is not known. */
    public synchronized void reached(long nowDone, long nowTotal) {
        done = nowDone;
        total = nowTotal;
        long now = nanoTime.getAsLong();
        if (now - shown >= (redraw ? REDRAW_NANOS : LINE_NANOS)) {
            shown = now;
            show();
        }
    }

    private void show() {
        if (quiet) {
            return;
        }
        if (redraw) {
            out.print("\r\u001b[2K" + label + " " + (total > 0 ? bar() + " " : "") + counts());
            out.flush();
        } else {
            out.println(label + " " + counts());
        }
    }

    private String bar() {
        int full = (int) Math.min(BAR, done * BAR / total);
        return "[" + "#".repeat(full) + "-".repeat(BAR - full) + "]";
    }

    private String counts() {
        return total > 0
                ? String.format(Locale.ROOT, "%,d of %,d (%d %%)", done, total, Math.min(100, done * 100 / total))
                : done > 0 ? String.format(Locale.ROOT, "%,d", done) : "…";
    }

    /** Removes the bar, or writes the last line. */
    @Override
    public synchronized void close() {
        if (quiet) {
            return;
        }
        if (redraw) {
            out.print("\r\u001b[2K");
            out.flush();
        } else {
            double seconds = (nanoTime.getAsLong() - started) / 1e9;
            out.println(label + " " + counts() + String.format(Locale.ROOT, " in %.1f s", seconds));
        }
    }
}
