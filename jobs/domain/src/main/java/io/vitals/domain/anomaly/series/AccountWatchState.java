package io.vitals.domain.anomaly.series;

/**
 * How far an account is judged, and how finely. Flat.
 *
 * @param usageFrom first hour whose use is not judged yet
 * @param supportFrom first hour whose tickets are not
 * @param firstHour first hour that was watched: the day it lies in is no whole day
 * @param days whole days judged
 * @param eventsADay events of a day, the last fortnight above all
 * @param hourly whether its use is judged by the hour as well
 */
public record AccountWatchState(
    int usageFrom, int supportFrom, int firstHour, int days, double eventsADay, boolean hourly) {
  private static final int SETTLING_DAYS = 7;
  private static final double FORTNIGHT = 14;

  /** Above this, an hour of work has some twenty events: enough to miss them. */
  private static final double HOURLY_FROM = 240;

  private static final double DAILY_BELOW = 160;

  static AccountWatchState start(int hour) {
    return new AccountWatchState(hour, hour, hour, 0, 0, false);
  }

  AccountWatchState judgedTo(int usage, int support) {
    return new AccountWatchState(usage, support, firstHour, days, eventsADay, hourly);
  }

  /** This after a whole day with so many events. */
  AccountWatchState withDay(long events) {
    int more = days + 1;
    double rate = 1 / Math.min(more, FORTNIGHT);
    double mean = eventsADay + rate * (events - eventsADay);
    boolean byHour = more >= SETTLING_DAYS && mean >= (hourly ? DAILY_BELOW : HOURLY_FROM);
    return new AccountWatchState(usageFrom, supportFrom, firstHour, more, mean, byHour);
  }

  /** The first hour that something still asks for: the day of the first that is not judged. */
  int keptFrom() {
    int first = Math.min(usageFrom, supportFrom);
    return first - Math.floorMod(first, Hours.A_DAY);
  }
}
