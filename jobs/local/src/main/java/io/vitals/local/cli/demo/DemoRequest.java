package io.vitals.local.cli.demo;

import io.vitals.local.simulator.Incident;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A demo as the user asked for it.
 *
 * @param accounts accounts of the simulated company
 * @param days days of history
 * @param seed the same seed simulates the same company
 * @param speed seconds of event time per second of wall time, after history
 * @param liveFor wall time after which it ends, from when it is live; empty: when interrupted
 * @param incidents what goes wrong with the data once it is live
 * @param ports ports that were free a moment ago
 */
public record DemoRequest(
    int accounts,
    int days,
    long seed,
    int speed,
    Optional<Duration> liveFor,
    List<PlannedIncident> incidents,
    Ports ports) {

  /**
   * Something that is to go wrong, in wall time.
   *
   * @param kind what
   * @param subject whom it befalls, as the user named it; {@code any} for one that fits
   * @param after how long after it is live
   * @param lasting how long
   */
  public record PlannedIncident(
      Incident.Kind kind, String subject, Duration after, Duration lasting) {}
}
