package io.vitals.flink.alerts;

/**
 * What arrived of a source, and what of it could not be used.
 *
 * @param source the source, or the topic where no source could be told
 * @param time ingest time, epoch milliseconds
 * @param records what arrived
 * @param rejected of them, what could not be used
 * @param unmapped of those, what names an account that nobody knows
 */
public record RejectionRow(String source, long time, long records, long rejected, long unmapped) {}
