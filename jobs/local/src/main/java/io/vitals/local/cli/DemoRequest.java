package io.vitals.local.cli;

import java.time.Duration;
import java.util.Optional;

/**
 * A demo as the user asked for it.
 *
 * @param accounts accounts of the simulated company
 * @param days days of history
 * @param seed the same seed simulates the same company
 * @param speed seconds of event time per second of wall time, after history
 * @param liveFor wall time after which it ends, from when it is live; empty: when interrupted
 * @param ports ports that were free a moment ago
 */
public record DemoRequest(
    int accounts, int days, long seed, int speed, Optional<Duration> liveFor, Ports ports) {}
