package io.vitals.domain.anomaly.series;

import io.vitals.domain.adoption.UsageDelta;
import io.vitals.domain.adoption.UserSet;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What happened at an account in an hour, as far as it is known. Flat; arrays are never changed.
 *
 * @param events uses
 * @param errors errors met; null when no record measured them
 * @param users who used it; null when no record names a user
 * @param features features used, ascending, distinct
 * @param opened tickets opened, ascending, distinct
 * @param escalated tickets escalated, ascending, distinct
 */
@SuppressWarnings("ArrayRecordComponent") // flat on purpose; compared by no one
public record HourCounts(
    long events,
    Long errors,
    UserSet users,
    String[] features,
    String[] opened,
    String[] escalated) {
  private static final String[] NONE = {};

  /** Reads absent names as none. */
  public HourCounts {
    features = features == null ? NONE : features;
    opened = opened == null ? NONE : opened;
    escalated = escalated == null ? NONE : escalated;
  }

  /** Nothing happened. */
  public static HourCounts none() {
    return new HourCounts(0, null, null, NONE, NONE, NONE);
  }

  /** This and more use of the hour. */
  public HourCounts with(UsageDelta usage) {
    UserSet named = usage.users() == null ? null : UserSet.of(usage.users());
    return new HourCounts(
        events + usage.events(),
        sum(errors, usage.errors()),
        union(users, named),
        union(features, usage.features()),
        opened,
        escalated);
  }

  /** This and a ticket that was opened in the hour; a ticket counts once. */
  public HourCounts withOpened(String ticket) {
    return new HourCounts(
        events, errors, users, features, union(opened, new String[] {ticket}), escalated);
  }

  /** This and a ticket that was escalated in the hour; a ticket counts once. */
  public HourCounts withEscalated(String ticket) {
    return new HourCounts(
        events, errors, users, features, opened, union(escalated, new String[] {ticket}));
  }

  /** What happened in all of some hours. */
  public static HourCounts sum(List<HourCounts> hours) {
    HourCounts sum = none();
    for (HourCounts hour : hours) {
      sum =
          new HourCounts(
              sum.events + hour.events,
              sum(sum.errors, hour.errors),
              union(sum.users, hour.users),
              union(sum.features, hour.features),
              union(sum.opened, hour.opened),
              union(sum.escalated, hour.escalated));
    }
    return sum;
  }

  /** How much of a measure there was: 0 where nothing was told, since the time is complete. */
  public long of(SeriesMeasure measure) {
    return switch (measure) {
      case EVENTS -> events;
      case ACTIVE_USERS -> users == null ? 0 : users.count();
      case FEATURES_USED -> features.length;
      case ERRORS -> errors == null ? 0 : errors;
      case TICKETS_OPENED -> opened.length;
      case ESCALATIONS -> escalated.length;
      case RECORDS, NEWLY_AT_RISK, INPUTS_LOST ->
          throw new IllegalArgumentException(measure + " is not of an account");
    };
  }

  private static Long sum(Long one, Long other) {
    return one == null ? other : other == null ? one : Long.valueOf(one + other);
  }

  private static UserSet union(UserSet one, UserSet other) {
    return one == null ? other : other == null ? one : one.with(other);
  }

  private static String[] union(String[] one, String[] other) {
    if (other.length == 0) {
      return one;
    }
    return Stream.concat(Arrays.stream(one), Arrays.stream(other))
        .distinct()
        .sorted()
        .toArray(String[]::new);
  }
}
