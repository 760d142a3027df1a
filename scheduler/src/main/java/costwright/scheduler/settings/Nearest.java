package costwright.scheduler.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The known name that a mistyped one most likely meant. */
public final class Nearest {
    private Nearest() {}

    /**
     * The known name with the fewest edits (insert, delete, replace, swap of neighbours; case ignored), unless more than
     * two fifths of the longer name would have to change. Ties go to the name that sorts first.
     */
    public static Optional<String> to(String name, Collection<String> known) {
        String asked = name.toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(candidate -> 5 * distance(asked, candidate.toLowerCase(Locale.ROOT))
                        <= 2 * Math.max(asked.length(), candidate.length()))
                .min(Comparator.comparingInt((String candidate) -> distance(asked, candidate.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** " Did you mean X?", or nothing when no known name is near. */
    public static String hint(String name, Collection<String> known) {
        return to(name, known).map(near -> " Did you mean " + near + "?").orElse("");
    }

    /** Optimal string alignment distance, by the recurrence of Damerau and Levenshtein with one row of look-back more. */
    private static int distance(String from, String to) {
        int[][] edits = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : cheapest(edits, from, to, i, j);
            }
        }
        return edits[from.length()][to.length()];
    }

    private static int cheapest(int[][] edits, String from, String to, int i, int j) {
        int replaced = edits[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        boolean swapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(best, edits[i - 2][j - 2] + 1) : best;
    }
}
