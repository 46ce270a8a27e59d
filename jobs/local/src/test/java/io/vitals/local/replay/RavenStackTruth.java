package io.vitals.local.replay;

import io.vitals.local.cli.replay.RowClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * What the RavenStack files say of a day, by plain comparison of their dates as text.
 *
 * @param accounts accounts with an active subscription
 * @param activeSubscriptions active subscriptions
 * @param arr their annual amount, USD
 * @param openTickets open tickets of any account
 * @param rows where the rows of each file go
 */
record RavenStackTruth(
    int accounts,
    int activeSubscriptions,
    long arr,
    int openTickets,
    Map<String, RowClasses> rows) {

  static RavenStackTruth of(Path folder, LocalDate asOf) throws IOException {
    String day = asOf.toString();
    List<CSVRecord> subscriptions = read(folder, "subscriptions");
    Map<String, CSVRecord> byId = new HashMap<>();
    Set<String> accounts = new HashSet<>();
    int active = 0;
    long arr = 0;
    for (CSVRecord subscription : subscriptions) {
      byId.put(subscription.get("subscription_id"), subscription);
      String end = subscription.get("end_date");
      if (subscription.get("start_date").compareTo(day) <= 0
          && (end.isEmpty() || end.compareTo(day) > 0)) {
        active++;
        arr += Long.parseLong(subscription.get("arr_amount"));
        accounts.add(subscription.get("account_id"));
      }
    }
    List<CSVRecord> tickets = read(folder, "support_tickets");
    int open = 0;
    for (CSVRecord ticket : tickets) {
      String closed = ticket.get("closed_at");
      if (ticket.get("submitted_at").substring(0, 10).compareTo(day) <= 0
          && (closed.isEmpty() || closed.substring(0, 10).compareTo(day) > 0)) {
        open++;
      }
    }
    Map<String, RowClasses> rows = new LinkedHashMap<>();
    rows.put(
        "accounts",
        dated(read(folder, "accounts"), row -> row.get("signup_date").compareTo(day) <= 0));
    rows.put(
        "subscriptions", dated(subscriptions, row -> row.get("start_date").compareTo(day) <= 0));
    rows.put(
        "support_tickets",
        dated(tickets, row -> row.get("submitted_at").substring(0, 10).compareTo(day) <= 0));
    rows.put(
        "churn_events",
        dated(read(folder, "churn_events"), row -> row.get("churn_date").compareTo(day) <= 0));
    rows.put("feature_usage", usage(read(folder, "feature_usage"), byId, day));
    return new RavenStackTruth(accounts.size(), active, arr, open, rows);
  }

  private static RowClasses dated(List<CSVRecord> rows, Predicate<CSVRecord> known) {
    long counted = rows.stream().filter(known).count();
    return new RowClasses(rows.size(), counted, 0, 0, 0, 0, 0, 0, rows.size() - counted);
  }

  private static RowClasses usage(
      List<CSVRecord> rows, Map<String, CSVRecord> subscriptions, String day) {
    long inside = 0;
    long before = 0;
    long after = 0;
    long later = 0;
    for (CSVRecord row : rows) {
      String used = row.get("usage_date");
      CSVRecord subscription = subscriptions.get(row.get("subscription_id"));
      String end = subscription.get("end_date");
      if (used.compareTo(day) > 0) {
        later++;
      } else if (used.compareTo(subscription.get("start_date")) < 0) {
        before++;
      } else if (!end.isEmpty() && used.compareTo(end) > 0) {
        after++;
      } else {
        inside++;
      }
    }
    return new RowClasses(rows.size(), inside, before, after, 0, 0, 0, 0, later);
  }

  static List<CSVRecord> read(Path folder, String file) throws IOException {
    try (var reader = Files.newBufferedReader(folder.resolve("ravenstack_" + file + ".csv"));
        var parser =
            CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get().parse(reader)) {
      return new ArrayList<>(parser.getRecords());
    }
  }
}
