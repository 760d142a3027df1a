package costwright.scheduler.settings;

import java.util.List;

/** Where facts come from. */
public sealed interface SourceSettings {
    /** Unique among the sources; kept beside everything that comes from it. */
    String name();

    /**
     * @param path a folder, or {@code s3://bucket/prefix}, or the URL of a blob container with a prefix
     * @param endpoint of an emulator of S3; empty for AWS itself
     */
    record Files(String name, String path, String endpoint) implements SourceSettings {
        /** Whether it is in cloud storage and read with the credentials of its cloud. */
        public boolean isRemote() {
            return path.contains("://");
        }
    }

    /**
     * @param regions empty for all that are enabled
     * @param accounts empty for the account of the credentials
     * @param role what to assume in each account: a name, or an ARN with {@code {account}} in it; empty for none
     * @param endpoint of an emulator; empty for AWS itself
     * @param requestBudget how many charged requests one run may make
     * @param exports prefixes of cost exports, such as {@code s3://bucket/prefix}
     * @param prices {@code query} or {@code bulk}
     */
    record Aws(
            String name,
            List<String> regions,
            List<String> accounts,
            String role,
            String endpoint,
            int requestBudget,
            List<String> exports,
            String prices)
            implements SourceSettings {}

    /**
     * @param scopes subscriptions, resource groups, management groups or billing accounts, as ARM paths
     * @param endpoint of an emulator; empty for Azure itself
     * @param requestBudget how many cost requests one run may make
     * @param exports container URLs of cost exports
     */
    record Azure(String name, List<String> scopes, String endpoint, int requestBudget, List<String> exports)
            implements SourceSettings {}

    /**
     * @param url the server, such as {@code http://prometheus:9090}
     * @param tokenFile a file with a bearer token; empty for none
     * @param caFile a PEM file of the authority to trust; empty for the usual ones
     */
    record Prometheus(String name, String url, String tokenFile, String caFile) implements SourceSettings {}
}
