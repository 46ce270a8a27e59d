package io.vitals.flink.punctuated;

import io.vitals.schemas.topics.Topic;

/**
 * A record read from a punctuated topic, its value still encoded.
 *
 * @param topic it was read from
 * @param partition of that topic
 * @param offset in that partition
 * @param value an encoded single object; null: a tombstone
 * @param time ingest time, epoch milliseconds; {@link Timed#NO_TIME} for a tombstone
 * @param punctuation whether it only tells time
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere, and decoded further on
public record InboundRecord(
    Topic topic, int partition, long offset, byte[] value, long time, boolean punctuation)
    implements Timed {}
