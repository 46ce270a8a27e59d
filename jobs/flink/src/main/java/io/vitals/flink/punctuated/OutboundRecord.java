package io.vitals.flink.punctuated;

import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordTime;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * A record on its way to a punctuated topic. Its bytes are never changed once it is made, so it is
 * passed on without a copy.
 *
 * @param topic where it goes
 * @param partition of that topic
 * @param key Kafka's key; null: none
 * @param value an encoded single object whose first field is its ingest time; null: a tombstone
 * @param timestamp ingest time, epoch milliseconds; that of the value, where there is one
 */
@TypeInfo(OutboundRecord.Types.class)
@SuppressWarnings("ArrayRecordComponent") // compared nowhere, and bytes are what goes out
public record OutboundRecord(Topic topic, int partition, byte[] key, byte[] value, long timestamp) {

  /** A record by its key, in the partition that the key belongs to. */
  public static OutboundRecord of(Topic topic, String key, byte[] value, long time) {
    return new OutboundRecord(
        topic, topic.partitionOf(key), key.getBytes(StandardCharsets.UTF_8), value, time);
  }

  /** A record at the time that its encoded value carries. */
  public static OutboundRecord of(Topic topic, int partition, byte[] key, byte[] value) {
    return new OutboundRecord(topic, partition, key, value, RecordTime.read(value));
  }

  /** The same record at another ingest time. */
  OutboundRecord at(long time) {
    return new OutboundRecord(
        topic, partition, key, value == null ? null : RecordTime.restamp(value, time), time);
  }

  /** How Flink learns to serialise it. */
  public static final class Types extends TypeInfoFactory<OutboundRecord> {
    @Override
    public TypeInformation<OutboundRecord> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return new OutboundRecordTypeInfo();
    }
  }
}
