package costwright.jobs.pull.live;

import costwright.jobs.pull.CallFailure;
import costwright.jobs.pull.LiveSource;
import costwright.jobs.pull.PullContext;
import costwright.jobs.pull.RemoteFolder;
import costwright.jobs.pull.aws.AwsPull;
import costwright.jobs.pull.aws.S3Folder;
import costwright.jobs.pull.azure.AzurePull;
import costwright.jobs.pull.azure.BlobFolder;
import costwright.schema.CostwrightException;
import java.util.function.Function;

/** Opens a place in cloud storage with the credentials of its cloud. */
final class RemoteFolders {
    private RemoteFolders() {}

    /** @throws CostwrightException SETTINGS if no cloud's storage is named like that */
    static RemoteFolder open(LiveSource.Remote source, PullContext context) {
        if (isS3(source)) {
            return S3Folder.of(context, source.location(), source.endpoint());
        }
        return BlobFolder.of(context, source.location());
    }

    /** What an exception of the storage's client means. */
    static Function<RuntimeException, CallFailure> reading(LiveSource.Remote source) {
        return isS3(source) ? AwsPull::reading : AzurePull::reading;
    }

    private static boolean isS3(LiveSource.Remote source) {
        return source.location().startsWith("s3://");
    }
}
