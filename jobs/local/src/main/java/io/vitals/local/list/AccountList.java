package io.vitals.local.list;

import io.vitals.local.list.Column.Place;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;

/** The columns and orders of the lists of accounts. */
public final class AccountList {
  /** The field in which the renewal date stands. */
  public static final String RENEWAL_DATE = "renewal_date";

  private static final Column<AccountEntry> ID =
      new Column<>("account_id", FieldKind.TEXT, Place.whole(1), AccountEntry::accountId);
  private static final Column<AccountEntry> NAME =
      new Column<>("name", FieldKind.TEXT, Place.flexible(2, 14, 28), AccountEntry::name);
  private static final Column<AccountEntry> BAND =
      new Column<>("band", FieldKind.TEXT, Place.whole(3), AccountEntry::band);
  private static final Column<AccountEntry> STATUS =
      new Column<>("status", FieldKind.TEXT, Place.NONE, AccountEntry::status);
  private static final Column<AccountEntry> SCORE =
      new Column<>("score", FieldKind.POINTS, Place.whole(4), AccountEntry::score);
  private static final Column<AccountEntry> CONFIDENCE =
      new Column<>("confidence", FieldKind.SHARE, Place.NONE, AccountEntry::confidence);
  private static final Column<AccountEntry> ARR =
      new Column<>("arr", FieldKind.AMOUNT, Place.whole(5), AccountEntry::arr);
  private static final Column<AccountEntry> SEGMENT =
      new Column<>("segment", FieldKind.TEXT, Place.flexible(9, 8, 14), AccountEntry::segment);
  private static final Column<AccountEntry> REGION =
      new Column<>("region", FieldKind.TEXT, Place.NONE, AccountEntry::region);
  private static final Column<AccountEntry> TIER =
      new Column<>("tier", FieldKind.TEXT, Place.NONE, AccountEntry::tier);
  private static final Column<AccountEntry> OWNER =
      new Column<>("owner", FieldKind.TEXT, Place.flexible(7, 8, 14), AccountEntry::owner);
  private static final Column<AccountEntry> STAGE =
      new Column<>("stage", FieldKind.TEXT, Place.NONE, AccountEntry::stage);
  private static final Column<AccountEntry> RENEWAL =
      new Column<>(RENEWAL_DATE, FieldKind.DATE, Place.whole(8), AccountEntry::renewalDate);
  private static final Column<AccountEntry> DAYS =
      new Column<>(
          "days_to_renewal",
          FieldKind.NUMBER,
          Place.NONE,
          row -> row.daysToRenewal() == null ? null : BigDecimal.valueOf(row.daysToRenewal()));
  private static final Column<AccountEntry> DRIVER =
      new Column<>(
          "first_driver", FieldKind.TEXT, Place.flexible(6, 16, 32), AccountEntry::firstDriver);
  private static final Column<AccountEntry> HELD =
      new Column<>("held_reason", FieldKind.TEXT, Place.NONE, AccountEntry::heldReason);
  private static final Column<AccountEntry> SCORED =
      new Column<>("scored_at", FieldKind.TIME, Place.NONE, AccountEntry::scoredAt);

  /** The columns of the list of accounts. */
  public static final List<Column<AccountEntry>> ACCOUNTS =
      List.of(
          ID,
          NAME,
          BAND,
          STATUS,
          SCORE,
          CONFIDENCE,
          ARR,
          SEGMENT,
          REGION,
          TIER,
          OWNER,
          STAGE,
          RENEWAL,
          DAYS,
          DRIVER,
          HELD,
          SCORED);

  /** The columns of the list of renewals. */
  public static final List<Column<AccountEntry>> RENEWALS =
      List.of(
          RENEWAL.at(Place.whole(3)),
          DAYS.at(Place.whole(9)),
          ID,
          NAME,
          BAND.at(Place.whole(4)),
          STATUS,
          SCORE.at(Place.whole(8)),
          CONFIDENCE,
          ARR,
          OWNER,
          SEGMENT.at(Place.NONE),
          REGION,
          TIER,
          STAGE,
          DRIVER,
          HELD,
          SCORED);

  /** Accounts: the worst band first, and in it those with most ARR. */
  public static final Comparator<AccountEntry> WORST_FIRST =
      Comparator.comparingInt(AccountList::severity)
          .thenComparing(RowOrder.descending(ARR))
          .thenComparing(AccountEntry::accountId);

  /** Renewals: those due first come first, and of a day those with most ARR. */
  public static final Comparator<AccountEntry> DUE_FIRST =
      RowOrder.ascending(RENEWAL)
          .thenComparing(RowOrder.descending(ARR))
          .thenComparing(AccountEntry::accountId);

  private static final List<String> BANDS =
      List.of("at_risk", "watch", "held", "unknown", "healthy");

  private AccountList() {}

  /**
   * The accounts with an active subscription whose renewal is known.
   *
   * @param withinDays due by then at the latest, overdue ones too; null for all
   */
  public static List<AccountEntry> renewals(List<AccountEntry> accounts, Integer withinDays) {
    return accounts.stream()
        .filter(account -> account.active() && account.renewalDate() != null)
        .filter(account -> withinDays == null || account.daysToRenewal() <= withinDays)
        .toList();
  }

  /** The accounts with an active subscription whose renewal is not known. */
  public static List<AccountEntry> withoutRenewal(List<AccountEntry> accounts) {
    return accounts.stream()
        .filter(account -> account.active() && account.renewalDate() == null)
        .toList();
  }

  private static int severity(AccountEntry account) {
    int place = BANDS.indexOf(account.band());
    return place < 0 ? BANDS.size() : place;
  }
}
