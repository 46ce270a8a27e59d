package io.vitals.domain.alerting;

import io.vitals.domain.alerting.Condition.Standing;
import io.vitals.schemas.AlertKind;
import io.vitals.schemas.SignalScope;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Whether far more accounts of a segment are newly at risk than usual: at least three within seven
 * days, three times the median of the eight weeks before, and so many that as many or more come by
 * chance in less than one of a thousand weeks (Poisson with the mean of these weeks and half an
 * account more). While fewer than four whole weeks are known nobody can tell what is usual.
 */
public final class SegmentRisk {
  /** Days that are looked at: a week and the eight before. */
  public static final int DAYS = 63;

  static final int LEAST = 3;
  static final double TIMES_USUAL = 3;
  static final double TIMES_USUAL_CLEAR = 1.5;
  static final double CHANCE = 0.001;

  private static final int WEEK = 7;
  private static final int WEEKS_BEFORE = 8;
  private static final int LEAST_WEEKS_BEFORE = 4;
  private static final int MOST_AFFECTED = 50;
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  private SegmentRisk() {}

  /**
   * An account of a segment. Flat.
   *
   * @param accountId {@code tenant:opaque}
   * @param active whether it has an active subscription
   * @param arrMinor its ARR, minor units of the reporting currency; null when not known
   * @param atRiskSinceDay when it was last newly at risk, days since 1970-01-01; null when it never
   *     was
   * @param atRisk whether it is at risk
   */
  public record Member(
      String accountId, boolean active, Long arrMinor, Integer atRiskSinceDay, boolean atRisk) {}

  /**
   * The condition of a segment at the close of a day.
   *
   * @param members its accounts, past ones too
   * @param knownSinceDay first day of which anything is known, days since 1970-01-01
   * @param now the close of the day
   */
  public static Condition of(
      String segment, Collection<Member> members, int knownSinceDay, Instant now) {
    int today = (int) Math.floorDiv(now.toEpochMilli() - 1, DAY_MILLIS);
    List<Member> newly =
        members.stream()
            .filter(Member::active)
            .filter(member -> member.atRisk() && isWithin(member, today, 0))
            .sorted(
                Comparator.comparing(
                        (Member member) -> member.arrMinor() == null ? 0 : member.arrMinor())
                    .reversed()
                    .thenComparing(Member::accountId))
            .toList();
    int weeks = Math.min(WEEKS_BEFORE, (today - knownSinceDay + 1) / WEEK - 1);
    if (weeks < LEAST_WEEKS_BEFORE) {
      return not(Standing.UNKNOWN, segment, now);
    }
    long[] counts = counts(members, weeks, today);
    double usual = median(counts);
    boolean isMany = newly.size() >= LEAST && newly.size() >= TIMES_USUAL * usual;
    if (!isMany || chanceOfAtLeast(newly.size(), mean(counts)) > CHANCE) {
      boolean isClear = newly.size() < LEAST || newly.size() < TIMES_USUAL_CLEAR * usual;
      return not(isClear ? Standing.CLEAR : Standing.BETWEEN, segment, now);
    }
    long arr = arr(newly);
    long all = arr(members.stream().filter(Member::active).toList());
    return Condition.holds(
            AlertKind.SEGMENT_RISK_SPIKE,
            SignalScope.SEGMENT,
            segment,
            (today - WEEK + 1) * DAY_MILLIS,
            String.format(
                Locale.ROOT,
                "%d accounts newly at risk within 7 days, usual are %.1f a week",
                newly.size(),
                usual))
        .atStake(arr, all == 0 ? null : (Double) ((double) arr / all), newly.size())
        .touching(newly.stream().limit(MOST_AFFECTED).map(Member::accountId).toList());
  }

  private static Condition not(Standing standing, String segment, Instant now) {
    return Condition.not(
        standing, AlertKind.SEGMENT_RISK_SPIKE, SignalScope.SEGMENT, segment, now.toEpochMilli());
  }

  /** Newly at risk in each of the weeks before, the fewest first. */
  private static long[] counts(Collection<Member> members, int weeks, int today) {
    long[] counts = new long[weeks];
    for (int week = 1; week <= weeks; week++) {
      int ago = week;
      counts[week - 1] = members.stream().filter(member -> isWithin(member, today, ago)).count();
    }
    Arrays.sort(counts);
    return counts;
  }

  private static double median(long[] sorted) {
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2.0;
  }

  /** With half an account more than was seen: none in a few weeks does not mean never. */
  private static double mean(long[] counts) {
    return (Arrays.stream(counts).sum() + 0.5) / counts.length;
  }

  private static double chanceOfAtLeast(int count, double mean) {
    double term = Math.exp(-mean);
    double below = 0;
    for (int i = 0; i < count; i++) {
      below += term;
      term *= mean / (i + 1);
    }
    return Math.max(0, 1 - below);
  }

  private static boolean isWithin(Member member, int today, int weeksAgo) {
    if (member.atRiskSinceDay() == null) {
      return false;
    }
    int ago = today - member.atRiskSinceDay();
    return ago >= weeksAgo * WEEK && ago < (weeksAgo + 1) * WEEK;
  }

  private static long arr(Collection<Member> members) {
    return members.stream()
        .mapToLong(member -> member.arrMinor() == null ? 0 : member.arrMinor())
        .sum();
  }
}
