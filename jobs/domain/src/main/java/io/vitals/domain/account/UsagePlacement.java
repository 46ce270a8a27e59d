package io.vitals.domain.account;

/** Where a day of use lies against the subscription it names. */
public enum UsagePlacement {
  /** Between the first day and the end date, the end date included: use trails off within a day. */
  INSIDE,
  /** Before the first day, or of a subscription that is not known (yet). */
  BEFORE_SUBSCRIPTION,
  /** After the end date. */
  AFTER_SUBSCRIPTION
}
