package io.vitals.domain.intake;

import io.vitals.schemas.UnknownName;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Event names that are not in a taxonomy, counted in a list sorted by name. A list holds the first
 * {@link #MOST_NAMES} by name and the rest under {@link #REST}, so what it holds does not depend on
 * the order in which they came.
 */
final class UnknownNames {
  /** How many names a list tells apart. */
  static final int MOST_NAMES = 50;

  /** The name of all that is not told apart. */
  static final String REST = "";

  /** The longest name told apart. */
  static final int LONGEST_NAME = 64;

  /** Letters first, and no four digits in a row. */
  private static final Pattern TELLABLE = Pattern.compile("\\p{L}(?!.*\\d{4})[\\p{L}\\d_.:-]*");

  private UnknownNames() {}

  /**
   * The name to count under. Only what looks like an identifier is told apart: text with blanks,
   * slashes or an address may hold a person's data, and names with a number in them have no end.
   */
  static String countedAs(String name) {
    return name.length() <= LONGEST_NAME && TELLABLE.matcher(name).matches() ? name : REST;
  }

  /** Counts further records of a name. */
  static void add(List<UnknownName> names, String name, long records) {
    int place = placeOf(names, name);
    if (place >= 0) {
      UnknownName known = names.get(place);
      known.setRecords(known.getRecords() + records);
      return;
    }
    names.add(-place - 1, new UnknownName(name, records));
    boolean withRest = names.get(0).getName().equals(REST);
    if (names.size() > MOST_NAMES + (withRest ? 1 : 0)) {
      UnknownName last = names.remove(names.size() - 1);
      add(names, REST, last.getRecords());
    }
  }

  /** As {@link java.util.Collections#binarySearch}. */
  private static int placeOf(List<UnknownName> names, String name) {
    int low = 0;
    int high = names.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = names.get(middle).getName().compareTo(name);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -low - 1;
  }
}
