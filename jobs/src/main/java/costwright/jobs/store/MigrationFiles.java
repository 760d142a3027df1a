package costwright.jobs.store;

import costwright.schema.CostwrightException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** The migrations that this program brings, so that a store that has them all needs no look by Flyway. */
final class MigrationFiles {
    private static final Pattern NAME = Pattern.compile("V(\\d+)__\\w+\\.sql");

    private MigrationFiles() {}

    /** Version to checksum, as Flyway writes both into its history. */
    static SortedMap<String, Integer> of(Dialect dialect) {
        String folder = dialect.migrationFolder();
        URL url = MigrationFiles.class.getResource(folder);
        if (url == null) {
            throw CostwrightException.defect("The program has lost its tables (%s).".formatted(folder), null);
        }
        try {
            SortedMap<String, Integer> checksums = new TreeMap<>();
            for (String name : names(url)) {
                Matcher version = NAME.matcher(name);
                if (version.matches()) {
                    checksums.put(version.group(1), checksum(folder + "/" + name));
                }
            }
            return checksums;
        } catch (IOException | URISyntaxException e) {
            throw CostwrightException.defect("The tables of the program (%s) cannot be read.".formatted(url), e);
        }
    }

    private static List<String> names(URL folder) throws IOException, URISyntaxException {
        if (folder.openConnection() instanceof JarURLConnection jar) {
            String prefix = jar.getEntryName().replaceFirst("/?$", "/");
            return jar.getJarFile().stream()
                    .filter(entry -> entry.getName().startsWith(prefix) && !entry.isDirectory())
                    .map(entry -> entry.getName().substring(prefix.length()))
                    .toList();
        }
        try (Stream<Path> files = Files.list(Path.of(new URI(folder.toString())))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /** CRC-32 over the UTF-8 bytes of the lines without their ends: the same for every line ending. */
    private static int checksum(String resource) throws IOException {
        CRC32 crc = new CRC32();
        try (InputStream bytes = MigrationFiles.class.getResourceAsStream(resource)) {
            if (bytes == null) {
                throw new IOException("no resource " + resource);
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                crc.update(line.getBytes(StandardCharsets.UTF_8));
            }
        }
        return (int) crc.getValue();
    }
}
