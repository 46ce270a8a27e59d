package io.vitals.domain.adoption;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers for feature names, so that what is summed holds bits and not one more set of strings an
 * account: the names are the same for all. Not thread-safe.
 */
final class FeatureNames {
  /** Estimated heap of a name: string, its characters, map entry, number; bytes. */
  private static final int NAME_BYTES = 144;

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> names = new ArrayList<>();

  /** The number of a name; a new name gets the next. */
  int numberOf(String name) {
    Integer known = numbers.get(name);
    if (known != null) {
      return known;
    }
    names.add(name);
    numbers.put(name, names.size() - 1);
    return names.size() - 1;
  }

  /** The names of these numbers, ascending. */
  String[] sorted(BitSet ofNumbers) {
    return ofNumbers.stream().mapToObj(names::get).sorted().toArray(String[]::new);
  }

  /** About how many bytes of heap it holds. */
  long estimatedBytes() {
    return (long) names.size() * NAME_BYTES;
  }
}
