package io.vitals.domain.adoption;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The decisions of adoption: how use is added, what is kept how long, and which figures result.
 *
 * <p>An account's use is an {@link AdoptionState}, at most 42 {@link DaySlice}s (today and {@value
 * ClosedDays#DAYS} days before; hours for {@value #DAYS_WITH_HOURS} days) and one {@link
 * ClosedDays}, which is read and written apart so that a flush does not touch it: a flush costs the
 * state and one slice, a score the state, the cache and one slice, a new day once what {@link
 * #advance} says.
 *
 * <p>The caller passes deltas only when both of their hours have begun, so nothing here is of the
 * future.
 *
 * @param days which day an hour is of, for the tenant
 * @param workingDays the tenant's working days
 */
public record Adoption(Days days, WorkingDays workingDays) {
  /** For how many days, today included, a slice holds its hours. */
  public static final int DAYS_WITH_HOURS = 4;

  /**
   * Adds use: of today, or late, of a day before.
   *
   * @param keyFeatures features that count as key from now on; use before is not judged again
   * @return the state after it
   */
  public AdoptionState apply(
      AdoptionState state, DaySlices slices, UsageDelta delta, Set<String> keyFeatures) {
    int day = days.dayOfHour(delta.eventHour());
    DaySlice before = slices.get(day);
    if (before == null) {
      before = DaySlice.empty(day);
      before = day < state.hoursFrom() ? before.withoutHours() : before;
    }
    DaySlice after = before.with(delta, days.hourOfDay(delta.eventHour()));
    slices.put(after);
    if (day < state.today()) {
      ClosedDays closed = slices.closedDays();
      if (closed != null) {
        slices.putClosedDays(closed.with(List.of(after)));
      }
    }
    return state.with(delta, day, usesAny(delta, keyFeatures));
  }

  /**
   * Opens the day of an instant: removes slices older than {@value ClosedDays#DAYS} days, drops
   * hours older than {@value #DAYS_WITH_HOURS} days, moves the cache on. To be called before the
   * first score of a day; reads about two slices then, and nothing when the day is open already.
   *
   * @return the state after it, the same object when the day is open already
   */
  public AdoptionState advance(AdoptionState state, DaySlices slices, Instant now) {
    int today = days.dayOf(now);
    if (today <= state.today()) {
      return state;
    }
    int oldest = state.oldestDay();
    if (oldest != AdoptionState.NO_DAY) {
      int newest = days.dayOf(Instant.ofEpochMilli(state.lastEventTime()));
      oldest = expire(slices, oldest, newest, today);
      if (oldest != AdoptionState.NO_DAY) {
        dropHours(slices, Math.max(oldest, state.hoursFrom()), newest, today);
      }
    }
    ClosedDays closed = slices.closedDays();
    if (closed == null) {
      int first = state.oldestDay() == AdoptionState.NO_DAY ? today : state.oldestDay();
      closed = ClosedDays.empty(Math.min(today, Math.max(first, today - ClosedDays.DAYS)));
    }
    slices.putClosedDays(closed.rolledTo(slices, today));
    return state.opened(today, oldest, today - DAYS_WITH_HOURS + 1);
  }

  /**
   * The figures at an instant, of what happened up to its hour. Reads the cache and today's slice,
   * but many slices when {@link #advance} was not called for its day, or for a later one.
   *
   * <p>Of use after the instant's hour nothing is told. Only users and features are kept by days:
   * of the instant's own day they are told as far as they are known.
   */
  public AdoptionView view(AdoptionState state, DaySlices slices, Instant now) {
    int today = days.dayOf(now);
    ClosedDays cached = slices.closedDays();
    ClosedDays closed =
        cached == null ? ClosedDays.of(slices, today) : cached.rolledTo(slices, today);
    DaySlice slice = slices.get(today);
    slice = slice == null ? DaySlice.empty(today) : slice;
    int hour = Days.hourOf(now.toEpochMilli());
    AdoptionState then = state;
    if (Days.hourOf(state.lastEventTime()) > hour) {
      slice = slice.upTo(days.hourOfDay(hour), hour);
      then = state.upTo(now, lastUse(slices, slice, closed));
    }
    return new AdoptionView(then, closed, slice, workingDays, now);
  }

  private static long lastUse(DaySlices slices, DaySlice today, ClosedDays closed) {
    if (today.lastEventTime() != AdoptionState.NEVER) {
      return today.lastEventTime();
    }
    for (int ago = 1; ago <= ClosedDays.DAYS; ago++) {
      if (closed.eventsBetween(ago, ago) > 0) {
        return slices.get(closed.today() - ago).lastEventTime();
      }
    }
    return AdoptionState.NEVER;
  }

  /** The oldest day that may still have a slice. */
  private static int expire(DaySlices slices, int oldest, int newest, int today) {
    int day = oldest;
    for (; day <= newest && day < today - ClosedDays.DAYS; day++) {
      slices.remove(day);
    }
    return day > newest ? AdoptionState.NO_DAY : day;
  }

  private static void dropHours(DaySlices slices, int from, int newest, int today) {
    for (int day = from; day <= newest && day <= today - DAYS_WITH_HOURS; day++) {
      DaySlice slice = slices.get(day);
      if (slice != null && slice.hours() != null) {
        slices.put(slice.withoutHours());
      }
    }
  }

  private static boolean usesAny(UsageDelta delta, Set<String> keyFeatures) {
    for (String feature : delta.features()) {
      if (keyFeatures.contains(feature)) {
        return true;
      }
    }
    return false;
  }
}
