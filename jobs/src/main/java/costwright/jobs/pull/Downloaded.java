package costwright.jobs.pull;

import costwright.schema.CostwrightException;
import costwright.schema.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Files that were downloaded side by side as they lie far away. Whatever is kept or said about one names it as it is called
 * there: the folder on this machine has another name each time and is gone soon.
 *
 * @param root the folder on this machine
 * @param uri what it stands for, such as {@code s3://bucket}; no secret
 */
public record Downloaded(Path root, String uri) {
    public Downloaded {
        root = root.toAbsolutePath().normalize();
    }

    /** The name of a file below the root; of any other its path. */
    public String nameOf(Path file) {
        Path whole = file.toAbsolutePath().normalize();
        return whole.startsWith(root)
                ? uri + "/" + root.relativize(whole).toString().replace('\\', '/')
                : file.toString().replace('\\', '/');
    }

    /** Does something with the files; a failure tells their far names. */
    public <T> T naming(Supplier<T> work) {
        try {
            return work.get();
        } catch (CostwrightException e) {
            List<Problem> problems = e.problems().stream()
                    .map(problem -> new Problem(
                            told(problem.where()),
                            problem.row(),
                            problem.column(),
                            value(problem.value()),
                            told(problem.advice())))
                    .toList();
            throw CostwrightException.told(e.kind(), told(e.getMessage()), problems)
                    .causedBy(e);
        }
    }

    private @Nullable String value(@Nullable String text) {
        return text == null ? null : told(text);
    }

    private String told(String text) {
        return text.replace(root.toString(), uri);
    }
}
