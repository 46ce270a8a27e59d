package io.vitals.flink.intake;

import io.vitals.domain.intake.Judgement.Late;
import io.vitals.schemas.DeadLetterReason;
import io.vitals.schemas.Header;
import io.vitals.schemas.RejectedRecord;
import io.vitals.schemas.wire.RecordWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Wraps source records that cannot be used, whole, with the reason and where they were. Not
 * thread-safe.
 */
final class Rejections {
  private final RecordWriter<RejectedRecord> writer = RecordWriter.of(RejectedRecord.class);

  byte[] deadLetter(SourceRecord record, String source, DeadLetterReason reason, String detail) {
    return wrap(record, source, reason, detail);
  }

  byte[] late(SourceRecord record, Late late) {
    return wrap(
        record, late.source(), null, "event time " + Instant.ofEpochMilli(late.eventTime()));
  }

  /** The source that the sender names in a header; null if it does not. */
  static String sourceNamedBy(SourceRecord record) {
    for (int i = 0; i < record.headerKeys().length; i++) {
      if (record.headerKeys()[i].equals(SourceRecord.SOURCE_HEADER)
          && record.headerValues()[i] != null) {
        return new String(record.headerValues()[i], StandardCharsets.UTF_8);
      }
    }
    return null;
  }

  private byte[] wrap(SourceRecord record, String source, DeadLetterReason reason, String detail) {
    Instant timestamp = Instant.ofEpochMilli(record.timestamp());
    return writer.write(
        RejectedRecord.newBuilder()
            .setIngestTime(timestamp)
            .setSource(source)
            .setTopic(record.topic())
            .setPartition(record.partition())
            .setOffset(record.offset())
            .setTimestamp(timestamp)
            .setReason(reason)
            .setDetail(detail)
            .setKey(wrapped(record.key()))
            .setValue(wrapped(record.value()))
            .setHeaders(headers(record))
            .build());
  }

  private static List<Header> headers(SourceRecord record) {
    List<Header> headers = new ArrayList<>(record.headerKeys().length);
    for (int i = 0; i < record.headerKeys().length; i++) {
      headers.add(new Header(record.headerKeys()[i], wrapped(record.headerValues()[i])));
    }
    return headers;
  }

  private static ByteBuffer wrapped(byte[] bytes) {
    return bytes == null ? null : ByteBuffer.wrap(bytes);
  }
}
