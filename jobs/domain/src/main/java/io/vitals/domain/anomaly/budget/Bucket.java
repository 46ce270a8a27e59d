package io.vitals.domain.anomaly.budget;

import java.time.Duration;
import java.time.Instant;

/**
 * A span of event time.
 *
 * @param start its first instant
 * @param length until the next begins
 */
public record Bucket(Instant start, Duration length) {}
