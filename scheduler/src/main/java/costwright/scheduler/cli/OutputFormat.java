package costwright.scheduler.cli;

import java.util.Locale;

/** The form of results on standard output. */
enum OutputFormat {
    TABLE,
    JSON,
    CSV;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
