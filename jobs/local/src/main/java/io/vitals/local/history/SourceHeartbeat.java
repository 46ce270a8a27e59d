package io.vitals.local.history;

import io.vitals.schemas.topics.Topic;

/**
 * A source's word that it is alive, for every partition of a topic.
 *
 * @param topic where to
 * @param source the source that speaks
 * @param ingestTime when it speaks, epoch milliseconds
 * @param completeThrough all that happened before was sent, epoch milliseconds
 * @param silentPartition a partition that does not hear it; {@link #NONE}
 */
public record SourceHeartbeat(
    Topic topic, String source, long ingestTime, long completeThrough, int silentPartition)
    implements HistoryEntry {
  /** Every partition hears it. */
  public static final int NONE = -1;

  /** A heartbeat for every partition. */
  public SourceHeartbeat(Topic topic, String source, long ingestTime, long completeThrough) {
    this(topic, source, ingestTime, completeThrough, NONE);
  }

  /** The same, but for one partition. */
  public SourceHeartbeat exceptIn(int partition) {
    return new SourceHeartbeat(topic, source, ingestTime, completeThrough, partition);
  }
}
