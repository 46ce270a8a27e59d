package io.vitals.flink.health;

import io.vitals.domain.adoption.DaySlice;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.state.MapState;

/**
 * The day slices of the current key, each read at most once a call and written at most once; as
 * {@link KeyedValue}.
 */
final class KeyedDays {
  private final MapState<Integer, DaySlice> state;

  /** Days read or put in this call; null: there is no such slice. */
  private final Map<Integer, DaySlice> known = new HashMap<>();

  private final Set<Integer> changed = new HashSet<>();

  KeyedDays(MapState<Integer, DaySlice> state) {
    this.state = state;
  }

  /** Forgets what was known of another key. */
  void begin() {
    known.clear();
    changed.clear();
  }

  DaySlice get(int epochDay) {
    if (!known.containsKey(epochDay)) {
      known.put(epochDay, read(epochDay));
    }
    return known.get(epochDay);
  }

  void put(DaySlice slice) {
    known.put(slice.epochDay(), slice);
    changed.add(slice.epochDay());
  }

  void remove(int epochDay) {
    known.put(epochDay, null);
    changed.add(epochDay);
  }

  /** Writes the slices that were put and removes those that were removed. */
  void end() {
    for (int epochDay : changed) {
      write(epochDay, known.get(epochDay));
    }
  }

  private DaySlice read(int epochDay) {
    try {
      return state.get(epochDay);
    } catch (Exception e) {
      throw new StateAccessException(e);
    }
  }

  private void write(int epochDay, DaySlice slice) {
    try {
      if (slice == null) {
        state.remove(epochDay);
      } else {
        state.put(epochDay, slice);
      }
    } catch (Exception e) {
      throw new StateAccessException(e);
    }
  }
}
