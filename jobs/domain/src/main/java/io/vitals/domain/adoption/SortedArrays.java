package io.vitals.domain.adoption;

import java.util.Arrays;

/** Sets kept as ascending arrays of distinct elements. */
final class SortedArrays {
  private SortedArrays() {}

  /** The union; one of the two themselves when it holds the other. */
  static long[] union(long[] a, long[] b) {
    if (b.length == 0) {
      return a;
    }
    if (a.length == 0) {
      return b;
    }
    long[] merged = new long[a.length + b.length];
    int size = 0;
    int i = 0;
    int j = 0;
    while (i < a.length && j < b.length) {
      long left = a[i];
      long right = b[j];
      merged[size++] = Math.min(left, right);
      i += left <= right ? 1 : 0;
      j += right <= left ? 1 : 0;
    }
    while (i < a.length) {
      merged[size++] = a[i++];
    }
    while (j < b.length) {
      merged[size++] = b[j++];
    }
    return size == a.length ? a : Arrays.copyOf(merged, size);
  }

  /**
   * The first {@code limit} of the union, in ascending order: which ones are kept does not depend
   * on the order of unions.
   */
  static String[] union(String[] a, String[] b, int limit) {
    if (a.length <= limit && holdsAll(a, b)) {
      return a;
    }
    String[] merged = new String[Math.min(limit, a.length + b.length)];
    int size = 0;
    int i = 0;
    int j = 0;
    while (size < limit && (i < a.length || j < b.length)) {
      int order = i == a.length ? 1 : j == b.length ? -1 : a[i].compareTo(b[j]);
      merged[size++] = order <= 0 ? a[i] : b[j];
      i += order <= 0 ? 1 : 0;
      j += order >= 0 ? 1 : 0;
    }
    return Arrays.copyOf(merged, size);
  }

  private static boolean holdsAll(String[] a, String[] b) {
    for (String element : b) {
      if (Arrays.binarySearch(a, element) < 0) {
        return false;
      }
    }
    return true;
  }
}
