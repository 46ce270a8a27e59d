package io.vitals.local.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.csv.CSVRecord;

/**
 * The RavenStack files as known on a day, read plainly. Days are numbers since the epoch; by
 * account.
 *
 * @param today the day
 * @param accounts accounts that have signed up
 * @param sold subscriptions that have begun
 * @param uses use by then
 * @param tickets tickets submitted by then
 */
record PlainFiles(
    int today,
    Map<String, Account> accounts,
    Map<String, List<Sold>> sold,
    Map<String, List<Use>> uses,
    Map<String, List<Ticket>> tickets) {
  private static final int NEVER = Integer.MAX_VALUE;

  record Account(String name, boolean hasPlan, int signup) {}

  /** A subscription; {@code arr} null: not told. */
  record Sold(String id, int start, int end, Long arr, boolean renewsItself) {
    boolean activeOn(int day) {
      return start <= day && day < end;
    }

    /** The days on which it is active, up to a day. */
    BitSet days(int last) {
      BitSet days = new BitSet();
      if (start < end && start <= last) {
        days.set(start, Math.min(end, last + 1));
      }
      return days;
    }
  }

  record Use(int day, long quantity, Sold under) {}

  record Ticket(int submitted, int closed, boolean rated) {}

  static PlainFiles of(Path folder, LocalDate asOf) throws IOException {
    int today = day(asOf.toString());
    Map<String, Account> accounts = new TreeMap<>();
    for (CSVRecord row : RavenStackTruth.read(folder, "accounts")) {
      int signup = day(row.get("signup_date"));
      if (signup <= today) {
        accounts.put(
            row.get("account_id"),
            new Account(row.get("account_name"), !row.get("plan_tier").isEmpty(), signup));
      }
    }
    Map<String, List<Sold>> sold = new TreeMap<>();
    Map<String, Sold> byId = new HashMap<>();
    Map<String, String> accountOf = new HashMap<>();
    for (CSVRecord row : RavenStackTruth.read(folder, "subscriptions")) {
      String arr = row.get("arr_amount");
      Sold one =
          new Sold(
              row.get("subscription_id"),
              day(row.get("start_date")),
              dayOrNever(row.get("end_date")),
              arr.isEmpty() ? null : Long.valueOf(arr),
              row.get("auto_renew_flag").equalsIgnoreCase("true"));
      byId.put(one.id(), one);
      accountOf.put(one.id(), row.get("account_id"));
      if (one.start() <= today) {
        sold.computeIfAbsent(row.get("account_id"), id -> new ArrayList<>()).add(one);
      }
    }
    Map<String, List<Use>> uses = new TreeMap<>();
    for (CSVRecord row : RavenStackTruth.read(folder, "feature_usage")) {
      String subscription = row.get("subscription_id");
      int used = day(row.get("usage_date"));
      if (used <= today) {
        uses.computeIfAbsent(accountOf.get(subscription), id -> new ArrayList<>())
            .add(new Use(used, Long.parseLong(row.get("usage_count")), byId.get(subscription)));
      }
    }
    Map<String, List<Ticket>> tickets = new TreeMap<>();
    for (CSVRecord row : RavenStackTruth.read(folder, "support_tickets")) {
      int submitted = day(row.get("submitted_at"));
      if (submitted <= today) {
        tickets
            .computeIfAbsent(row.get("account_id"), id -> new ArrayList<>())
            .add(
                new Ticket(
                    submitted,
                    dayOrNever(row.get("closed_at")),
                    !row.get("satisfaction_score").isEmpty()));
      }
    }
    return new PlainFiles(today, accounts, sold, uses, tickets);
  }

  /** Every account that anything is known of. */
  TreeSet<String> ids() {
    TreeSet<String> ids = new TreeSet<>(accounts.keySet());
    ids.addAll(sold.keySet());
    ids.addAll(uses.keySet());
    ids.addAll(tickets.keySet());
    return ids;
  }

  List<Sold> sold(String account) {
    return sold.getOrDefault(account, List.of());
  }

  List<Use> uses(String account) {
    return uses.getOrDefault(account, List.of());
  }

  List<Ticket> tickets(String account) {
    return tickets.getOrDefault(account, List.of());
  }

  List<Sold> active(String account, int day) {
    return sold(account).stream().filter(one -> one.activeOn(day)).toList();
  }

  /** The known amounts of the active subscriptions, whole units. */
  long arr(String account) {
    return active(account, today).stream()
        .mapToLong(one -> one.arr() == null ? 0 : one.arr())
        .sum();
  }

  private static int dayOrNever(String date) {
    return date.isEmpty() ? NEVER : day(date);
  }

  private static int day(String date) {
    return (int) LocalDate.parse(date.substring(0, 10)).toEpochDay();
  }
}
