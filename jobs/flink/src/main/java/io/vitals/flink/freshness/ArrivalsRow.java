package io.vitals.flink.freshness;

/**
 * A row of {@code source.arrivals} on its way to its source's state.
 *
 * @param source the source
 * @param value the row, encoded; empty: a call for a declared source, of which nothing may ever
 *     have been heard
 * @param time its ingest time, epoch milliseconds
 */
public record ArrivalsRow(String source, byte[] value, long time) {
  private static final byte[] NOTHING = {};

  static ArrivalsRow call(String source, long time) {
    return new ArrivalsRow(source, NOTHING, time);
  }

  boolean isCall() {
    return value.length == 0;
  }
}
