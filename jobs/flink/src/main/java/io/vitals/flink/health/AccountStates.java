package io.vitals.flink.health;

import io.vitals.domain.account.AccountState;
import io.vitals.domain.adoption.AdoptionState;
import io.vitals.domain.adoption.ClosedDays;
import io.vitals.domain.adoption.DaySlice;
import io.vitals.domain.adoption.DaySlices;
import io.vitals.domain.health.ScoreState;
import io.vitals.domain.support.SupportState;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The keyed state of an account. Bounded: slices end after 42 days, tickets 90 days after they were
 * solved, what waits at its hour; the account itself stays, since a customer who comes back is the
 * same customer.
 */
final class AccountStates implements DaySlices {
  static final ValueStateDescriptor<AccountState> ACCOUNT = value("account", AccountState.class);
  static final ValueStateDescriptor<SupportState> SUPPORT = value("support", SupportState.class);
  static final ValueStateDescriptor<AdoptionState> ADOPTION =
      value("adoption", AdoptionState.class);
  static final ValueStateDescriptor<ClosedDays> CLOSED_DAYS =
      value("closed-days", ClosedDays.class);
  static final ValueStateDescriptor<ScoreState> SCORE = value("score", ScoreState.class);
  static final ValueStateDescriptor<AccountMarks> MARKS = value("marks", AccountMarks.class);
  static final MapStateDescriptor<Integer, DaySlice> DAYS =
      new MapStateDescriptor<>("days", Types.INT, TypeInformation.of(DaySlice.class));
  static final MapStateDescriptor<Long, Waiting> WAITING =
      new MapStateDescriptor<>("waiting", Types.LONG, TypeInformation.of(Waiting.class));

  private final ValueState<AccountState> account;
  private final ValueState<SupportState> support;
  private final ValueState<AdoptionState> adoption;
  private final ValueState<ClosedDays> closedDays;
  private final ValueState<ScoreState> score;
  private final ValueState<AccountMarks> marks;
  private final MapState<Integer, DaySlice> days;
  private final MapState<Long, Waiting> waiting;

  /** Records that wait for one instant. */
  public record Waiting(List<AccountRecord> records) {
    public Waiting {
      records = records == null ? List.of() : records;
    }
  }

  AccountStates(RuntimeContext context) {
    account = context.getState(ACCOUNT);
    support = context.getState(SUPPORT);
    adoption = context.getState(ADOPTION);
    closedDays = context.getState(CLOSED_DAYS);
    score = context.getState(SCORE);
    marks = context.getState(MARKS);
    days = context.getMapState(DAYS);
    waiting = context.getMapState(WAITING);
  }

  AccountState account() {
    AccountState known = read(account);
    return known == null ? AccountState.empty() : known;
  }

  void keep(AccountState state) {
    write(account, state);
  }

  SupportState support() {
    SupportState known = read(support);
    return known == null ? SupportState.empty() : known;
  }

  void keep(SupportState state) {
    write(support, state);
  }

  AdoptionState adoption() {
    AdoptionState known = read(adoption);
    return known == null ? AdoptionState.empty() : known;
  }

  void keep(AdoptionState state) {
    write(adoption, state);
  }

  ScoreState score() {
    ScoreState known = read(score);
    return known == null ? ScoreState.initial() : known;
  }

  void keep(ScoreState state) {
    write(score, state);
  }

  AccountMarks marks() {
    AccountMarks known = read(marks);
    return known == null ? AccountMarks.initial() : known;
  }

  void keep(AccountMarks state) {
    write(marks, state);
  }

  MapState<Long, Waiting> waiting() {
    return waiting;
  }

  @Override
  public DaySlice get(int epochDay) {
    try {
      return days.get(epochDay);
    } catch (Exception e) {
      throw new StateAccessException(e);
    }
  }

  @Override
  public void put(DaySlice slice) {
    try {
      days.put(slice.epochDay(), slice);
    } catch (Exception e) {
      throw new StateAccessException(e);
    }
  }

  @Override
  public void remove(int epochDay) {
    try {
      days.remove(epochDay);
    } catch (Exception e) {
      throw new StateAccessException(e);
    }
  }

  @Override
  public ClosedDays closedDays() {
    return read(closedDays);
  }

  @Override
  public void putClosedDays(ClosedDays cache) {
    write(closedDays, cache);
  }

  /** The store failed: the task fails with it and goes on from its checkpoint. */
  static final class StateAccessException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StateAccessException(Exception cause) {
      super("keyed state could not be read or written", cause);
    }
  }

  private static <T> ValueStateDescriptor<T> value(String name, Class<T> type) {
    return new ValueStateDescriptor<>(name, TypeInformation.of(type));
  }

  private static <T> T read(ValueState<T> state) {
    try {
      return state.value();
    } catch (Exception e) {
      throw new StateAccessException(e);
    }
  }

  private static <T> void write(ValueState<T> state, T value) {
    try {
      state.update(value);
    } catch (Exception e) {
      throw new StateAccessException(e);
    }
  }
}
