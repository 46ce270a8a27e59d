package io.vitals.local.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What to simulate.
 *
 * @param seed equal plans with equal seeds give equal records
 * @param accounts how many customers there are or will be, at least 1
 * @param days length of the history, at least 1
 * @param end first instant after the history, cut to the minute
 * @param eventsPerAccountDay telemetry events on a mean day of a mean account that is steady
 */
public record SimulationPlan(
    long seed, int accounts, int days, Instant end, double eventsPerAccountDay) {
  /** With 500 accounts, some 30,000 events a day. */
  public static final double DEFAULT_EVENTS_PER_ACCOUNT_DAY = 63;

  /**
   * Checks the plan.
   *
   * @throws IllegalArgumentException if there is nothing to simulate
   */
  public SimulationPlan {
    if (accounts < 1 || days < 1 || !(eventsPerAccountDay > 0)) {
      throw new IllegalArgumentException(
          "accounts and days must be at least 1, events per account and day above 0");
    }
    end = end.truncatedTo(ChronoUnit.MINUTES);
  }

  /** A plan with the usual amount of telemetry. */
  public static SimulationPlan of(long seed, int accounts, int days, Instant end) {
    return new SimulationPlan(seed, accounts, days, end, DEFAULT_EVENTS_PER_ACCOUNT_DAY);
  }

  /** Where the history begins: 00:00 UTC of its first day. */
  public Instant start() {
    return end.minus(Duration.ofDays(days)).truncatedTo(ChronoUnit.DAYS);
  }

  /** Days that nobody works, from the year of the first day to the year after the last. */
  public List<LocalDate> holidays() {
    int first = start().atZone(ZoneOffset.UTC).getYear();
    int last = end.atZone(ZoneOffset.UTC).getYear() + 1;
    return IntStream.rangeClosed(first, last)
        .boxed()
        .flatMap(Region::commonHolidays)
        .sorted()
        .toList();
  }
}
