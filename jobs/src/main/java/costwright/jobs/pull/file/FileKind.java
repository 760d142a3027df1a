package costwright.jobs.pull.file;

import costwright.schema.CostwrightException;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** What kind of facts a file holds, told by the columns of its header. */
enum FileKind {
    INVENTORY("resource_id resource_type"),
    UTILIZATION("resource_id metric interval_seconds"),
    PRICES("instance_type usd_per_hour"),
    OFFERS("offer kind line rate"),
    HOLDINGS("offer quantity start end"),
    LINES("line on_demand_rate"),
    USAGE("hour line quantity"),
    /** Everything else that is a table: the importer of bills recognises it or says why not. */
    BILLING("");

    /** Separated by spaces. */
    private final String columns;

    FileKind(String columns) {
        this.columns = columns;
    }

    static FileKind of(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (!name.endsWith(".csv") && !name.endsWith(".csv.gz")) {
            return BILLING;
        }
        Set<String> header = header(file);
        return Arrays.stream(values())
                .filter(kind -> kind == BILLING || header.containsAll(Arrays.asList(kind.columns.split(" ", -1))))
                .findFirst()
                .orElse(BILLING);
    }

    private static Set<String> header(Path file) {
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(unpacked(bytes), StandardCharsets.UTF_8))) {
            String line = reader.readLine();
            String text = line == null ? "" : line.startsWith("\uFEFF") ? line.substring(1) : line;
            return Arrays.stream(text.split(",", -1))
                    .map(column -> column.strip().replace("\"", "").toLowerCase(Locale.ROOT))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw CostwrightException.input("Cannot read %s: %s.".formatted(file, e.getMessage()))
                    .causedBy(e);
        }
    }

    private static InputStream unpacked(InputStream bytes) throws IOException {
        bytes.mark(2);
        boolean gzip = bytes.read() == 0x1f && bytes.read() == 0x8b;
        bytes.reset();
        return gzip ? new GZIPInputStream(bytes) : bytes;
    }
}
