package io.vitals.domain.adoption;

import java.util.Arrays;

/** A set of longs without boxing: open addressing with linear probing, at most half full. */
final class LongHashSet {
  /** 2^64 over the golden ratio: spreads keys whose low bits are alike. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  /** A slot of 0 is free; the key 0 itself is kept in {@link #holdsZero}. */
  private long[] slots = new long[16];

  private int inSlots;
  private boolean holdsZero;

  void add(long key) {
    if (key == 0) {
      holdsZero = true;
    } else if (insert(slots, key)) {
      inSlots++;
      if (inSlots * 2 > slots.length) {
        grow();
      }
    }
  }

  int size() {
    return inSlots + (holdsZero ? 1 : 0);
  }

  /** Bytes held on the heap. */
  int bytes() {
    return slots.length * Long.BYTES;
  }

  long[] toSortedArray() {
    long[] keys = new long[size()];
    int next = 0;
    for (long slot : slots) {
      if (slot != 0) {
        keys[next++] = slot;
      }
    }
    Arrays.sort(keys);
    return keys;
  }

  private void grow() {
    long[] larger = new long[slots.length * 2];
    for (long slot : slots) {
      if (slot != 0) {
        insert(larger, slot);
      }
    }
    slots = larger;
  }

  private static boolean insert(long[] slots, long key) {
    int mask = slots.length - 1;
    int at = (int) ((key * SPREAD) >>> 32) & mask;
    while (slots[at] != 0) {
      if (slots[at] == key) {
        return false;
      }
      at = (at + 1) & mask;
    }
    slots[at] = key;
    return true;
  }
}
