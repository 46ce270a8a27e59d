package io.vitals.local.cli.replay;

import io.vitals.schemas.FreshnessStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * How a source did at the end of a replay.
 *
 * @param status how it did
 * @param since since when; empty when nothing was ever told of it
 * @param lastEventTime its latest event; empty when there was none
 * @param completeThrough up to when it said that it had sent all; empty when it said nothing
 * @param reason why, in words
 */
public record SourceLine(
    FreshnessStatus status,
    Optional<Instant> since,
    Optional<Instant> lastEventTime,
    Optional<Instant> completeThrough,
    String reason) {}
