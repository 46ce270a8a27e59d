package io.vitals.domain.quality;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * Which known name an unknown one was probably meant to be: the one with the least edit distance
 * (Levenshtein 1966: characters put in, left out or changed), without regard to case, if that is no
 * more than a third of the longer name.
 */
final class SimilarName {
  private static final int PART_CHANGED = 3;

  private SimilarName() {}

  /** The most similar of these names, the first of equals; empty when none is similar. */
  static Optional<String> of(String name, Collection<String> known) {
    String nearest = null;
    int least = Integer.MAX_VALUE;
    for (String candidate : known) {
      int tolerated = Math.max(name.length(), candidate.length()) / PART_CHANGED;
      if (Math.abs(name.length() - candidate.length()) <= tolerated) {
        int distance = distance(lowerCase(name), lowerCase(candidate));
        if (distance <= tolerated && distance < least) {
          least = distance;
          nearest = candidate;
        }
      }
    }
    return Optional.ofNullable(nearest);
  }

  static int distance(String one, String other) {
    int[] before = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      before[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int[] row = new int[other.length() + 1];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int changed = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(changed, 1 + Math.min(before[j], row[j - 1]));
      }
      before = row;
    }
    return before[other.length()];
  }

  private static String lowerCase(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
