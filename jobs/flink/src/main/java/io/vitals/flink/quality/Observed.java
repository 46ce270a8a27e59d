package io.vitals.flink.quality;

import io.vitals.domain.quality.ObservedHour;

/**
 * What a row of {@code source.arrivals} observed, on its way to its source's state.
 *
 * @param source the source
 * @param time the row's ingest time, epoch milliseconds
 * @param part what was observed, a part of its hour
 */
public record Observed(String source, long time, ObservedHour part) {}
