package io.vitals.local.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a load is.
 *
 * @param records source records sent
 * @param reached ingest time reached
 * @param recordsPerSecond source records sent per second of wall time since the start
 * @param remaining wall time to the end at this pace through the history; empty at the start
 * @param finished whether the whole history is acknowledged
 */
public record LoadProgress(
    long records,
    Instant reached,
    double recordsPerSecond,
    Optional<Duration> remaining,
    boolean finished) {}
