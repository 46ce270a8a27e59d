package io.vitals.domain.anomaly.series;

import io.vitals.domain.health.Completeness;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts an account hour by hour of event time, each once, in order, and not before what feeds it
 * is complete: a feed that is silent is no collapse. What was counted is then judged.
 *
 * <ol>
 *   <li>Every day, by day: use, errors, tickets.
 *   <li>Use and errors by the hour as well, while there are enough events.
 *   <li>What comes of an hour that was counted is not seen again.
 *   <li>After {@value #LONGEST_GAP_HOURS} hours without completeness the account is taken up anew.
 * </ol>
 */
public final class AccountWatch {
  /** The longest time that is made up for. */
  static final int LONGEST_GAP_HOURS = 336;

  private static final List<SeriesMeasure> USAGE = SeriesMeasure.of(Family.USAGE, Family.ERRORS);
  private static final List<SeriesMeasure> SUPPORT = SeriesMeasure.of(Family.SUPPORT);

  /** What is known of the account's hours. */
  public interface HourStore {
    /** What happened in an hour; null when nothing was told of it. */
    HourCounts get(int hour) throws Exception;

    /** Forgets the hours before one. */
    void forgetBefore(int hour) throws Exception;
  }

  /** Takes what was counted. */
  public interface Output {
    /** What was counted in a bucket, to be judged. */
    void count(SeriesCount count);

    /** What happened in an hour of use, or of tickets; for sums over accounts. */
    void hour(int hour, Family family, HourCounts counts);
  }

  private AccountWatch() {}

  /** A state for an account of which the first is heard. */
  public static AccountWatchState start(int hour) {
    return AccountWatchState.start(hour);
  }

  /**
   * Counts all hours that can be judged by now.
   *
   * @param now epoch milliseconds
   */
  public static AccountWatchState count(
      AccountWatchState state,
      Subject account,
      long now,
      Completeness completeness,
      HourStore hours,
      Output out)
      throws Exception {
    int usageTo = Hours.judgeableBefore(now, completeness.usage());
    int supportTo = Hours.judgeableBefore(now, completeness.tickets());
    AccountWatchState next = state;
    for (int hour = from(state.usageFrom(), usageTo); hour < usageTo; hour++) {
      HourCounts counts = hours.get(hour);
      if (counts != null) {
        out.hour(hour, Family.USAGE, counts);
      }
      if (next.hourly()) {
        HourCounts known = counts == null ? HourCounts.none() : counts;
        for (SeriesMeasure measure : USAGE) {
          out.count(SeriesCount.ofHour(account, measure, hour, known.of(measure)));
        }
      }
      if (isWholeDay(hour, state)) {
        HourCounts day = day(hour, hours);
        next = next.withDay(day.events());
        countDay(account, hour, USAGE, day, out);
      }
    }
    for (int hour = from(state.supportFrom(), supportTo); hour < supportTo; hour++) {
      HourCounts counts = hours.get(hour);
      if (counts != null) {
        out.hour(hour, Family.SUPPORT, counts);
      }
      if (isWholeDay(hour, state)) {
        countDay(account, hour, SUPPORT, day(hour, hours), out);
      }
    }
    next =
        next.judgedTo(
            Math.max(usageTo, state.usageFrom()), Math.max(supportTo, state.supportFrom()));
    if (next.keptFrom() > state.keptFrom()) {
      hours.forgetBefore(next.keptFrom());
    }
    return next;
  }

  /**
   * When to judge next, whatever comes, epoch milliseconds: at the end of the day, or of the hour
   * where hours are judged, or where some could not be yet.
   */
  public static long nextJudging(AccountWatchState state, long now) {
    int first = Math.min(state.usageFrom(), state.supportFrom());
    boolean behind = Hours.judgedAt(first) <= now;
    if (state.hourly() || behind) {
      return Hours.nextJudging(now);
    }
    return Hours.judgedAt(first - Math.floorMod(first, Hours.A_DAY) + Hours.A_DAY - 1);
  }

  private static void countDay(
      Subject account, int hour, List<SeriesMeasure> measures, HourCounts day, Output out) {
    for (SeriesMeasure measure : measures) {
      out.count(
          SeriesCount.ofDay(account, measure, Math.floorDiv(hour, Hours.A_DAY), day.of(measure)));
    }
  }

  private static HourCounts day(int lastHour, HourStore hours) throws Exception {
    List<HourCounts> known = new ArrayList<>();
    for (int hour = lastHour - Hours.A_DAY + 1; hour <= lastHour; hour++) {
      HourCounts counts = hours.get(hour);
      if (counts != null) {
        known.add(counts);
      }
    }
    return HourCounts.sum(known);
  }

  private static boolean isWholeDay(int hour, AccountWatchState state) {
    return Hours.endsDay(hour) && hour - Hours.A_DAY + 1 >= state.firstHour();
  }

  private static int from(int first, int to) {
    return Math.max(first, to - LONGEST_GAP_HOURS);
  }
}
