package costwright.jobs.pull.file;

import costwright.schema.CostwrightException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds the billing files behind the arguments of an import. */
final class BillingFiles {
    private static final List<String> ENDINGS = List.of(".csv", ".csv.gz", ".csv.zst", ".csv.zstd", ".parquet");

    private BillingFiles() {}

    /** All files of one delivery, in order of path. */
    static List<Path> find(List<Path> arguments) {
        TreeSet<Path> files = new TreeSet<>();
        for (Path argument : arguments) {
            if (Files.isDirectory(argument)) {
                files.addAll(inFolder(argument));
            } else if (Files.isRegularFile(argument)) {
                files.add(argument.toAbsolutePath().normalize());
            } else {
                throw CostwrightException.input(
                        "Cannot import %s: there is no such file or folder.".formatted(argument));
            }
        }
        return new ArrayList<>(files);
    }

    private static List<Path> inFolder(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            List<Path> files = paths.filter(Files::isRegularFile)
                    .filter(BillingFiles::isBillingFile)
                    .map(path -> path.toAbsolutePath().normalize())
                    .toList();
            if (files.isEmpty()) {
                throw CostwrightException.input(
                        "Cannot import %s: the folder has no file that ends in %s.".formatted(folder, ENDINGS));
            }
            return files;
        } catch (IOException e) {
            throw CostwrightException.input("Cannot read the folder %s: %s.".formatted(folder, e.getMessage()))
                    .causedBy(e);
        }
    }

    private static boolean isBillingFile(Path path) {
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && ENDINGS.stream().anyMatch(name::endsWith);
    }
}
