package io.vitals.flink.health;

import java.util.Objects;
import org.apache.flink.api.common.state.ValueState;

/**
 * A value of the current key's state that is read at most once a call and written at most once, and
 * only if it changed: a RocksDB access costs more than all that is decided on it. {@link #begin}
 * goes before the first use in a call, {@link #end} after the last.
 *
 * @param <T> immutable, compared by {@code equals}
 */
final class KeyedValue<T> {
  private final ValueState<T> state;
  private final T absent;
  private T stored;
  private T current;
  private boolean isRead;
  private boolean isSet;

  /**
   * @param absent stands for no value; may be null, and null clears it
   */
  KeyedValue(ValueState<T> state, T absent) {
    this.state = state;
    this.absent = absent;
  }

  /** Forgets what was known of another key. */
  void begin() {
    stored = null;
    current = null;
    isRead = false;
    isSet = false;
  }

  T get() {
    if (!isRead && !isSet) {
      stored = read();
      isRead = true;
      current = stored == null ? absent : stored;
    }
    return current;
  }

  void set(T value) {
    current = value;
    isSet = true;
  }

  /** Writes the value if it is not the one that was read. */
  void end() {
    if (isSet && !(isRead && Objects.equals(current, stored))) {
      write();
    }
  }

  private T read() {
    try {
      return state.value();
    } catch (Exception e) {
      throw new StateAccessException(e);
    }
  }

  private void write() {
    try {
      if (current == null) {
        state.clear();
      } else {
        state.update(current);
      }
    } catch (Exception e) {
      throw new StateAccessException(e);
    }
  }
}
