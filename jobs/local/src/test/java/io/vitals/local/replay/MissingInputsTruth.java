package io.vitals.local.replay;

import io.vitals.local.replay.PlainFiles.Sold;
import io.vitals.local.replay.PlainFiles.Ticket;
import io.vitals.local.replay.PlainFiles.Use;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/**
 * Which health inputs the default model misses of an active account of RavenStack, by the words of
 * the metric dictionary and the model: without a stage the inputs of {@code adopting} count, use is
 * expected daily, the files name no users and the model no key features.
 */
record MissingInputsTruth(PlainFiles files) {
  static final List<String> INPUTS =
      List.of(
          "adoption.active_days_ratio",
          "adoption.key_feature_breadth_ratio",
          "adoption.usage_trend_ratio",
          "adoption.weekly_active_seats_ratio",
          "commercial.arr_change_90d_ratio",
          "commercial.noticed_arr_ratio",
          "engagement.days_since_last_activity",
          "support.csat_ratio",
          "support.escalations_28d",
          "support.oldest_urgent_age_hours",
          "support.open_severity_points");

  private static final int RATINGS = 3;
  private static final int EVENTS = 20;
  private static final int EVENTS_ONCE_SEEN = 10;
  private static final int TENURE_DAYS = 35;

  TreeSet<String> of(String account) {
    TreeSet<String> missing = new TreeSet<>();
    missing.add("adoption.key_feature_breadth_ratio");
    missing.add("adoption.weekly_active_seats_ratio");
    if (files.uses(account).isEmpty()) {
      missing.add("adoption.active_days_ratio");
      missing.add("engagement.days_since_last_activity");
    }
    if (!trendKnown(account)) {
      missing.add("adoption.usage_trend_ratio");
    }
    if (ratings(account) < RATINGS) {
      missing.add("support.csat_ratio");
    }
    if (!arrChangeKnown(account)) {
      missing.add("commercial.arr_change_90d_ratio");
    }
    if (!noticeKnown(account)) {
      missing.add("commercial.noticed_arr_ratio");
    }
    return missing;
  }

  /**
   * Uses of 28 days: so many make a trend known, and fewer keep it. It is judged on each day on
   * which the account is active or something becomes known of it.
   */
  private boolean trendKnown(String account) {
    List<Use> uses = files.uses(account);
    int first = uses.stream().mapToInt(Use::day).min().orElse(files.today());
    boolean known = false;
    for (int day = first; day <= files.today(); day++) {
      if (files.active(account, day).isEmpty() && !somethingHappened(account, day)) {
        continue;
      }
      boolean compared = quantity(uses, day - 35, day - 8) > 0;
      long needed = known ? EVENTS_ONCE_SEEN : EVENTS;
      known = compared && day - first >= TENURE_DAYS && quantity(uses, day - 27, day) >= needed;
    }
    return known;
  }

  private boolean somethingHappened(String account, int day) {
    PlainFiles.Account crm = files.accounts().get(account);
    return (crm != null && crm.signup() == day)
        || files.uses(account).stream().anyMatch(use -> use.day() == day)
        || files.sold(account).stream().anyMatch(one -> one.start() == day || one.end() == day)
        || files.tickets(account).stream()
            .anyMatch(ticket -> ticket.submitted() == day || ticket.closed() == day);
  }

  private static long quantity(List<Use> uses, int from, int to) {
    return uses.stream()
        .filter(use -> use.day() >= from && use.day() <= to)
        .mapToLong(Use::quantity)
        .sum();
  }

  /** Rated tickets closed within 28 days. */
  private long ratings(String account) {
    return files.tickets(account).stream()
        .filter(Ticket::rated)
        .filter(ticket -> ticket.closed() > files.today() - 28)
        .filter(ticket -> ticket.closed() <= files.today())
        .count();
  }

  private boolean arrChangeKnown(String account) {
    List<Sold> now = files.active(account, files.today());
    List<Sold> then = files.active(account, files.today() - 90);
    return now.stream().map(Sold::arr).noneMatch(Objects::isNull)
        && then.stream().map(Sold::arr).noneMatch(Objects::isNull)
        && then.stream().mapToLong(Sold::arr).sum() > 0;
  }

  /** Whether every active subscription that costs anything tells how it ends. */
  private boolean noticeKnown(String account) {
    List<Sold> active = files.active(account, files.today());
    return active.stream().map(Sold::arr).noneMatch(Objects::isNull)
        && files.arr(account) > 0
        && active.stream().allMatch(one -> one.renewsItself() || one.arr() == 0);
  }
}
