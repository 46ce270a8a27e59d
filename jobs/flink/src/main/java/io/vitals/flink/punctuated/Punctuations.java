package io.vitals.flink.punctuated;

import io.vitals.schemas.Punctuation;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordTypes;
import io.vitals.schemas.wire.RecordWriter;
import io.vitals.schemas.wire.SchemaStore;
import io.vitals.schemas.wire.SingleObject;
import java.time.Instant;

/** Punctuation records: how they are made and how they are told from others. */
public final class Punctuations {
  /** A compacted topic takes no record without a key; nothing else has an empty one. */
  private static final byte[] KEY = {};

  private static final long FINGERPRINT =
      SchemaStore.fingerprint(RecordTypes.schemaOf(Punctuation.class));

  private final String job;
  private final RecordWriter<Punctuation> writer = RecordWriter.of(Punctuation.class);

  /**
   * @param job that owns the partitions
   */
  public Punctuations(String job) {
    this.job = job;
  }

  /** The punctuation that says: nothing at or below this time will follow in this partition. */
  public OutboundRecord at(Topic topic, int partition, long watermark) {
    byte[] value =
        writer.write(
            Punctuation.newBuilder()
                .setIngestTime(Instant.ofEpochMilli(watermark))
                .setJob(job)
                .build());
    return new OutboundRecord(topic, partition, KEY, value, watermark);
  }

  /** Whether a value read from a punctuated topic is a punctuation; null is none. */
  public static boolean isPunctuation(byte[] value) {
    return value != null && SingleObject.isOf(value, FINGERPRINT);
  }
}
