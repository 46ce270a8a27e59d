package io.vitals.domain.adoption;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;

/** The figures' definitions over all raw records, for comparison. Slow, and written another way. */
record NaiveAdoption(List<Usage> known, ZoneId zone, Set<LocalDate> holidays, Instant now) {

  LocalDate today() {
    return dayOf(now);
  }

  long events(int days) {
    return known.stream().filter(last(days)).mapToLong(Usage::quantity).sum();
  }

  /** Null when use names no users. */
  Long distinctUsers(int days) {
    long unnamedDays =
        known.stream()
            .filter(last(days))
            .map(usage -> dayOf(usage.at()))
            .distinct()
            .filter(day -> users(day::equals).isEmpty())
            .count();
    Set<Long> users = users(day -> day.isAfter(today().minusDays(days)));
    boolean everNamed = known.stream().anyMatch(usage -> usage.user() != null);
    if (users.isEmpty() && (unnamedDays > 0 || !everNamed)) {
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
      long users = count(users(day::equals));
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
    known.stream().filter(last(28)).map(Usage::feature).forEach(features::add);
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
    for (Usage usage : known) {
      long ago = ChronoUnit.DAYS.between(dayOf(usage.at()), end);
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

  long[] weekEvents() {
    LocalDate monday = today().with(DayOfWeek.MONDAY);
    long[] weeks = new long[26];
    for (Usage usage : known) {
      LocalDate ofUsage = dayOf(usage.at()).with(DayOfWeek.MONDAY);
      long ago = ChronoUnit.WEEKS.between(ofUsage, monday);
      if (ago < 26) {
        weeks[25 - (int) ago] += usage.quantity();
      }
    }
    return weeks;
  }

  private Predicate<Usage> last(int days) {
    return usage -> dayOf(usage.at()).isAfter(today().minusDays(days));
  }

  private Set<Long> users(Predicate<LocalDate> onDays) {
    Set<Long> users = new HashSet<>();
    known.stream()
        .filter(usage -> onDays.test(dayOf(usage.at())))
        .map(Usage::user)
        .filter(Objects::nonNull)
        .forEach(users::add);
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
    return known.stream().filter(usage -> dayOf(usage.at()).equals(day)).toList();
  }

  private boolean isWorking(LocalDate day) {
    return !Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY).contains(day.getDayOfWeek())
        && !holidays.contains(day);
  }

  /** A day is made of whole UTC hours. */
  private LocalDate dayOf(Instant instant) {
    return instant.truncatedTo(ChronoUnit.HOURS).atZone(zone).toLocalDate();
  }
}
