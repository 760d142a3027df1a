package costwright.jobs.engine;

import costwright.schema.CostwrightException;
import costwright.schema.Problem;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Says in our words why the engine could not read files. */
final class DamagedFile {
    private static final Pattern CSV_LINE = Pattern.compile("CSV Error on Line: (\\d+)");
    private static final Pattern LIKELY = Pattern.compile(
            "(?m)^\\s*(Expected Number of Columns: .*|Value with unterminated quote found.*|.*maximum line size.*|.*[Ii]nvalid unicode.*|.*not utf-8.*)$");

    private DamagedFile() {}

    static CostwrightException refusal(List<Path> files, Exception cause) {
        if (cause instanceof NoSuchFileException) {
            return CostwrightException.input("Cannot import %s: there is no such file.".formatted(files.get(0)));
        }
        String message = String.valueOf(cause.getMessage());
        Optional<CostwrightException> lack = NoRoom.behind(cause, named(files));
        if (lack.isPresent()) {
            return lack.get();
        }
        for (Path file : files) {
            Optional<CostwrightException> damage = gzipDamage(file);
            if (damage.isPresent()) {
                return damage.get().causedBy(cause);
            }
        }
        Path file = files.stream()
                .filter(candidate -> message.contains(candidate.toString()))
                .findFirst()
                .orElse(files.get(0));
        return CostwrightException.input(
                        "Cannot import %s: the file is damaged; nothing was taken from it. Copy or download it again."
                                .formatted(file),
                        List.of(new Problem(file.toString(), line(message), null, null, reason(message))))
                .causedBy(cause);
    }

    private static String named(List<Path> files) {
        return files.size() == 1 ? files.get(0).toString() : files.size() + " files";
    }

    private static @Nullable Long line(String message) {
        Matcher line = CSV_LINE.matcher(message);
        return line.find() ? Long.valueOf(line.group(1)) : null;
    }

    private static String reason(String message) {
        Matcher likely = LIKELY.matcher(message);
        return likely.find()
                ? likely.group(1).strip()
                : message.lines().findFirst().orElse("it cannot be read");
    }

    /** The engine only says that inflating failed; reading the stream once more tells why. */
    private static Optional<CostwrightException> gzipDamage(Path file) {
        try {
            if (FileMagic.storage(file) != TableHeader.Storage.CSV_GZIP) {
                return Optional.empty();
            }
            try (InputStream stream = new GZIPInputStream(Files.newInputStream(file), 1 << 16)) {
                byte[] buffer = new byte[1 << 16];
                while (stream.read(buffer) >= 0) {
                    // Only the end matters.
                }
            }
            return Optional.empty();
        } catch (EOFException e) {
            return Optional.of(CostwrightException.input(
                    "Cannot import %s: the gzip stream ends in the middle: the file is truncated. Copy or download it again."
                            .formatted(file)));
        } catch (ZipException e) {
            return Optional.of(CostwrightException.input(
                    "Cannot import %s: the gzip stream is damaged (%s). Copy or download it again."
                            .formatted(file, e.getMessage())));
        } catch (IOException e) {
            return Optional.of(CostwrightException.input("Cannot import %s: %s.".formatted(file, e.getMessage())));
        }
    }
}
