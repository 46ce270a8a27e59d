package io.vitals.domain.account;

import io.vitals.domain.change.Provenance;
import io.vitals.schemas.AccountChange;
import io.vitals.schemas.SubscriptionChange;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What is kept of an account: its CRM row and its subscriptions. Rows may come in any order, more
 * than once, and deletions before what they delete: the same rows end in the same state.
 *
 * <p>Bounded by the subscriptions the CRM holds, plus the tombstones of the newest {@value
 * #TOMBSTONES} deletions by event time. A row that comes after the tombstone of its deletion was
 * dropped counts as what it says.
 *
 * @param crm the CRM's row, null when none ever came
 * @param subscriptions by id and source
 */
public record AccountState(CrmRow crm, List<SubscriptionRow> subscriptions) {

  /** How many deleted subscriptions are remembered. */
  public static final int TOMBSTONES = 64;

  private static final AccountState EMPTY = new AccountState(null, List.of());

  public AccountState {
    subscriptions = subscriptions == null ? List.of() : List.copyOf(subscriptions);
  }

  /** Nothing known. */
  public static AccountState empty() {
    return EMPTY;
  }

  /** The state after a change of the CRM row; this very state when nothing changes. */
  public AccountState with(AccountChange change) {
    CrmRow row = CrmRow.of(change);
    return crm == null || CrmRow.ORDER.compare(row, crm) > 0
        ? new AccountState(row, subscriptions)
        : this;
  }

  /**
   * The state after a change of a subscription; this very state when nothing changes.
   *
   * @param zone the tenant's time zone: it says on which day the change happened
   */
  public AccountState with(SubscriptionChange change, ZoneId zone) {
    SubscriptionRow row = SubscriptionRow.of(change, zone);
    int position = Collections.binarySearch(subscriptions, row, SubscriptionRow.KEY);
    List<SubscriptionRow> next = new ArrayList<>(subscriptions);
    if (position < 0) {
      next.add(-position - 1, row);
    } else {
      SubscriptionRow merged = subscriptions.get(position).with(row);
      if (merged.equals(subscriptions.get(position))) {
        return this;
      }
      next.set(position, merged);
    }
    dropOldestTombstone(next);
    return new AccountState(crm, next);
  }

  /** The account on a day of the tenant's time zone. */
  public AccountView at(LocalDate today) {
    long day = today.toEpochDay();
    int active = 0;
    boolean arrKnown = false;
    long arr = 0;
    long noticedArr = 0;
    boolean seatsKnown = false;
    long seats = 0;
    boolean noticeKnown = false;
    long renewal = SubscriptionRow.NO_DAY;
    Provenance provenance = null;
    for (int i = 0; i < subscriptions.size(); i++) {
      SubscriptionRow row = subscriptions.get(i);
      provenance = Provenance.with(provenance, row.stamp());
      if (!row.activeOn(day)) {
        continue;
      }
      active++;
      Long amount = row.amountOn(day);
      if (amount != null) {
        arrKnown = true;
        arr = ReportingAmount.sum(arr, amount);
        noticedArr = row.noticedOn(day) ? ReportingAmount.sum(noticedArr, amount) : noticedArr;
      }
      if (row.seats() != null) {
        seatsKnown = true;
        seats += row.seats();
      }
      noticeKnown |= row.noticeKnown();
      renewal = Math.min(renewal, row.renewalFrom(day));
    }
    return new AccountView(
        today,
        Optional.ofNullable(crm).filter(row -> !row.stamp().deleted()),
        Optional.ofNullable(crm).map(row -> Provenance.of(row.stamp())),
        active,
        arrKnown ? (Long) arr : null,
        seatsKnown ? clampToInt(seats) : null,
        renewalDate(renewal),
        noticeKnown,
        arrKnown ? (Long) noticedArr : null,
        Optional.ofNullable(provenance));
  }

  /**
   * The annual amount on a day, past or to come, as the rows now known say: the subscriptions that
   * are active on it, each with the amount in force on it.
   *
   * @return minor units of the reporting currency; null when no subscription active on the day has
   *     an amount
   */
  public Long arrOn(LocalDate date) {
    long day = date.toEpochDay();
    boolean known = false;
    long arr = 0;
    for (int i = 0; i < subscriptions.size(); i++) {
      SubscriptionRow row = subscriptions.get(i);
      Long amount = row.activeOn(day) ? row.amountOn(day) : null;
      if (amount != null) {
        known = true;
        arr = ReportingAmount.sum(arr, amount);
      }
    }
    return known ? (Long) arr : null;
  }

  /**
   * The next day after {@code after} on which the view may change without any row: a start, an end,
   * a notice, a term that comes within {@value SubscriptionRow#NOTICED_WITHIN_DAYS} days, the day
   * after a renewal date, an amount. Between two such days it does not change. Ages of what the
   * view tells (days to renewal) are not part of it.
   */
  public Optional<LocalDate> nextChange(LocalDate after) {
    long next = SubscriptionRow.NO_DAY;
    for (int i = 0; i < subscriptions.size(); i++) {
      next = Math.min(next, subscriptions.get(i).nextChange(after.toEpochDay()));
    }
    return next == SubscriptionRow.NO_DAY
        ? Optional.empty()
        : Optional.of(LocalDate.ofEpochDay(next));
  }

  /**
   * Where a day of use lies against the subscription it names. Should several sources use the id,
   * inside any of them is inside, and after one of them is after.
   */
  public UsagePlacement placeUsage(String subscriptionId, LocalDate day) {
    UsagePlacement placement = UsagePlacement.BEFORE_SUBSCRIPTION;
    for (int i = 0; i < subscriptions.size(); i++) {
      SubscriptionRow row = subscriptions.get(i);
      if (row.deleted() || !row.id().equals(subscriptionId)) {
        continue;
      }
      UsagePlacement byRow = row.place(day.toEpochDay());
      if (byRow == UsagePlacement.INSIDE) {
        return byRow;
      }
      placement = byRow == UsagePlacement.AFTER_SUBSCRIPTION ? byRow : placement;
    }
    return placement;
  }

  private LocalDate renewalDate(long bySubscriptions) {
    if (crm != null && crm.renewalDay() != null) {
      return EpochDay.toDate(crm.renewalDay());
    }
    return bySubscriptions == SubscriptionRow.NO_DAY ? null : LocalDate.ofEpochDay(bySubscriptions);
  }

  private static Integer clampToInt(long value) {
    return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, value));
  }

  private static void dropOldestTombstone(List<SubscriptionRow> rows) {
    int tombstones = 0;
    int oldest = -1;
    for (int i = 0; i < rows.size(); i++) {
      if (!rows.get(i).deleted()) {
        continue;
      }
      tombstones++;
      if (oldest < 0
          || rows.get(i).stamp().eventMillis() < rows.get(oldest).stamp().eventMillis()) {
        oldest = i;
      }
    }
    if (tombstones > TOMBSTONES) {
      rows.remove(oldest);
    }
  }
}
