package io.vitals.domain.account;

import io.vitals.domain.change.ChangeStamp;
import io.vitals.domain.change.Provenance;
import io.vitals.schemas.AccountChange;
import io.vitals.schemas.SubscriptionChange;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is kept of an account: its CRM rows and its subscriptions. Rows may come in any order, more
 * than once, and deletions before what they delete: the same rows end in the same state.
 *
 * <p>An account has a CRM row for each key that means it: after a merge the loser's deletion must
 * not take the winner's row along.
 *
 * <p>Bounded by the rows and subscriptions the CRM holds, plus the tombstones of the newest {@value
 * #TOMBSTONES} deletions of each by event time. A row that comes after the tombstone of its
 * deletion was dropped counts as what it says.
 *
 * @param crm the CRM's rows, by key and source
 * @param subscriptions by id and source
 */
public record AccountState(List<CrmRow> crm, List<SubscriptionRow> subscriptions) {

  /** How many deleted subscriptions, and how many deleted CRM rows, are remembered. */
  public static final int TOMBSTONES = 64;

  private static final AccountState EMPTY = new AccountState(List.of(), List.of());

  public AccountState {
    crm = crm == null ? List.of() : List.copyOf(crm);
    subscriptions = subscriptions == null ? List.of() : List.copyOf(subscriptions);
  }

  /** Nothing known. */
  public static AccountState empty() {
    return EMPTY;
  }

  /** The state after a change of a CRM row; this very state when nothing changes. */
  public AccountState with(AccountChange change) {
    CrmRow row = CrmRow.of(change);
    int position = Collections.binarySearch(crm, row, CrmRow.KEY);
    if (position >= 0 && CrmRow.ORDER.compare(row, crm.get(position)) <= 0) {
      return this;
    }
    List<CrmRow> next = new ArrayList<>(crm);
    if (position < 0) {
      next.add(-position - 1, row);
    } else {
      next.set(position, row);
    }
    dropOldestTombstone(next, CrmRow::stamp);
    return new AccountState(next, subscriptions);
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
    dropOldestTombstone(next, SubscriptionRow::stamp);
    return new AccountState(crm, next);
  }

  /** The account on a day of the tenant's time zone. */
  public AccountView at(LocalDate today) {
    long day = today.toEpochDay();
    ActiveSubscriptions active = new ActiveSubscriptions(day);
    Provenance provenance = null;
    long firstDay = SubscriptionRow.NO_DAY;
    for (int i = 0; i < subscriptions.size(); i++) {
      SubscriptionRow row = subscriptions.get(i);
      provenance = Provenance.with(provenance, row.stamp());
      if (!row.deleted() && row.startDay() <= day) {
        firstDay = Math.min(firstDay, row.startDay());
      }
      if (row.activeOn(day)) {
        active.add(row);
      }
    }
    Provenance crmProvenance = null;
    for (int i = 0; i < crm.size(); i++) {
      crmProvenance = Provenance.with(crmProvenance, crm.get(i).stamp());
    }
    CrmRow shown = shownCrm();
    return new AccountView(
        today,
        Optional.ofNullable(shown),
        Optional.ofNullable(crmProvenance),
        active.count(),
        active.arrMinor(),
        active.withoutAmount(),
        active.seats(),
        renewalDate(shown, active.renewalDay(), day),
        active.noticeKnown(),
        active.silent(),
        active.noticedArrMinor(),
        Optional.ofNullable(provenance),
        firstDay == SubscriptionRow.NO_DAY ? null : LocalDate.ofEpochDay(firstDay));
  }

  /**
   * The annual amount on a day, past or to come, as the rows now known say: the subscriptions that
   * are active on it, each with the amount in force on it. The whole or nothing, since it is there
   * to compare with.
   *
   * @return minor units of the reporting currency; null when no subscription is active on the day,
   *     or the amount of one that is is not known
   */
  public Long arrOn(LocalDate date) {
    long day = date.toEpochDay();
    boolean known = false;
    long arr = 0;
    for (int i = 0; i < subscriptions.size(); i++) {
      SubscriptionRow row = subscriptions.get(i);
      if (!row.activeOn(day)) {
        continue;
      }
      Long amount = row.amountOn(day);
      if (amount == null) {
        return null;
      }
      known = true;
      arr = ReportingAmount.sum(arr, amount);
    }
    return known ? (Long) arr : null;
  }

  /**
   * The next day after {@code after} on which the view may change without any row: a start, an end,
   * a notice, a term that comes within {@value SubscriptionRow#NOTICED_WITHIN_DAYS} days, the day
   * after a renewal date (the CRM's own included), an amount. Between two such days it does not
   * change. Ages of what the view tells (days to renewal) are not part of it.
   */
  public Optional<LocalDate> nextChange(LocalDate after) {
    long next = SubscriptionRow.NO_DAY;
    for (int i = 0; i < subscriptions.size(); i++) {
      next = Math.min(next, subscriptions.get(i).nextChange(after.toEpochDay()));
    }
    CrmRow shown = shownCrm();
    if (shown != null && shown.renewalDay() != null && shown.renewalDay() >= after.toEpochDay()) {
      next = Math.min(next, shown.renewalDay() + 1L);
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

  /** The living CRM row that the account is shown by, or null. */
  private CrmRow shownCrm() {
    CrmRow shown = null;
    for (int i = 0; i < crm.size(); i++) {
      CrmRow row = crm.get(i);
      if (!row.deleted() && (shown == null || CrmRow.SHOWN.compare(row, shown) > 0)) {
        shown = row;
      }
    }
    return shown;
  }

  /** A CRM that was not kept up must not hide when the subscriptions renew. */
  private static LocalDate renewalDate(CrmRow shown, long bySubscriptions, long today) {
    Integer byCrm = shown == null ? null : shown.renewalDay();
    boolean subscriptionsTell = bySubscriptions != SubscriptionRow.NO_DAY;
    if (byCrm != null && (byCrm >= today || !subscriptionsTell)) {
      return EpochDay.toDate(byCrm);
    }
    return subscriptionsTell ? LocalDate.ofEpochDay(bySubscriptions) : null;
  }

  private static <T> void dropOldestTombstone(List<T> rows, Function<T, ChangeStamp> stampOf) {
    int tombstones = 0;
    int oldest = -1;
    for (int i = 0; i < rows.size(); i++) {
      ChangeStamp stamp = stampOf.apply(rows.get(i));
      if (!stamp.deleted()) {
        continue;
      }
      tombstones++;
      if (oldest < 0 || stamp.eventMillis() < stampOf.apply(rows.get(oldest)).eventMillis()) {
        oldest = i;
      }
    }
    if (tombstones > TOMBSTONES) {
      rows.remove(oldest);
    }
  }
}
