package io.vitals.flink.punctuated;

import io.vitals.schemas.topics.Topic;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Topic and partition as one int each, time as a long, key and value with their length, -1 for
 * none. For the shuffle only, within one run of one release: it is never in state.
 */
final class OutboundRecordSerializer extends TypeSerializerSingleton<OutboundRecord> {
  private static final long serialVersionUID = 1L;
  private static final int NONE = -1;
  private static final Topic[] TOPICS = Topic.values();

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public OutboundRecord createInstance() {
    return new OutboundRecord(TOPICS[0], 0, null, null, Long.MIN_VALUE);
  }

  @Override
  public OutboundRecord copy(OutboundRecord from) {
    return from;
  }

  @Override
  public OutboundRecord copy(OutboundRecord from, OutboundRecord reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  @SuppressWarnings("EnumOrdinal") // both ends of a shuffle are of one release
  public void serialize(OutboundRecord record, DataOutputView target) throws IOException {
    target.writeInt(record.topic().ordinal());
    target.writeInt(record.partition());
    target.writeLong(record.timestamp());
    write(record.key(), target);
    write(record.value(), target);
  }

  @Override
  public OutboundRecord deserialize(DataInputView source) throws IOException {
    Topic topic = TOPICS[source.readInt()];
    int partition = source.readInt();
    long timestamp = source.readLong();
    byte[] key = read(source);
    return new OutboundRecord(topic, partition, key, read(source), timestamp);
  }

  @Override
  public OutboundRecord deserialize(OutboundRecord reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  private static void write(byte[] bytes, DataOutputView target) throws IOException {
    if (bytes == null) {
      target.writeInt(NONE);
    } else {
      target.writeInt(bytes.length);
      target.write(bytes);
    }
  }

  private static byte[] read(DataInputView source) throws IOException {
    int length = source.readInt();
    if (length == NONE) {
      return null;
    }
    byte[] bytes = new byte[length];
    source.readFully(bytes);
    return bytes;
  }

  @Override
  public TypeSerializerSnapshot<OutboundRecord> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Says that whoever has this class can read what it wrote. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<OutboundRecord> {
    public Snapshot() {
      super(OutboundRecordSerializer::new);
    }
  }
}
