package symphony.core.verify;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was probably meant: case and blanks aside, a few letters changed, missing, added or swapped. */
public final class NearName {
    private NearName() {}

    /** The nearest of the names, if one is near. */
    public static Optional<String> of(String written, Collection<String> names) {
        String plain = plain(written);
        return names.stream()
                .filter(name -> !name.equals(written))
                .filter(name -> distance(plain, plain(name)) <= allowed(plain, plain(name)))
                .min(Comparator.<String>comparingInt(name -> distance(plain, plain(name)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** A question to close a remedy with, for example {@code did you mean 'Upper Bench'?}, or the other text. */
    public static String question(String written, Collection<String> names, String otherwise) {
        return of(written, names).map(name -> "did you mean '" + name + "'?").orElse(otherwise);
    }

    private static int allowed(String a, String b) {
        int longer = Math.max(a.length(), b.length());
        return longer > 200 ? -1 : longer <= 2 ? 0 : longer <= 5 ? 1 : Math.min(3, longer / 3);
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", "");
    }

    /** Optimal string alignment: Levenshtein's distance in which two swapped neighbours are one change. */
    private static int distance(String a, String b) {
        if (Math.abs(a.length() - b.length()) > 3) {
            return Integer.MAX_VALUE;
        }
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
