package io.vitals.local.demo;

import io.vitals.schemas.AccountHealth;
import io.vitals.schemas.LedgerLine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How an account's published score changed within the last day of event time, by driver: the sums
 * of its ledgers, an hour in each bucket.
 */
final class RecentChanges {
  /** How far back a change is remembered. */
  static final Duration WINDOW = Duration.ofDays(1);

  private static final long HOUR = Duration.ofHours(1).toMillis();

  private final Deque<Hour> hours = new ArrayDeque<>();

  /**
   * What moved a score.
   *
   * @param input the input; null for a change of the model or the stage
   * @param words what else it is; empty when the input says it
   */
  record Driver(String input, String words) {}

  /**
   * A driver with what it did.
   *
   * @param micros points up or down, in millionths
   */
  record Drive(Driver driver, long micros) {}

  private record Hour(long number, Map<Driver, Long> micros) {}

  /** Takes in a published row; rows come in their order. */
  void add(AccountHealth row) {
    long number = row.getIngestTime().toEpochMilli() / HOUR;
    for (LedgerLine line : row.getLedger()) {
      if (hours.isEmpty() || hours.getLast().number() < number) {
        hours.add(new Hour(number, new LinkedHashMap<>()));
      }
      String words = line.getInput() == null ? line.getText() : "";
      hours
          .getLast()
          .micros()
          .merge(new Driver(line.getInput(), words), line.getDeltaMicros(), Long::sum);
    }
  }

  /** Forgets what is older than the window. */
  void forgetBefore(Instant now) {
    long oldest = now.minus(WINDOW).toEpochMilli() / HOUR;
    while (!hours.isEmpty() && hours.element().number() < oldest) {
      hours.remove();
    }
  }

  /** The whole change, in millionths of a point. */
  long micros() {
    return hours.stream()
        .flatMap(hour -> hour.micros().values().stream())
        .mapToLong(Long::longValue)
        .sum();
  }

  /** What did most of the change, in its direction. */
  Optional<Drive> firstDriver() {
    Map<Driver, Long> sums = new LinkedHashMap<>();
    hours.forEach(
        hour -> hour.micros().forEach((driver, micros) -> sums.merge(driver, micros, Long::sum)));
    int direction = Long.signum(micros());
    return sums.entrySet().stream()
        .max(Comparator.comparingLong(entry -> direction * entry.getValue()))
        .map(entry -> new Drive(entry.getKey(), entry.getValue()));
  }
}
