package io.vitals.domain.account;

/** What the subscriptions active on a day come to, one pass. */
final class ActiveSubscriptions {
  private final long day;
  private int count;
  private boolean arrKnown;
  private long arr;
  private long noticedArr;
  private int withoutAmount;
  private boolean seatsKnown;
  private long seats;
  private boolean noticeKnown;
  private int silent;
  private long renewal = SubscriptionRow.NO_DAY;

  ActiveSubscriptions(long day) {
    this.day = day;
  }

  void add(SubscriptionRow row) {
    count++;
    Long amount = row.amountOn(day);
    if (amount == null) {
      withoutAmount++;
    } else {
      arrKnown = true;
      arr = ReportingAmount.sum(arr, amount);
      noticedArr = row.noticedOn(day) ? ReportingAmount.sum(noticedArr, amount) : noticedArr;
    }
    if (row.seats() != null) {
      seatsKnown = true;
      seats += row.seats();
    }
    noticeKnown |= row.noticeKnown();
    boolean free = amount != null && amount == 0;
    silent += row.noticeKnown() || free ? 0 : 1;
    renewal = Math.min(renewal, row.renewalFrom(day));
  }

  int count() {
    return count;
  }

  /** The known part; null when no amount is known. */
  Long arrMinor() {
    return arrKnown ? (Long) arr : null;
  }

  int withoutAmount() {
    return withoutAmount;
  }

  Integer seats() {
    return seatsKnown
        ? (Integer) (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, seats))
        : null;
  }

  /** Whether any tells how it ends. */
  boolean noticeKnown() {
    return noticeKnown;
  }

  /** How many that are not free do not tell. */
  int silent() {
    return silent;
  }

  Long noticedArrMinor() {
    return arrKnown ? (Long) noticedArr : null;
  }

  /** The nearest day on which one renews or ends, or {@link SubscriptionRow#NO_DAY}. */
  long renewalDay() {
    return renewal;
  }
}
