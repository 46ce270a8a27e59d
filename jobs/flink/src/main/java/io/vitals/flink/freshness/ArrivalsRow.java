package io.vitals.flink.freshness;

/**
 * A row of {@code source.arrivals} on its way to its source's state.
 *
 * @param source the source
 * @param value the row, encoded
 * @param time its ingest time, epoch milliseconds
 */
public record ArrivalsRow(String source, byte[] value, long time) {}
