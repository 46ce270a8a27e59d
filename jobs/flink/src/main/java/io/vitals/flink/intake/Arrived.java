package io.vitals.flink.intake;

import io.vitals.domain.intake.ArrivalCounts.Fate;
import io.vitals.schemas.Entity;
import io.vitals.schemas.Operation;
import io.vitals.schemas.topics.Topic;

/**
 * A judged source record on its way to the writer of its partition, with what is to be counted
 * about it.
 *
 * @param topic where it is written; null when it is only counted (a heartbeat)
 * @param outPartition the partition it is written to
 * @param key its key there
 * @param value the encoded record; null for a heartbeat
 * @param ingestTime from when on it counts, epoch milliseconds
 * @param arrivalTime when it came, epoch milliseconds; before {@code ingestTime} when it waited
 * @param fingerprint tells it from other recent records; 0 when it is not checked
 * @param fate what becomes of it, as far as known
 * @param source the source
 * @param entity what it is about
 * @param operation what it does; null when unknown
 * @param sourcePartition the source topic's partition it came in
 * @param sourceOffset its offset there
 * @param eventTime when it happened, epoch milliseconds; null when unknown
 * @param completeThrough what a heartbeat says; null otherwise
 * @param filledFields which optional fields an accepted record has filled; 0 otherwise
 * @param nameJudged whether its event name was looked up in a taxonomy
 * @param unknownName the event name that was not in it; null otherwise
 */
public record Arrived(
    Topic topic,
    int outPartition,
    String key,
    byte[] value,
    long ingestTime,
    long arrivalTime,
    long fingerprint,
    Fate fate,
    String source,
    Entity entity,
    Operation operation,
    int sourcePartition,
    long sourceOffset,
    Long eventTime,
    Long completeThrough,
    long filledFields,
    boolean nameJudged,
    String unknownName) {
  /** One of which nothing is to be told but that it came. */
  Arrived(
      Topic topic,
      int outPartition,
      String key,
      byte[] value,
      long ingestTime,
      long arrivalTime,
      Fate fate,
      String source,
      Entity entity,
      Operation operation,
      int sourcePartition,
      long sourceOffset,
      Long eventTime,
      Long completeThrough) {
    this(
        topic,
        outPartition,
        key,
        value,
        ingestTime,
        arrivalTime,
        0,
        fate,
        source,
        entity,
        operation,
        sourcePartition,
        sourceOffset,
        eventTime,
        completeThrough,
        0,
        false,
        null);
  }
}
