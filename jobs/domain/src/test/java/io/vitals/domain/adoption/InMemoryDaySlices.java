package io.vitals.domain.adoption;

import java.util.Map;
import java.util.TreeMap;

/** Slices on the heap; counts how many slices were read. */
final class InMemoryDaySlices implements DaySlices {
  final Map<Integer, DaySlice> byDay = new TreeMap<>();
  int reads;
  private ClosedDays closedDays;

  @Override
  public DaySlice get(int epochDay) {
    reads++;
    return byDay.get(epochDay);
  }

  @Override
  public void put(DaySlice slice) {
    byDay.put(slice.epochDay(), slice);
  }

  @Override
  public void remove(int epochDay) {
    byDay.remove(epochDay);
  }

  @Override
  public ClosedDays closedDays() {
    return closedDays;
  }

  @Override
  public void putClosedDays(ClosedDays changed) {
    closedDays = changed;
  }
}
