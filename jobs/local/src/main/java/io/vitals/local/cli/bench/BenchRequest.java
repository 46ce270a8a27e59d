package io.vitals.local.cli.bench;

/**
 * A benchmark of the health job as the user asked for it.
 *
 * @param records telemetry records on the pre-loaded topic
 * @param warmUpRecords of these, read by each process before it is measured
 * @param accounts accounts they are of
 * @param runs paired runs, of which the median is reported
 */
public record BenchRequest(long records, long warmUpRecords, int accounts, int runs) {}
