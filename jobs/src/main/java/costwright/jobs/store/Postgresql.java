package costwright.jobs.store;

import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** How a team store is reached. */
final class Postgresql {
    private Postgresql() {}

    static DataSource dataSource(String url, StoreCredentials credentials) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(url);
        dataSource.setApplicationName("costwright");
        dataSource.setReWriteBatchedInserts(true);
        if (!credentials.user().isEmpty()) {
            dataSource.setUser(credentials.user());
        }
        if (!credentials.password().isEmpty()) {
            dataSource.setPassword(credentials.password());
        }
        return dataSource;
    }
}
