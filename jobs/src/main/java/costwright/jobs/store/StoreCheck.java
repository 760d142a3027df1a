package costwright.jobs.store;

import costwright.schema.CostwrightException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Looks whether a store is sound: its pages, its references, and its sums. Changes nothing. */
public final class StoreCheck {
    private StoreCheck() {}

    /**
     * One thing that was looked at.
     *
     * @param name what it is, in a few words
     * @param problems what is wrong, at most a few; empty when it is in order
     */
    public record Answer(String name, List<String> problems) {
        public Answer {
            problems = List.copyOf(problems);
        }

        public boolean sound() {
            return problems.isEmpty();
        }
    }

    /**
     * Checks the file first and, when that is sound, what is in it.
     *
     * @throws CostwrightException SETTINGS if there is no store, or it is of a newer version
     */
    public static List<Answer> check(String location, StoreCredentials credentials) {
        List<Answer> answers = new ArrayList<>();
        if (StoreLocation.dialect(location) == Dialect.SQLITE) {
            if (!StoreLocation.exists(location)) {
                throw CostwrightException.settings(
                        "There is no store %s to check.".formatted(StoreLocation.shown(location)));
            }
            StoreLocation.requireUsable(StoreLocation.file(location));
            answers.addAll(ofFile(StoreLocation.file(location)));
        }
        if (answers.stream().allMatch(Answer::sound)) {
            try (Store store = Store.open(location, credentials)) {
                answers.addAll(ofContent(store));
            }
        }
        return answers;
    }

    /** @throws CostwrightException INPUT if the file is damaged or its references are broken */
    static void requireSound(Path file) {
        StoreLocation.requireUsable(file);
        List<String> problems = ofFile(file).stream()
                .flatMap(answer -> answer.problems().stream())
                .toList();
        if (!problems.isEmpty()) {
            throw CostwrightException.input("The file %s is damaged: %s.".formatted(file, problems.get(0)));
        }
    }

    private static List<Answer> ofFile(Path file) {
        try (Connection connection = SqliteFile.untouched(file).getConnection();
                Statement statement = connection.createStatement()) {
            List<String> pages = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery("PRAGMA integrity_check(10)")) {
                while (rows.next()) {
                    if (!rows.getString(1).equals("ok")) {
                        pages.add(rows.getString(1));
                    }
                }
            }
            List<String> references = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery("PRAGMA foreign_key_check")) {
                while (rows.next() && references.size() < 10) {
                    references.add("row %s of %s names a missing row of %s"
                            .formatted(rows.getString(2), rows.getString(1), rows.getString(3)));
                }
            }
            return List.of(new Answer("pages and indexes", pages), new Answer("references", references));
        } catch (SQLException e) {
            return List.of(new Answer("pages and indexes", List.of(String.valueOf(e.getMessage()))));
        }
    }

    private static List<Answer> ofContent(Store store) {
        return store.read(handle -> {
            List<Answer> answers = new ArrayList<>();
            for (StoreRule rule : StoreRule.ALL) {
                answers.add(new Answer(
                        rule.name(),
                        handle.createQuery(rule.query())
                                .setMaxRows(10)
                                .mapTo(String.class)
                                .list()));
            }
            answers.add(new Answer(
                    "days of bills sum to the exact totals",
                    SliceBalance.of(handle, store.dialect()).stream()
                            .flatMap(balance -> balance.problems().stream())
                            .limit(10)
                            .toList()));
            return answers;
        });
    }
}
