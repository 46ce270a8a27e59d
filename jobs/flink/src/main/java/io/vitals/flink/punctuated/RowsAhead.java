package io.vitals.flink.punctuated;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.streaming.api.TimerService;

/**
 * Rows of a key that wait for their time, so that it does not matter how far ahead of it they were
 * read. Those of one instant keep the order in which they came.
 *
 * @param <T> a row
 */
public final class RowsAhead<T> {
  private final MapState<Long, List<T>> rows;

  /**
   * The rows that wait in a state of their own.
   *
   * @param rows by time, epoch milliseconds
   */
  public RowsAhead(MapState<Long, List<T>> rows) {
    this.rows = rows;
  }

  /** Lets a row wait, and a timer wake its key at the time. */
  public void add(long time, T row, TimerService timers) throws Exception {
    List<T> before = rows.get(time);
    // A list read from state is never changed: a snapshot may hold it.
    List<T> sameInstant = before == null ? new ArrayList<>() : new ArrayList<>(before);
    sameInstant.add(row);
    rows.put(time, sameInstant);
    timers.registerEventTimeTimer(time);
  }

  /** Lets a timer wake a key at the time, be there rows or not. */
  public void await(long time, TimerService timers) throws Exception {
    if (rows.get(time) == null) {
      rows.put(time, new ArrayList<>());
    }
    timers.registerEventTimeTimer(time);
  }

  /** Whether a time is waited for. */
  public boolean awaits(long time) throws Exception {
    return rows.contains(time);
  }

  /** The rows of a time that has come, which wait no longer; empty if none did. */
  public List<T> take(long time) throws Exception {
    List<T> due = rows.get(time);
    if (due == null) {
      return List.of();
    }
    rows.remove(time);
    return due;
  }
}
