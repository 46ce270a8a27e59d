package io.vitals.exporter;

import java.time.Instant;
import java.util.Optional;

/**
 * How far the exporter has come in its topic.
 *
 * @param caughtUp whether it has read all that stood in the topic when it started
 * @param remaining offsets still to read until it has; an upper bound, since compaction leaves gaps
 * @param lag offsets between its position and the end that committed readers see
 * @param recordsRead records read since it started
 * @param unreadable of them, those that could not be read
 * @param streamTime the least time any partition told; empty until every partition told its own
 */
record StreamStatus(
    boolean caughtUp,
    long remaining,
    long lag,
    long recordsRead,
    long unreadable,
    Optional<Instant> streamTime) {

  /** Before anything was read: how much there is to read is not known either. */
  static StreamStatus starting() {
    return new StreamStatus(false, 0, 0, 0, 0, Optional.empty());
  }
}
