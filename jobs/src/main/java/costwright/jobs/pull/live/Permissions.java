package costwright.jobs.pull.live;

import costwright.jobs.pull.LiveSource;
import costwright.jobs.pull.MissingPermission;
import costwright.jobs.pull.Patience;
import costwright.jobs.pull.aws.AwsPermissions;
import costwright.jobs.pull.azure.AzurePermissions;
import java.util.List;

/** Asks the sources what they may not be asked; costs nothing and changes nothing. */
public final class Permissions {
    private Permissions() {}

    /** What is missing, in the order of the questions; a Prometheus server has no permissions to ask for. */
    public static List<MissingPermission> missing(LiveSource source, Patience patience) {
        if (source instanceof LiveSource.Aws aws) {
            return AwsPermissions.missing(aws, patience);
        }
        if (source instanceof LiveSource.Remote remote) {
            return remote.location().startsWith("s3://")
                    ? AwsPermissions.missing(remote, patience)
                    : AzurePermissions.missing(remote, patience);
        }
        return source instanceof LiveSource.Azure azure ? AzurePermissions.missing(azure, patience) : List.of();
    }
}
