package io.vitals.domain.intake;

import java.util.Arrays;

/**
 * The fingerprints of the last records seen, as many as fit a window: tells a record sent twice. A
 * fingerprint is 64 bits of (source, entity, id, content), so a record is taken for another with a
 * probability of window / 2^64. What lies beyond the window is not recognised; no more than {@code
 * capacity} fingerprints are kept.
 */
public final class RecentRecords {
  private static final long EMPTY = 0;

  private final long[] ring;
  private final long[] table;
  private final int mask;
  private int next;
  private int size;

  /** An empty window of this many records; at least one. */
  public RecentRecords(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("a window holds at least one record, not " + capacity);
    }
    this.ring = new long[capacity];
    int slots = Integer.highestOneBit(Math.max(2, capacity) * 2 - 1) * 2;
    this.table = new long[slots];
    this.mask = slots - 1;
  }

  /** Remembers the record; false if it was in the window already, which does not renew it. */
  public boolean add(long fingerprint) {
    long key = fingerprint == EMPTY ? 1 : fingerprint;
    int slot = slotOf(key);
    while (table[slot] != EMPTY) {
      if (table[slot] == key) {
        return false;
      }
      slot = (slot + 1) & mask;
    }
    if (size == ring.length) {
      remove(ring[next]);
      slot = slotOf(key);
      while (table[slot] != EMPTY) {
        slot = (slot + 1) & mask;
      }
    } else {
      size++;
    }
    table[slot] = key;
    ring[next] = key;
    next = (next + 1) % ring.length;
    return true;
  }

  /** The fingerprints in the window, oldest first. */
  public long[] toArray() {
    if (size < ring.length) {
      return Arrays.copyOf(ring, size);
    }
    long[] oldestFirst = new long[size];
    System.arraycopy(ring, next, oldestFirst, 0, size - next);
    System.arraycopy(ring, 0, oldestFirst, size - next, next);
    return oldestFirst;
  }

  private int slotOf(long key) {
    long mixed = key * 0x9E3779B97F4A7C15L;
    return (int) (mixed ^ (mixed >>> 32)) & mask;
  }

  /** Linear probing without tombstones: what follows in the run moves up into the hole. */
  private void remove(long key) {
    int hole = slotOf(key);
    while (table[hole] != key) {
      hole = (hole + 1) & mask;
    }
    int slot = hole;
    while (true) {
      slot = (slot + 1) & mask;
      if (table[slot] == EMPTY) {
        break;
      }
      int home = slotOf(table[slot]);
      boolean staysBehindHole =
          hole <= slot ? (hole < home && home <= slot) : (hole < home || home <= slot);
      if (!staysBehindHole) {
        table[hole] = table[slot];
        hole = slot;
      }
    }
    table[hole] = EMPTY;
  }
}
