package costwright.jobs.engine;

import costwright.jobs.engine.TableHeader.Storage;
import costwright.schema.CostwrightException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells how a file is stored from its first bytes, because names lie. */
final class FileMagic {
    private FileMagic() {}

    static Storage storage(Path file) throws IOException {
        byte[] start;
        try (InputStream stream = Files.newInputStream(file)) {
            start = stream.readNBytes(4);
        }
        if (start.length == 0) {
            throw CostwrightException.input(
                    "Cannot import %s: the file is empty. A billing file begins with a header line.".formatted(file));
        }
        if (startsWith(start, 'P', 'K', 3, 4)) {
            throw CostwrightException.input(
                    "Cannot import %s: it is a ZIP archive: unpack it first, or compress bills with gzip or zstd."
                            .formatted(file));
        }
        if (startsWith(start, 0x1f, 0x8b)) {
            return Storage.CSV_GZIP;
        }
        if (startsWith(start, 0x28, 0xb5, 0x2f, 0xfd)) {
            return Storage.CSV_ZSTD;
        }
        return startsWith(start, 'P', 'A', 'R', '1') ? Storage.PARQUET : Storage.CSV;
    }

    private static boolean startsWith(byte[] start, int... magic) {
        if (start.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((start[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
