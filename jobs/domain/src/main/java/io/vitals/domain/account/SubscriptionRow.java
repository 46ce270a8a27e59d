package io.vitals.domain.account;

import static io.vitals.domain.change.ChangeStamp.nullable;

import io.vitals.domain.change.ChangeStamp;
import io.vitals.schemas.SubscriptionChange;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;

/**
 * A subscription as its last change left it, with the amounts of its earlier versions. A deleted
 * one keeps its stamp and its amounts (a greater version may revive it) and counts nowhere. Days
 * are epoch days in the tenant's time zone, null when not known.
 *
 * @param stamp the change that made it so
 * @param id the subscription, unique within its source
 * @param seats seats paid for, null when not sold by seats
 * @param arrMinor annual amount by this row, minor units of the reporting currency, null when not
 *     known
 * @param startDay first day it is active
 * @param endDay first day it is no longer active, null while running
 * @param renewalDay when the term ends and renews
 * @param autoRenew whether it renews by itself, null when not known
 * @param noticeDay when notice was given, null when none was
 * @param amounts the amounts of this and earlier versions, oldest version first
 */
public record SubscriptionRow(
    ChangeStamp stamp,
    String id,
    Integer seats,
    Long arrMinor,
    int startDay,
    Integer endDay,
    Integer renewalDay,
    Boolean autoRenew,
    Integer noticeDay,
    List<AmountVersion> amounts) {

  /** An ending this near without automatic renewal counts as noticed, days. */
  public static final int NOTICED_WITHIN_DAYS = 180;

  /** No day. */
  static final long NO_DAY = Long.MAX_VALUE;

  /** Place of a row in the state: a subscription is unique within its source. */
  static final Comparator<SubscriptionRow> KEY =
      Comparator.comparing(SubscriptionRow::id).thenComparing(row -> row.stamp.source());

  // Amount and event time first, as in the order of AmountVersion.
  private static final Comparator<SubscriptionRow> ORDER =
      ChangeStamp.lastWriterWins(
          SubscriptionRow::stamp,
          ChangeStamp.<SubscriptionRow, Long>nullable(SubscriptionRow::arrMinor)
              .thenComparingLong(row -> row.stamp.eventMillis())
              .thenComparing(nullable(SubscriptionRow::seats))
              .thenComparingInt(SubscriptionRow::startDay)
              .thenComparing(nullable(SubscriptionRow::endDay))
              .thenComparing(nullable(SubscriptionRow::renewalDay))
              .thenComparing(nullable(SubscriptionRow::autoRenew))
              .thenComparing(nullable(SubscriptionRow::noticeDay)));

  public SubscriptionRow {
    stamp = stamp == null ? ChangeStamp.NONE : stamp;
    id = id == null ? "" : id;
    amounts = amounts == null ? List.of() : List.copyOf(amounts);
  }

  static SubscriptionRow of(SubscriptionChange change, ZoneId zone) {
    ChangeStamp stamp =
        ChangeStamp.of(
            change.getSource(),
            change.getSourceEpoch(),
            change.getSourceVersion(),
            change.getOp(),
            change.getEventTime(),
            change.getIngestTime());
    if (stamp.deleted()) {
      return new SubscriptionRow(
          stamp, change.getSubscriptionId(), null, null, 0, null, null, null, null, List.of());
    }
    Long arrMinor =
        ReportingAmount.of(change.getArrMinor(), change.getCurrency(), change.getReportingRate());
    int changedOn = EpochDay.of(LocalDate.ofInstant(change.getEventTime(), zone));
    return new SubscriptionRow(
        stamp,
        change.getSubscriptionId(),
        change.getSeats(),
        arrMinor,
        EpochDay.of(change.getStartDate()),
        EpochDay.ofNullable(change.getEndDate()),
        EpochDay.ofNullable(change.getRenewalDate()),
        change.getAutoRenew(),
        EpochDay.ofNullable(change.getNoticeDate()),
        List.of(
            new AmountVersion(stamp.epoch(), stamp.version(), stamp.op(), arrMinor, changedOn)));
  }

  /**
   * This row after one more change of the same subscription, itself when nothing changes. A change
   * that comes too late to be the row still adds its amount to the history.
   */
  SubscriptionRow with(SubscriptionRow change) {
    List<AmountVersion> merged = amounts;
    for (AmountVersion amount : change.amounts) {
      merged = AmountVersion.with(merged, amount);
    }
    SubscriptionRow winner = ORDER.compare(change, this) > 0 ? change : this;
    return merged == winner.amounts ? winner : winner.withAmounts(merged);
  }

  boolean deleted() {
    return stamp.deleted();
  }

  boolean activeOn(long day) {
    return !deleted() && startDay <= day && (endDay == null || day < endDay);
  }

  Long amountOn(long day) {
    return AmountVersion.inForce(amounts, day);
  }

  /**
   * Whether the row tells how the subscription ends. That it does not renew by itself tells nothing
   * unless it is known when the term ends.
   */
  boolean noticeKnown() {
    return Boolean.TRUE.equals(autoRenew) || noticeDay != null || endDay != null || lapses();
  }

  /**
   * Whether the decision to leave is taken or near: notice was given, or the end is booked within
   * {@value #NOTICED_WITHIN_DAYS} days and does not renew by itself, or the term ends within them
   * and is known not to renew by itself. A term that ended without the CRM saying what came after
   * stays noticed: silence must not improve a score.
   */
  boolean noticedOn(long day) {
    return (noticeDay != null && noticeDay <= day)
        || (endsUnrenewed() && endDay - day <= NOTICED_WITHIN_DAYS)
        || (lapses() && renewalDay - day <= NOTICED_WITHIN_DAYS);
  }

  /** The nearest day from {@code day} on at which the term renews or ends, or {@link #NO_DAY}. */
  long renewalFrom(long day) {
    long renewal = renewalDay != null && renewalDay >= day ? renewalDay : NO_DAY;
    long end = endDay != null && endDay >= day ? endDay : NO_DAY;
    return Math.min(renewal, end);
  }

  /** The next day on which what this row says changes by itself, or {@link #NO_DAY}. */
  long nextChange(long after) {
    if (deleted()) {
      return NO_DAY;
    }
    long next = earlier(NO_DAY, startDay, after);
    if (endDay != null) {
      next = earlier(next, endDay, after);
    }
    if (noticeDay != null) {
      next = earlier(next, noticeDay, after);
    }
    if (renewalDay != null) {
      next = earlier(next, renewalDay + 1L, after);
    }
    if (endsUnrenewed()) {
      next = earlier(next, (long) endDay - NOTICED_WITHIN_DAYS, after);
    }
    if (lapses()) {
      next = earlier(next, (long) renewalDay - NOTICED_WITHIN_DAYS, after);
    }
    for (int i = amounts.size() - 1; i >= 0; i--) {
      next = earlier(next, amounts.get(i).epochDay(), after);
    }
    return next;
  }

  UsagePlacement place(long day) {
    if (day < startDay) {
      return UsagePlacement.BEFORE_SUBSCRIPTION;
    }
    return endDay != null && day > endDay
        ? UsagePlacement.AFTER_SUBSCRIPTION
        : UsagePlacement.INSIDE;
  }

  private boolean endsUnrenewed() {
    return endDay != null && !Boolean.TRUE.equals(autoRenew);
  }

  private boolean lapses() {
    return renewalDay != null && Boolean.FALSE.equals(autoRenew);
  }

  private static long earlier(long next, long candidate, long after) {
    return candidate > after && candidate < next ? candidate : next;
  }

  private SubscriptionRow withAmounts(List<AmountVersion> merged) {
    return new SubscriptionRow(
        stamp, id, seats, arrMinor, startDay, endDay, renewalDay, autoRenew, noticeDay, merged);
  }
}
