package io.vitals.flink.anomaly;

import io.vitals.domain.anomaly.series.Family;
import io.vitals.domain.anomaly.series.HourCounts;
import io.vitals.domain.anomaly.series.SeriesMeasure;

/**
 * What happened at an account in an hour, on its way to a sum.
 *
 * @param segment the account's segment; empty for the portfolio
 * @param hour the hour, since 1970-01-01 UTC
 * @param usage whether it tells of use; of tickets otherwise
 * @param events uses
 * @param users distinct users
 * @param features distinct features used
 * @param errors errors met
 * @param opened tickets opened
 * @param escalated tickets escalated
 */
public record AccountHour(
    String segment,
    int hour,
    boolean usage,
    long events,
    long users,
    long features,
    long errors,
    long opened,
    long escalated) {

  static AccountHour of(String segment, int hour, Family family, HourCounts counts) {
    boolean usage = family == Family.USAGE;
    return new AccountHour(
        segment,
        hour,
        usage,
        usage ? counts.of(SeriesMeasure.EVENTS) : 0,
        usage ? counts.of(SeriesMeasure.ACTIVE_USERS) : 0,
        usage ? counts.of(SeriesMeasure.FEATURES_USED) : 0,
        usage ? counts.of(SeriesMeasure.ERRORS) : 0,
        usage ? 0 : counts.of(SeriesMeasure.TICKETS_OPENED),
        usage ? 0 : counts.of(SeriesMeasure.ESCALATIONS));
  }

  AccountHour inPortfolio() {
    return new AccountHour("", hour, usage, events, users, features, errors, opened, escalated);
  }

  AccountHour plus(AccountHour other) {
    return new AccountHour(
        segment,
        hour,
        usage,
        events + other.events,
        users + other.users,
        features + other.features,
        errors + other.errors,
        opened + other.opened,
        escalated + other.escalated);
  }

  long of(SeriesMeasure measure) {
    return switch (measure) {
      case EVENTS -> events;
      case ACTIVE_USERS -> users;
      case FEATURES_USED -> features;
      case ERRORS -> errors;
      case TICKETS_OPENED -> opened;
      case ESCALATIONS -> escalated;
      case RECORDS, NEWLY_AT_RISK, INPUTS_LOST ->
          throw new IllegalArgumentException(measure + " is not of an account");
    };
  }
}
