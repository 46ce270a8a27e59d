package io.vitals.domain.adoption;

/**
 * Where the day slices of one account, and the cache merged from them, are kept. Each call may be a
 * read or write of a store, so callers make few.
 */
public interface DaySlices {
  /** The slice of a day; null when there is none. */
  DaySlice get(int epochDay);

  /** Keeps a slice under its day. */
  void put(DaySlice slice);

  /** Forgets the slice of a day, if there is one. */
  void remove(int epochDay);

  /** The cache; null when there is none. It may be lost at no cost but time. */
  ClosedDays closedDays();

  /** Keeps the cache. */
  void putClosedDays(ClosedDays closedDays);
}
