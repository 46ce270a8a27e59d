package io.vitals.domain.intake;

import io.vitals.schemas.DeadLetterReason;
import io.vitals.schemas.Entity;
import io.vitals.schemas.Operation;
import io.vitals.schemas.topics.Topic;

/** What becomes of a source record. */
public sealed interface Judgement {
  /**
   * It goes on, canonical.
   *
   * @param topic where to
   * @param accountId whose it is
   * @param source the source that sent it
   * @param entity what it is about
   * @param operation what it does; CREATE for telemetry
   * @param eventTime when it happened, epoch milliseconds
   * @param ingestTime from when on it counts, epoch milliseconds
   * @param fingerprint tells it from others within the window of recent records
   * @param value the canonical record, encoded
   * @param filledFields which of the optional fields of its entity the source had filled: a bit
   *     each, in the order of the schema
   * @param nameJudged whether its event name was looked up in the source's taxonomy
   * @param unknownName the event name that is not in it, or the empty text for one that is not to
   *     be told; null when it is, or was not judged
   */
  record Accepted(
      Topic topic,
      String accountId,
      String source,
      Entity entity,
      Operation operation,
      long eventTime,
      long ingestTime,
      long fingerprint,
      byte[] value,
      long filledFields,
      boolean nameJudged,
      String unknownName)
      implements Judgement {}

  /** The source says it is alive and complete up to a time (epoch milliseconds). */
  record Alive(String source, long completeThrough) implements Judgement {}

  /**
   * A key that it needs is not in the identity map: it waits.
   *
   * @param source the source that sent it
   * @param entity what it is about
   * @param operation what it does
   * @param awaitedKey the key: its account's, or that of the account's parent
   */
  record Unresolved(String source, Entity entity, Operation operation, String awaitedKey)
      implements Judgement {}

  /** Too far behind to correct: kept apart. */
  record Late(String source, Entity entity, long eventTime, String accountKey)
      implements Judgement {}

  /**
   * It cannot be used.
   *
   * @param source the source, null when it cannot be told
   * @param entity what it is about, UNKNOWN when it cannot be told
   * @param operation what it would have done; null when it cannot be told
   * @param reason the class of the fault
   * @param detail the fault in words, without content
   */
  record Rejected(
      String source, Entity entity, Operation operation, DeadLetterReason reason, String detail)
      implements Judgement {}
}
