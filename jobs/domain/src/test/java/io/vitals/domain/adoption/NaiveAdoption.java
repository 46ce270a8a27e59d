package io.vitals.domain.adoption;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;

/**
 * The figures' definitions over the raw records of each day, for comparison. Slow, and written
 * another way.
 */
record NaiveAdoption(
    Map<LocalDate, List<Usage>> known, ZoneId zone, Set<LocalDate> holidays, Instant now) {

  LocalDate today() {
    return dayOf(now, zone);
  }

  long events(int days) {
    return last(days).stream().mapToLong(Usage::quantity).sum();
  }

  /** Null when use names no users. */
  Long distinctUsers(int days) {
    List<Usage> usages = last(days);
    Set<Long> users = users(usages);
    boolean everNamed = known.values().stream().anyMatch(day -> !users(day).isEmpty());
    if (users.isEmpty() && (!usages.isEmpty() || !everNamed)) {
      return null;
    }
    return count(users);
  }

  /** Null without users. */
  Double stickiness() {
    Long distinct = distinctUsers(28);
    if (distinct == null || distinct == 0) {
      return null;
    }
    double sum = 0;
    int days = 0;
    for (LocalDate day = today(); day.isAfter(today().minusDays(28)); day = day.minusDays(1)) {
      long users = count(users(onDay(day)));
      boolean used = onDay(day).size() > 0;
      if (users > 0 || !used) {
        sum += users;
        days++;
      }
    }
    return Math.min(1, sum / days / distinct);
  }

  Set<String> features() {
    Set<String> features = new HashSet<>();
    last(28).stream().map(Usage::feature).forEach(features::add);
    features.remove(null);
    return features;
  }

  double activeDaysRatio() {
    LocalDate end = onDay(today()).isEmpty() ? today().minusDays(1) : today();
    double active = 0;
    double working = 0;
    for (LocalDate day = end; day.isAfter(end.minusDays(28)); day = day.minusDays(1)) {
      active += onDay(day).isEmpty() ? 0 : 1;
      working += isWorking(day) ? 1 : 0;
    }
    return Math.min(1, active / working);
  }

  int activeWeeksOf4() {
    LocalDate end = onDay(today()).isEmpty() ? today().minusDays(1) : today();
    Set<Long> weeks = new HashSet<>();
    for (LocalDate day : known.keySet()) {
      long ago = ChronoUnit.DAYS.between(day, end);
      if (ago >= 0 && ago < 28) {
        weeks.add(ago / 7);
      }
    }
    return weeks.size();
  }

  /** Null without use before. */
  Double usageTrendRatio() {
    double recent = 0;
    double recentDays = 0;
    double base = 0;
    double baseDays = 0;
    for (int ago = 1; ago <= 35; ago++) {
      LocalDate day = today().minusDays(ago);
      long events = onDay(day).stream().mapToLong(Usage::quantity).sum();
      double working = isWorking(day) ? 1 : 0;
      recent += ago <= 7 ? events : 0;
      recentDays += ago <= 7 ? working : 0;
      base += ago > 7 ? events : 0;
      baseDays += ago > 7 ? working : 0;
    }
    return base == 0 || recentDays == 0 ? null : recent / recentDays / (base / baseDays);
  }

  private List<Usage> last(int days) {
    List<Usage> usages = new ArrayList<>();
    for (int ago = 0; ago < days; ago++) {
      usages.addAll(onDay(today().minusDays(ago)));
    }
    return usages;
  }

  private static Set<Long> users(List<Usage> usages) {
    Set<Long> users = new HashSet<>();
    usages.forEach(usage -> users.add(usage.user()));
    users.remove(null);
    return users;
  }

  private static long count(Set<Long> users) {
    if (users.size() <= 256) {
      return users.size();
    }
    HllSketch sketch = new HllSketch(12, TgtHllType.HLL_8);
    users.forEach(sketch::update);
    return Math.round(sketch.getCompositeEstimate());
  }

  private List<Usage> onDay(LocalDate day) {
    return known.getOrDefault(day, List.of());
  }

  private boolean isWorking(LocalDate day) {
    return !Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY).contains(day.getDayOfWeek())
        && !holidays.contains(day);
  }

  /** A day is made of whole UTC hours. */
  static LocalDate dayOf(Instant instant, ZoneId zone) {
    return instant.truncatedTo(ChronoUnit.HOURS).atZone(zone).toLocalDate();
  }
}
