package io.vitals.flink.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.domain.adoption.DaySlice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.junit.jupiter.api.Test;

class KeyedStateTest {
  private static final int DAY = 20_000;

  private final List<String> accesses = new ArrayList<>();

  @Test
  void aValueIsReadOnceAndWrittenOnce() {
    KeyedValue<String> value = new KeyedValue<>(new TestingValue("a"), "");
    value.begin();
    value.get();
    value.set(value.get() + "b");
    value.set(value.get() + "c");
    value.end();

    assertThat(accesses).containsExactly("read", "write abc");
  }

  @Test
  void anUnchangedValueIsNotWritten() {
    KeyedValue<String> value = new KeyedValue<>(new TestingValue("a"), "");
    value.begin();
    value.set(value.get() + "");
    value.end();

    assertThat(accesses).containsExactly("read");
  }

  @Test
  void whatIsSetButNotReadIsWritten() {
    KeyedValue<String> value = new KeyedValue<>(new TestingValue("a"), "");
    value.begin();
    value.set("a");
    value.end();

    assertThat(value.get()).isEqualTo("a");
    assertThat(accesses).containsExactly("write a");
  }

  @Test
  void theAbsentValueIsWrittenOnceItIsKept() {
    KeyedValue<String> value = new KeyedValue<>(new TestingValue(null), "none");
    value.begin();
    assertThat(value.get()).isEqualTo("none");
    value.set("none");
    value.end();

    assertThat(accesses).containsExactly("read", "write none");
  }

  @Test
  void nothingOfAnotherKeyIsLeft() {
    TestingValue state = new TestingValue("a");
    KeyedValue<String> value = new KeyedValue<>(state, "");
    value.begin();
    value.set(value.get() + "b");
    value.end();
    state.stored = "of another key";
    value.begin();
    assertThat(value.get()).isEqualTo("of another key");
    value.end();

    assertThat(accesses).containsExactly("read", "write ab", "read");
  }

  @Test
  void aDayIsReadOnceAndWrittenOnce() {
    TestingDays state = new TestingDays();
    KeyedDays days = new KeyedDays(state);
    days.begin();
    assertThat(days.get(DAY)).isNull();
    days.put(DaySlice.empty(DAY));
    days.put(DaySlice.empty(DAY).withoutHours());
    assertThat(days.get(DAY).hours()).isNull();
    days.end();

    assertThat(accesses).containsExactly("get", "put");
    assertThat(state.stored.get(DAY).hours()).isNull();
  }

  @Test
  void aRemovedDayIsGone() {
    TestingDays state = new TestingDays();
    state.stored.put(DAY, DaySlice.empty(DAY));
    KeyedDays days = new KeyedDays(state);
    days.begin();
    days.put(DaySlice.empty(DAY));
    days.remove(DAY);
    assertThat(days.get(DAY)).isNull();
    days.end();
    days.begin();
    assertThat(days.get(DAY)).isNull();
    days.end();

    assertThat(state.stored).isEmpty();
    assertThat(accesses).containsExactly("remove", "get");
  }

  private final class TestingValue implements ValueState<String> {
    private String stored;

    TestingValue(String stored) {
      this.stored = stored;
    }

    @Override
    public String value() {
      accesses.add("read");
      return stored;
    }

    @Override
    public void update(String value) {
      accesses.add("write " + value);
      stored = value;
    }

    @Override
    public void clear() {
      stored = null;
    }
  }

  private final class TestingDays implements MapState<Integer, DaySlice> {
    private final Map<Integer, DaySlice> stored = new HashMap<>();

    @Override
    public DaySlice get(Integer day) {
      accesses.add("get");
      return stored.get(day);
    }

    @Override
    public void put(Integer day, DaySlice slice) {
      accesses.add("put");
      stored.put(day, slice);
    }

    @Override
    public void putAll(Map<Integer, DaySlice> slices) {
      slices.forEach(this::put);
    }

    @Override
    public void remove(Integer day) {
      accesses.add("remove");
      stored.remove(day);
    }

    @Override
    public boolean contains(Integer day) {
      return stored.containsKey(day);
    }

    @Override
    public Iterable<Map.Entry<Integer, DaySlice>> entries() {
      return stored.entrySet();
    }

    @Override
    public Iterable<Integer> keys() {
      return stored.keySet();
    }

    @Override
    public Iterable<DaySlice> values() {
      return stored.values();
    }

    @Override
    public Iterator<Map.Entry<Integer, DaySlice>> iterator() {
      return stored.entrySet().iterator();
    }

    @Override
    public boolean isEmpty() {
      return stored.isEmpty();
    }

    @Override
    public void clear() {
      stored.clear();
    }
  }
}
