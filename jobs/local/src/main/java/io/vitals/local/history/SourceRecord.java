package io.vitals.local.history;

import io.vitals.schemas.topics.Topic;

/**
 * A record as a source sends it.
 *
 * @param topic where to
 * @param key what it is keyed by on the source topic; decides the partition
 * @param source the source's id; also the record header {@code source}
 * @param ingestTime when it was learned, epoch milliseconds; the timestamp of the Kafka record
 * @param value its bytes: a single object, or whatever the source wrote instead
 */
@SuppressWarnings("ArrayRecordComponent") // The bytes are handed on, never compared or changed.
public record SourceRecord(Topic topic, String key, String source, long ingestTime, byte[] value)
    implements HistoryEntry {

  /** The same record, learned at another time. */
  public SourceRecord at(long time) {
    return new SourceRecord(topic, key, source, time, value);
  }
}
