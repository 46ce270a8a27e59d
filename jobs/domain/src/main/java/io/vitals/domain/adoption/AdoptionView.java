package io.vitals.domain.adoption;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/**
 * An account's usage figures at an instant, each computed when asked for. Immutable.
 *
 * <p>"The last n days" are today so far and the n - 1 days before, unless a figure says otherwise.
 * Empty means that there is nothing to tell; 0 is a figure.
 */
public final class AdoptionView {
  private static final int WINDOW = 28;
  private static final int TREND_DAYS = 7;
  private static final int TREND_BASE_DAYS = 28;
  private static final double MILLIS_A_DAY = 86_400_000.0;

  private final AdoptionState state;
  private final ClosedDays closed;
  private final DaySlice today;
  private final WorkingDays workingDays;
  private final Instant now;

  AdoptionView(
      AdoptionState state,
      ClosedDays closed,
      DaySlice today,
      WorkingDays workingDays,
      Instant now) {
    this.state = state;
    this.closed = closed;
    this.today = today;
    this.workingDays = workingDays;
    this.now = now;
  }

  /** Uses today. */
  public long events1d() {
    return today.events();
  }

  /** Uses in the last 7 days. */
  public long events7d() {
    return today.events() + closed.eventsBetween(ClosedDays.WEEK, 1);
  }

  /** Uses in the last 28 days. */
  public long events28d() {
    return today.events() + closed.eventsBetween(ClosedDays.MONTH, 1);
  }

  /** Distinct users today; empty when use names none. */
  public OptionalLong distinctUsers1d() {
    return distinct(UserSet.empty(), 0);
  }

  /** Distinct users of the last 7 days; empty when use names none. */
  public OptionalLong distinctUsers7d() {
    return distinct(closed.users().week(closed.today()), ClosedDays.WEEK);
  }

  /** Distinct users of the last 28 days; empty when use names none. */
  public OptionalLong distinctUsers28d() {
    return distinct(closed.users().month(closed.today()), ClosedDays.MONTH);
  }

  /**
   * Distinct users of the last 7 days / seats paid for; may be above 1. Empty when use names no
   * users or there are no seats.
   */
  public OptionalDouble seatUtilisation(long paidSeats) {
    OptionalLong users = paidSeats > 0 ? distinctUsers7d() : OptionalLong.empty();
    return users.isPresent()
        ? OptionalDouble.of((double) users.getAsLong() / paidSeats)
        : OptionalDouble.empty();
  }

  /**
   * Mean distinct users of a day / distinct users, both of the last 28 days (DAU / MAU), at most 1.
   * Days without use count with 0 users, days whose use names none not at all. Empty without users.
   */
  public OptionalDouble stickiness() {
    long distinct = distinctUsers28d().orElse(0);
    if (distinct == 0) {
      return OptionalDouble.empty();
    }
    long sum = 0;
    int days = 0;
    for (int ago = 0; ago <= ClosedDays.MONTH; ago++) {
      int users = userCount(ago);
      if (users != DaySlice.USERS_UNKNOWN) {
        sum += users;
        days++;
      }
    }
    return OptionalDouble.of(Math.min(1, (double) sum / days / distinct));
  }

  /** How many of these features were used in the last 28 days. */
  public int keyFeaturesUsed(Set<String> keyFeatures) {
    int used = 0;
    for (String feature : keyFeatures) {
      boolean wasUsed =
          closed.features().contains(feature)
              || Arrays.binarySearch(today.features(), feature) >= 0;
      used += wasUsed ? 1 : 0;
    }
    return used;
  }

  /**
   * Days with use / working days, of 28 days, at most 1. The days end today once today has seen
   * use, and yesterday until then: else every account would lose a day at each midnight, to regain
   * it by noon. Empty when there is no working day.
   */
  public OptionalDouble activeDaysRatio() {
    int last = lastDayAgo();
    int active = 0;
    for (int ago = last; ago < last + WINDOW; ago++) {
      active += isActive(ago) ? 1 : 0;
    }
    int end = today.epochDay() - last + 1;
    int working = workingDays.between(end - WINDOW, end);
    return working == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.min(1, (double) active / working));
  }

  /** Of the 4 times 7 days that end as in {@link #activeDaysRatio}, those with use: 0 to 4. */
  public int activeWeeksOf4() {
    int last = lastDayAgo();
    int weeks = 0;
    for (int week = 0; week < 4; week++) {
      boolean active = false;
      for (int ago = last + 7 * week; ago < last + 7 * week + 7; ago++) {
        active |= isActive(ago);
      }
      weeks += active ? 1 : 0;
    }
    return weeks;
  }

  /**
   * Uses per working day of the 7 days before today / those of the 28 days before them. Today is
   * left out: its first hours are not a day's use, so with it every account would fall each
   * morning. Empty without use in the 28 days or without working days in either; whether the
   * evidence is enough is judged by {@link #events28d} and {@link #tenureDays}.
   */
  public OptionalDouble usageTrendRatio() {
    int day = today.epochDay();
    int recentDays = workingDays.between(day - TREND_DAYS, day);
    int baseDays = workingDays.between(day - TREND_DAYS - TREND_BASE_DAYS, day - TREND_DAYS);
    long base = closed.eventsBetween(TREND_DAYS + TREND_BASE_DAYS, TREND_DAYS + 1);
    if (recentDays == 0 || baseDays == 0 || base == 0) {
      return OptionalDouble.empty();
    }
    double recentRate = (double) closed.eventsBetween(TREND_DAYS, 1) / recentDays;
    return OptionalDouble.of(recentRate / ((double) base / baseDays));
  }

  /** Days since the last event, with their fraction, not below 0; empty when there is none. */
  public OptionalDouble daysSinceLastActivity() {
    return daysSince(state.lastEventTime());
  }

  /** Days since the first event, with their fraction, not below 0; empty when there is none. */
  public OptionalDouble tenureDays() {
    return daysSince(state.firstEventTime());
  }

  /** The first event; empty when there is none. */
  public Optional<Instant> firstEvent() {
    return instant(state.firstEventTime());
  }

  /** The last event; empty when there is none. */
  public Optional<Instant> lastEvent() {
    return instant(state.lastEventTime());
  }

  /** When we last learned of an event; empty when there is none. */
  public Optional<Instant> lastIngest() {
    return instant(state.lastIngestTime());
  }

  /** The first use of a key feature, to the hour; never before the first event. */
  public Optional<Instant> firstKeyEvent() {
    return state.firstKeyHour() == AdoptionState.NEVER
        ? Optional.empty()
        : instant(Math.max(state.firstKeyHour(), state.firstEventTime()));
  }

  /** The source we last learned from; empty when there is none. */
  public Optional<String> source() {
    return Optional.of(state.source()).filter(source -> !source.isEmpty());
  }

  private OptionalLong distinct(UserSet ofClosedDays, int closedDays) {
    UserSet users = today.users() == null ? ofClosedDays : ofClosedDays.with(today.users());
    long count = users.count();
    if (count > 0) {
      return OptionalLong.of(count);
    }
    boolean unnamedUse = false;
    for (int ago = 0; ago <= closedDays; ago++) {
      unnamedUse |= userCount(ago) == DaySlice.USERS_UNKNOWN;
    }
    return unnamedUse || !state.usersNamed() ? OptionalLong.empty() : OptionalLong.of(0);
  }

  private int lastDayAgo() {
    return isActive(0) ? 0 : 1;
  }

  private boolean isActive(int daysAgo) {
    return (daysAgo == 0 ? today.events() : closed.events()[daysAgo - 1]) > 0;
  }

  private int userCount(int daysAgo) {
    return daysAgo == 0 ? today.userCount() : closed.userCounts()[daysAgo - 1];
  }

  private OptionalDouble daysSince(long time) {
    return time == AdoptionState.NEVER
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.max(0, now.toEpochMilli() - time) / MILLIS_A_DAY);
  }

  private static Optional<Instant> instant(long time) {
    return time == AdoptionState.NEVER ? Optional.empty() : Optional.of(Instant.ofEpochMilli(time));
  }
}
