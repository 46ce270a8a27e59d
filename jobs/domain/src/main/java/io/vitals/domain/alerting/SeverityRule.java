package io.vitals.domain.alerting;

import io.vitals.schemas.AlertSeverity;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * How grave an episode is, by what is at stake and how long it lasts. What is not known makes a
 * warning: neither little nor much may be read from nothing.
 */
public enum SeverityRule {
  /** Always for the daily list. */
  INFO,
  /** Always a warning. */
  WARNING,
  /**
   * By the account's ARR; one step graver when it renews within 30 days or nobody has taken it for
   * two business days.
   */
  ARR,
  /** As {@link #ARR}, and no less than a warning. */
  ARR_AT_LEAST_WARNING,
  /** As {@link #ARR}, and no more than a warning. */
  ARR_AT_MOST_WARNING,
  /** One step graver than {@link #ARR}. */
  ARR_RAISED,
  /** By how soon the account renews; within 30 days as {@link #ARR}. */
  DAYS_TO_RENEWAL,
  /** By the share of active ARR at stake; one step graver after four hours. */
  SHARE_OF_ARR,
  /** As {@link #SHARE_OF_ARR}, and no less than a warning. */
  SHARE_OF_ARR_AT_LEAST_WARNING;

  /** ARR from which an account's alert is a warning, minor units of the reporting currency. */
  static final long WARNING_ARR_MINOR = 25_000_00L;

  /** ARR from which an account's alert is critical. */
  static final long CRITICAL_ARR_MINOR = 100_000_00L;

  /** Share of active ARR from which a source's or the portfolio's alert is a warning. */
  static final double WARNING_SHARE = 0.05;

  /** Share of active ARR from which it is critical. */
  static final double CRITICAL_SHARE = 0.25;

  /** How long a break may last before it is graver. */
  static final Duration LONG_BREAK = Duration.ofHours(4);

  /** Business days after which an account's alert that nobody took is graver. */
  static final int UNTAKEN_BUSINESS_DAYS = 2;

  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
  private static final int RENEWAL_SOON_DAYS = 30;
  private static final int RENEWAL_NEAR_DAYS = 60;

  /**
   * The severity of an episode.
   *
   * @param stake what is at stake in its condition
   * @param firedAt when it was first told of
   * @param taken whether somebody has taken it
   */
  public AlertSeverity of(Stake stake, Instant firedAt, boolean taken, Instant now) {
    AlertSeverity severity =
        switch (this) {
          case INFO -> AlertSeverity.INFO;
          case WARNING -> AlertSeverity.WARNING;
          case ARR, ARR_AT_LEAST_WARNING, ARR_AT_MOST_WARNING, ARR_RAISED ->
              byArr(stake, firedAt, taken, now);
          case DAYS_TO_RENEWAL -> byRenewal(stake, firedAt, taken, now);
          case SHARE_OF_ARR, SHARE_OF_ARR_AT_LEAST_WARNING -> byShare(stake, firedAt, now);
        };
    severity = stake.raised() ? raised(severity) : severity;
    return switch (this) {
      case ARR_RAISED -> raised(severity);
      case ARR_AT_LEAST_WARNING, SHARE_OF_ARR_AT_LEAST_WARNING -> graver(severity);
      case ARR_AT_MOST_WARNING ->
          severity == AlertSeverity.CRITICAL ? AlertSeverity.WARNING : severity;
      default -> severity;
    };
  }

  /**
   * When time alone makes an episode graver.
   *
   * @return that instant; null when it does not
   */
  public Instant nextChange(Instant firedAt, boolean taken) {
    return switch (this) {
      case INFO, WARNING -> null;
      case SHARE_OF_ARR, SHARE_OF_ARR_AT_LEAST_WARNING -> firedAt.plus(LONG_BREAK);
      default -> taken ? null : untakenTooLong(firedAt);
    };
  }

  /** Whether it is time without anybody who takes it that makes an episode graver. */
  boolean agesWhileUntaken() {
    return switch (this) {
      case ARR, ARR_AT_LEAST_WARNING, ARR_AT_MOST_WARNING, ARR_RAISED, DAYS_TO_RENEWAL -> true;
      case INFO, WARNING, SHARE_OF_ARR, SHARE_OF_ARR_AT_LEAST_WARNING -> false;
    };
  }

  private static AlertSeverity byArr(Stake stake, Instant firedAt, boolean taken, Instant now) {
    Long arr = stake.arrMinor();
    AlertSeverity severity =
        arr == null || (arr >= WARNING_ARR_MINOR && arr < CRITICAL_ARR_MINOR)
            ? AlertSeverity.WARNING
            : arr < WARNING_ARR_MINOR ? AlertSeverity.INFO : AlertSeverity.CRITICAL;
    Integer days = stake.daysToRenewal(Math.floorDiv(now.toEpochMilli(), DAY_MILLIS));
    boolean renewsSoon = days != null && days >= 0 && days <= RENEWAL_SOON_DAYS;
    boolean untaken = !taken && !now.isBefore(untakenTooLong(firedAt));
    return renewsSoon || untaken ? raised(severity) : severity;
  }

  private static AlertSeverity byRenewal(Stake stake, Instant firedAt, boolean taken, Instant now) {
    Integer days = stake.daysToRenewal(Math.floorDiv(now.toEpochMilli(), DAY_MILLIS));
    if (days != null && days <= RENEWAL_SOON_DAYS) {
      return byArr(stake, firedAt, taken, now);
    }
    return days == null || days <= RENEWAL_NEAR_DAYS ? AlertSeverity.WARNING : AlertSeverity.INFO;
  }

  private static AlertSeverity byShare(Stake stake, Instant firedAt, Instant now) {
    Double share = stake.shareOfArr();
    AlertSeverity severity =
        share == null || (share >= WARNING_SHARE && share < CRITICAL_SHARE)
            ? AlertSeverity.WARNING
            : share < WARNING_SHARE ? AlertSeverity.INFO : AlertSeverity.CRITICAL;
    return now.isBefore(firedAt.plus(LONG_BREAK)) ? severity : raised(severity);
  }

  private static AlertSeverity raised(AlertSeverity severity) {
    return severity == AlertSeverity.INFO ? AlertSeverity.WARNING : AlertSeverity.CRITICAL;
  }

  private static AlertSeverity graver(AlertSeverity severity) {
    return severity == AlertSeverity.INFO ? AlertSeverity.WARNING : severity;
  }

  /** The same hour of the second business day after. */
  private static Instant untakenTooLong(Instant firedAt) {
    LocalDate day = LocalDate.ofInstant(firedAt, ZoneOffset.UTC);
    int left = UNTAKEN_BUSINESS_DAYS;
    int days = 0;
    while (left > 0) {
      days++;
      DayOfWeek weekday = day.plusDays(days).getDayOfWeek();
      if (weekday != DayOfWeek.SATURDAY && weekday != DayOfWeek.SUNDAY) {
        left--;
      }
    }
    return firedAt.plus(Duration.ofDays(days));
  }
}
