package costwright.jobs.pull;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * The files below one place in cloud storage, where clouds put their exports. An implementation sends each request through
 * a {@link Lane}, so that both methods throw {@link CallFailure} and nothing else when the storage does not answer.
 */
public interface RemoteFolder extends AutoCloseable {
    /** Where it is, as in the settings: {@code s3://bucket/prefix} or the URL of a container with a prefix; no secret. */
    String location();

    /** The bucket or container itself, below which all names are: {@code s3://bucket}, or the URL of a container. */
    String root();

    /** All files below it, however many pages that takes, in order of name. */
    List<RemoteFile> files();

    /**
     * Writes one file of the same bucket or container to {@code target}, where nothing is yet or what an earlier attempt
     * left.
     *
     * @param name as in {@link RemoteFile#name} or as a manifest lists it, which may be outside of the prefix
     */
    void download(String name, Path target);

    @Override
    void close();

    /**
     * One file.
     *
     * @param name its whole name in the bucket or container
     * @param version differs when the content does: an entity tag
     */
    record RemoteFile(String name, String version, Instant modifiedAt) {}
}
