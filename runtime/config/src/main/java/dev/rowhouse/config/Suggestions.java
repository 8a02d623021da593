package dev.rowhouse.config;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What somebody may have meant who wrote a word that is not known. Holds nothing; safe for use by many threads. */
public final class Suggestions {
    private Suggestions() {}

    /** A remedy: {@code did you mean 'mount'?}, or else all words that are known, at most 20. */
    public static String among(Collection<String> known, String word) {
        return near(known, word).map(near -> "did you mean '%s'?".formatted(near)).orElseGet(() -> list(known));
    }

    private static String list(Collection<String> known) {
        return known.isEmpty() ? "remove it"
                : known.stream().sorted().limit(20).collect(Collectors.joining(", ", "write one of ", ""));
    }

    /** The word that is most alike, if it is alike enough: every third character may differ. */
    static Optional<String> near(Collection<String> known, String word) {
        Optional<String> best = Optional.empty();
        int least = Math.max(1, word.length() / 3) + 1;
        for (var candidate : known) {
            if (Math.abs(candidate.length() - word.length()) < least) {
                int distance = distance(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
                if (distance < least) {
                    least = distance;
                    best = Optional.of(candidate);
                }
            }
        }
        return best;
    }

    /** Letters to insert, remove, replace or swap with their neighbour (optimal string alignment). */
    private static int distance(String a, String b) {
        int[][] costs = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    costs[i][j] = i + j;
                    continue;
                }
                int replaced = costs[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                costs[i][j] = Math.min(replaced, Math.min(costs[i - 1][j], costs[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    costs[i][j] = Math.min(costs[i][j], costs[i - 2][j - 2] + 1);
                }
            }
        }
        return costs[a.length()][b.length()];
    }
}
