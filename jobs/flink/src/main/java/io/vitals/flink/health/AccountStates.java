package io.vitals.flink.health;

import io.vitals.domain.account.AccountState;
import io.vitals.domain.adoption.AdoptionState;
import io.vitals.domain.adoption.ClosedDays;
import io.vitals.domain.adoption.DaySlice;
import io.vitals.domain.adoption.DaySlices;
import io.vitals.domain.health.HeldState;
import io.vitals.domain.health.ScoreState;
import io.vitals.domain.support.SupportState;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The keyed state of an account. Bounded: slices end after 42 days, tickets 90 days after they were
 * solved, what waits at its hour, what is held with the source's completeness; the account itself
 * stays, since a customer who comes back is the same customer.
 *
 * <p>Everything but what waits is read at most once between {@link #begin} and {@link #end}, and
 * written at most once, at the end.
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
  static final ValueStateDescriptor<HeldState> HELD = value("held", HeldState.class);
  static final MapStateDescriptor<Integer, DaySlice> DAYS =
      new MapStateDescriptor<>("days", Types.INT, TypeInformation.of(DaySlice.class));
  static final MapStateDescriptor<Long, Waiting> WAITING =
      new MapStateDescriptor<>("waiting", Types.LONG, TypeInformation.of(Waiting.class));

  private final KeyedValue<AccountState> account;
  private final KeyedValue<SupportState> support;
  private final KeyedValue<AdoptionState> adoption;
  private final KeyedValue<ClosedDays> closedDays;
  private final KeyedValue<ScoreState> score;
  private final KeyedValue<AccountMarks> marks;
  private final KeyedValue<HeldState> held;
  private final KeyedDays days;
  private final MapState<Long, Waiting> waiting;

  /** Records that wait for one instant. */
  public record Waiting(List<AccountRecord> records) {
    public Waiting {
      records = records == null ? List.of() : records;
    }
  }

  AccountStates(RuntimeContext context) {
    account = new KeyedValue<>(context.getState(ACCOUNT), AccountState.empty());
    support = new KeyedValue<>(context.getState(SUPPORT), SupportState.empty());
    adoption = new KeyedValue<>(context.getState(ADOPTION), AdoptionState.empty());
    closedDays = new KeyedValue<>(context.getState(CLOSED_DAYS), null);
    score = new KeyedValue<>(context.getState(SCORE), ScoreState.initial());
    marks = new KeyedValue<>(context.getState(MARKS), AccountMarks.initial());
    held = new KeyedValue<>(context.getState(HELD), null);
    days = new KeyedDays(context.getMapState(DAYS));
    waiting = context.getMapState(WAITING);
  }

  /** Begins a call for an account: nothing read for another counts. */
  void begin() {
    account.begin();
    support.begin();
    adoption.begin();
    closedDays.begin();
    score.begin();
    marks.begin();
    held.begin();
    days.begin();
  }

  /** Ends a call: what it changed is written, once. */
  void end() {
    account.end();
    support.end();
    adoption.end();
    closedDays.end();
    score.end();
    marks.end();
    held.end();
    days.end();
  }

  AccountState account() {
    return account.get();
  }

  void keep(AccountState state) {
    account.set(state);
  }

  SupportState support() {
    return support.get();
  }

  void keep(SupportState state) {
    support.set(state);
  }

  AdoptionState adoption() {
    return adoption.get();
  }

  void keep(AdoptionState state) {
    adoption.set(state);
  }

  ScoreState score() {
    return score.get();
  }

  void keep(ScoreState state) {
    score.set(state);
  }

  AccountMarks marks() {
    return marks.get();
  }

  void keep(AccountMarks state) {
    marks.set(state);
  }

  /** What is kept while a source is incomplete; {@link AccountMarks#held} says whether it is. */
  HeldState held() {
    return held.get();
  }

  void keep(HeldState state) {
    held.set(state);
  }

  void dropHeld() {
    held.set(null);
  }

  /** Few calls use it, so it is read and written directly. */
  MapState<Long, Waiting> waiting() {
    return waiting;
  }

  @Override
  public DaySlice get(int epochDay) {
    return days.get(epochDay);
  }

  @Override
  public void put(DaySlice slice) {
    days.put(slice);
  }

  @Override
  public void remove(int epochDay) {
    days.remove(epochDay);
  }

  @Override
  public ClosedDays closedDays() {
    return closedDays.get();
  }

  @Override
  public void putClosedDays(ClosedDays cache) {
    closedDays.set(cache);
  }

  private static <T> ValueStateDescriptor<T> value(String name, Class<T> type) {
    return new ValueStateDescriptor<>(name, TypeInformation.of(type));
  }
}
