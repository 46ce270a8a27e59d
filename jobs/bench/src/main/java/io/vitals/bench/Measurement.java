package io.vitals.bench;

/**
 * One run of a case, from when it is warm to its last record.
 *
 * @param records read in between
 * @param seconds of wall time
 * @param cpuSeconds of the measured process
 * @param scores rows it wrote to {@code account.score}
 * @param published rows it wrote to {@code account.health}
 */
record Measurement(long records, double seconds, double cpuSeconds, long scores, long published) {
  private static final double NANOS = 1e9;

  static Measurement between(Mark first, Mark last, long scores, long published) {
    return new Measurement(
        last.records() - first.records(),
        (last.nanos() - first.nanos()) / NANOS,
        (last.cpuNanos() - first.cpuNanos()) / NANOS,
        scores,
        published);
  }

  double recordsPerSecond() {
    return records / seconds;
  }

  double cpuSecondsPerMillion() {
    return cpuSeconds / records * 1e6;
  }
}
