package io.vitals.flink.intake;

import io.vitals.domain.intake.ArrivalCounts.Fate;
import io.vitals.domain.intake.Judgement.Accepted;
import io.vitals.domain.intake.Judgement.Alive;
import io.vitals.domain.intake.Judgement.Late;
import io.vitals.domain.intake.Judgement.Rejected;
import io.vitals.schemas.Entity;
import io.vitals.schemas.topics.Topic;

/** What goes to the writer of a partition once a source record is judged. Not thread-safe. */
final class Arrivals {
  private static final int LONGEST_KEY = 1_024;

  /** What is longer names no source that anybody declared. */
  private static final int LONGEST_SOURCE_NAME = 256;

  private final Rejections rejections = new Rejections();

  /** A record that is accepted, unless it is found to be a duplicate. */
  Arrived accepted(SourceRecord record, Accepted accepted) {
    return new Arrived(
        accepted.topic(),
        accepted.topic().partitionOf(accepted.accountId()),
        accepted.accountId(),
        accepted.value(),
        accepted.ingestTime(),
        record.timestamp(),
        accepted.fingerprint(),
        Fate.ACCEPTED,
        accepted.source(),
        accepted.entity(),
        accepted.operation(),
        record.partition(),
        record.offset(),
        accepted.eventTime(),
        null,
        accepted.filledFields(),
        accepted.nameJudged(),
        accepted.unknownName());
  }

  /** A heartbeat: only counted. */
  Arrived alive(SourceRecord record, Alive alive) {
    return new Arrived(
        null,
        Topic.SOURCE_ARRIVALS.partitionOf(alive.source()),
        null,
        null,
        record.timestamp(),
        record.timestamp(),
        Fate.HEARTBEAT,
        alive.source(),
        Entity.HEARTBEAT,
        null,
        record.partition(),
        record.offset(),
        null,
        alive.completeThrough());
  }

  /** A record without a value: only counted. */
  Arrived ignored(SourceRecord record) {
    String source = countedAs(record, Rejections.sourceNamedBy(record));
    return new Arrived(
        null,
        Topic.SOURCE_ARRIVALS.partitionOf(source),
        null,
        null,
        record.timestamp(),
        record.timestamp(),
        Fate.NULL_VALUE,
        source,
        Entity.UNKNOWN,
        null,
        record.partition(),
        record.offset(),
        null,
        null);
  }

  /** An event too late to correct anything. */
  Arrived late(SourceRecord record, Late late) {
    // A key may be anything, and grows when it is no UTF-8.
    String key = late.accountKey().length() > LONGEST_KEY ? record.topic() : late.accountKey();
    return new Arrived(
        Topic.LATE_EVENTS,
        Topic.LATE_EVENTS.partitionOf(key),
        key,
        rejections.late(record, late),
        record.timestamp(),
        record.timestamp(),
        Fate.LATE,
        late.source(),
        late.entity(),
        null,
        record.partition(),
        record.offset(),
        late.eventTime(),
        null);
  }

  /** A record that cannot be used. */
  Arrived rejected(SourceRecord record, Rejected fault) {
    String named = fault.source() != null ? fault.source() : Rejections.sourceNamedBy(record);
    return new Arrived(
        Topic.DEAD_LETTERS,
        Topic.DEAD_LETTERS.partitionOf(record.topic()),
        record.topic(),
        rejections.deadLetter(record, named, fault.reason(), fault.detail()),
        record.timestamp(),
        record.timestamp(),
        Fate.DEAD_LETTER,
        countedAs(record, named),
        fault.entity(),
        fault.operation(),
        record.partition(),
        record.offset(),
        null,
        null);
  }

  /** The source it is counted under; its topic when the source cannot be told. */
  private static String countedAs(SourceRecord record, String named) {
    return named == null || named.length() > LONGEST_SOURCE_NAME ? record.topic() : named;
  }
}
