package costwright.jobs.pull;

import costwright.schema.CostwrightException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A temporary folder for downloaded bill files that only this user can read; closing removes it. */
public final class DownloadFolder implements AutoCloseable {
    private final Path root;

    private DownloadFolder(Path root) {
        this.root = root;
    }

    public static DownloadFolder create() {
        try {
            return new DownloadFolder(Files.createTempDirectory("costwright-download-"));
        } catch (IOException e) {
            throw CostwrightException.source(
                    "No temporary folder can be made for downloads: check the disk and java.io.tmpdir.", e);
        }
    }

    /** What was downloaded, by where it is from. */
    public Downloaded from(String uri) {
        return new Downloaded(root, uri);
    }

    public Path root() {
        return root;
    }

    /**
     * A path for an object of that name, with nothing there yet.
     *
     * @throws CallFailure if the name leads out of the folder
     */
    public Path fresh(String objectName) {
        Path target = root.resolve(objectName.replaceFirst("^/+", "")).normalize();
        if (!target.startsWith(root) || target.equals(root)) {
            throw new CallFailure(
                    CallFailure.Why.REFUSED,
                    "The object name \"%s\" leads out of the download folder.".formatted(objectName));
        }
        try {
            Files.createDirectories(target.getParent());
            Files.deleteIfExists(target);
            return target;
        } catch (IOException e) {
            throw CostwrightException.source("The download %s cannot be written.".formatted(target.getFileName()), e);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> tree = Files.walk(root)) {
            List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw CostwrightException.source("The download folder %s cannot be removed.".formatted(root), e);
        }
    }
}
