package io.vitals.flink.anomaly;

/**
 * Records of a source that were accepted.
 *
 * @param source the source
 * @param time when, epoch milliseconds
 * @param records how many
 */
public record SourceVolume(String source, long time, long records) {}
