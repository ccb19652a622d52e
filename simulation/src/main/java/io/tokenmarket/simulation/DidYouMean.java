package io.tokenmarket.simulation;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Which known name a mistyped one was meant to be. */
final class DidYouMean {
  private DidYouMean() {}

  /** The clause that mends the name: the nearest one, and all there are. */
  static String hint(String name, Collection<String> known) {
    String nearest =
        known.stream()
            .min(
                Comparator.<String>comparingInt(candidate -> distance(name, candidate))
                    .thenComparing(Comparator.naturalOrder()))
            .orElseThrow();
    return "did you mean '" + nearest + "'? (known: " + String.join(", ", known) + ")";
  }

  /** Levenshtein's distance, letter case ignored. */
  private static int distance(String from, String to) {
    String a = from.toLowerCase(Locale.ROOT);
    String b = to.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
