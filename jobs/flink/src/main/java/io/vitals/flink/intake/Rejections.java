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
  /**
   * Largest record that is kept whole: more than Kafka's default lets in. A topic whose limit was
   * raised, or whose batches are compressed, may hold greater ones, and our topics take none above
   * 2 MiB, so such a record would fail the job for ever.
   */
  static final int MAX_WHOLE_BYTES = 5 * 1024 * 1024 / 4;

  /** What is kept of key and value each of a greater record. */
  static final int KEPT_BYTES = 64 * 1024;

  /** A longer header names no source. */
  private static final int LONGEST_SOURCE_NAME_BYTES = 256;

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
          && record.headerValues()[i] != null
          && record.headerValues()[i].length <= LONGEST_SOURCE_NAME_BYTES) {
        return new String(record.headerValues()[i], StandardCharsets.UTF_8);
      }
    }
    return null;
  }

  private byte[] wrap(SourceRecord record, String source, DeadLetterReason reason, String detail) {
    boolean whole = size(record) <= MAX_WHOLE_BYTES;
    String said =
        whole
            ? detail
            : "%s; of %d bytes only the beginnings of key and value are kept"
                .formatted(detail, size(record));
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
            .setDetail(said)
            .setKey(whole ? wrapped(record.key()) : beginning(record.key()))
            .setValue(whole ? wrapped(record.value()) : beginning(record.value()))
            .setHeaders(whole ? headers(record) : List.of())
            .build());
  }

  private static long size(SourceRecord record) {
    long size = length(record.key()) + length(record.value());
    for (int i = 0; i < record.headerKeys().length; i++) {
      size += record.headerKeys()[i].length() + length(record.headerValues()[i]);
    }
    return size;
  }

  private static long length(byte[] bytes) {
    return bytes == null ? 0 : bytes.length;
  }

  private static ByteBuffer beginning(byte[] bytes) {
    return bytes == null ? null : ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, KEPT_BYTES));
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
