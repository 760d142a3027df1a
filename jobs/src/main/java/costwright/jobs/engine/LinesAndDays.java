package costwright.jobs.engine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Parts the table {@code rolled} into lines, which have the texts, and their days, which have the sums. */
final class LinesAndDays {
    private final Connection connection;

    LinesAndDays(Connection connection) {
        this.connection = connection;
    }

    long rolledRows() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM rolled")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Makes the view {@code line} and the table {@code line_day}, and drops {@code rolled}. */
    void divide() throws SQLException {
        int salt = numberLines();
        String daily =
                is("divided") ? SqlText.named("merged") : "FROM rolled WHERE NOT unreadable AND set_aside IS NULL";
        run(salted("days", salt).replace("${daily}", daily));
        run("DROP TABLE rolled");
    }

    /**
     * Numbers the lines and marks them. A day finds its line by the mark alone, because texts as keys of many millions of lines
     * would not fit in memory; that is as good as by the texts where no two lines share one.
     *
     * @return the salt with which each line has a mark of its own
     */
    int numberLines() throws SQLException {
        int salt = 0;
        run(salted("lines", salt));
        while (is("ambiguous")) {
            salt++;
            run(salted("lines", salt));
        }
        return salt;
    }

    private static String salted(String text, int salt) {
        return SqlText.named(text).replace("${salt}", Integer.toString(salt));
    }

    private boolean is(String text) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SqlText.named(text))) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
