package costwright.jobs.pull;

import java.util.List;

/** A live source of the settings, already checked. */
public sealed interface LiveSource {
    /** Its name in the settings, which is kept beside everything that comes from it. */
    String name();

    /** aws, azure, prometheus or files. */
    String kind();

    /**
     * @param regions empty for all that are enabled
     * @param accounts empty for the account of the credentials; {@code organization} for all active ones
     * @param role the role to assume in each account: a name, or an ARN with {@code {account}} in it; empty for none
     * @param endpoint where all services are asked instead of AWS; empty for AWS
     * @param requestBudget how many charged requests one run may make
     * @param exports prefixes of cost exports, such as {@code s3://bucket/prefix}; empty for none
     * @param prices where list prices come from
     */
    record Aws(
            String name,
            List<String> regions,
            List<String> accounts,
            String role,
            String endpoint,
            int requestBudget,
            List<String> exports,
            Prices prices)
            implements LiveSource {
        /** The ways to the price list. */
        public enum Prices {
            /** The Query API: machines and disks, filtered by AWS, with credentials. */
            QUERY,
            /** The files of the bulk API: databases as well, large, without credentials. */
            BULK
        }

        /** With prices by the Query API. */
        public Aws(
                String name,
                List<String> regions,
                List<String> accounts,
                String role,
                String endpoint,
                int requestBudget,
                List<String> exports) {
            this(name, regions, accounts, role, endpoint, requestBudget, exports, Prices.QUERY);
        }

        public Aws {
            regions = List.copyOf(regions);
            accounts = List.copyOf(accounts);
            exports = List.copyOf(exports);
        }

        @Override
        public String kind() {
            return "aws";
        }
    }

    /**
     * @param scopes subscriptions, resource groups, management groups or billing accounts, as ARM paths; a management
     *     group brings the inventory of all subscriptions below it, but no bill, which Azure makes by exports only
     * @param endpoint where all services are asked instead of Azure; empty for Azure
     * @param exports container URLs of cost exports; empty for none
     */
    record Azure(String name, List<String> scopes, String endpoint, int requestBudget, List<String> exports)
            implements LiveSource {
        public Azure {
            scopes = List.copyOf(scopes);
            exports = List.copyOf(exports);
        }

        @Override
        public String kind() {
            return "azure";
        }
    }

    /**
     * @param url the server, such as {@code http://prometheus:9090}
     * @param tokenFile a file with a bearer token; empty for none
     * @param caFile a PEM file of the authority to trust; empty for the JDK's
     */
    record Prometheus(String name, String url, String tokenFile, String caFile) implements LiveSource {
        @Override
        public String kind() {
            return "prometheus";
        }
    }

    /**
     * A folder of files in cloud storage, read with the credentials of its cloud.
     *
     * @param location {@code s3://bucket/prefix} or {@code https://account.blob.core.windows.net/container/prefix}
     * @param endpoint of an emulator of S3; empty for AWS itself. The URL of a container names its endpoint itself.
     */
    record Remote(String name, String location, String endpoint) implements LiveSource {
        @Override
        public String kind() {
            return "files";
        }
    }
}
