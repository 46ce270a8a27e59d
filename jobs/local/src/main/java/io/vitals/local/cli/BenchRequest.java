package io.vitals.local.cli;

/**
 * A benchmark of the health job as the user asked for it.
 *
 * @param records telemetry records on the pre-loaded topic
 * @param accounts accounts they are of
 * @param runs paired runs, of which the median is reported
 */
public record BenchRequest(long records, int accounts, int runs) {}
