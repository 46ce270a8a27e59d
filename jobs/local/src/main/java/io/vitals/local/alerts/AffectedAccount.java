package io.vitals.local.alerts;

import io.vitals.local.list.AccountEntry;
import io.vitals.local.list.Column;
import io.vitals.local.list.Column.Place;
import io.vitals.local.list.FieldKind;
import io.vitals.local.list.LatestRows;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An account told of by an alert, with what is published of it. Null is what is not known.
 *
 * @param arr annual recurring revenue, whole units of the reporting currency
 * @param owner opaque id of the customer success manager
 */
public record AffectedAccount(
    String accountId,
    String name,
    String band,
    BigDecimal arr,
    String segment,
    String owner,
    LocalDate renewalDate) {

  /** The columns of the list. */
  public static final List<Column<AffectedAccount>> COLUMNS =
      List.of(
          new Column<>("account_id", FieldKind.TEXT, Place.whole(1), AffectedAccount::accountId),
          new Column<>("name", FieldKind.TEXT, Place.whole(2), AffectedAccount::name),
          new Column<>("band", FieldKind.TEXT, Place.whole(3), AffectedAccount::band),
          new Column<>("arr", FieldKind.AMOUNT, Place.whole(4), AffectedAccount::arr),
          new Column<>("segment", FieldKind.TEXT, Place.whole(5), AffectedAccount::segment),
          new Column<>("owner", FieldKind.TEXT, Place.whole(6), AffectedAccount::owner),
          new Column<>(
              "renewal_date", FieldKind.DATE, Place.whole(7), AffectedAccount::renewalDate));

  /** Those that the alert names, in its order. */
  public static List<AffectedAccount> all(AlertEntry alert, LatestRows rows) {
    Map<String, AccountEntry> known =
        AccountEntry.all(rows).stream()
            .collect(Collectors.toMap(AccountEntry::accountId, Function.identity()));
    return alert.row().getAffected().stream().map(id -> of(id, known.get(id))).toList();
  }

  private static AffectedAccount of(String id, AccountEntry known) {
    return known == null
        ? new AffectedAccount(id, null, null, null, null, null, null)
        : new AffectedAccount(
            id,
            known.name(),
            known.band(),
            known.arr(),
            known.segment(),
            known.owner(),
            known.renewalDate());
  }
}
