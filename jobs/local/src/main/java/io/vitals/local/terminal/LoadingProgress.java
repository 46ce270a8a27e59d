package io.vitals.local.terminal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far the loading of history has come.
 *
 * @param records source records loaded so far
 * @param totalRecords source records there are
 * @param eventTime event time reached
 * @param recordsPerSecond records loaded per second of wall time
 * @param remaining wall time still needed, empty as long as nobody can say
 */
public record LoadingProgress(
    long records,
    long totalRecords,
    Instant eventTime,
    double recordsPerSecond,
    Optional<Duration> remaining) {

  /** The part that is loaded, 0 to 1. */
  double share() {
    return totalRecords <= 0 ? 0 : Math.min(1, (double) records / totalRecords);
  }
}
