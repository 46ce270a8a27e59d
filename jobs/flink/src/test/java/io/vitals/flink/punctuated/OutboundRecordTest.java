package io.vitals.flink.punctuated;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.schemas.topics.Topic;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class OutboundRecordTest {
  private static final SerializerConfigImpl NO_KRYO = new SerializerConfigImpl();

  static {
    NO_KRYO.setGenericTypes(false);
  }

  @Test
  void passesTheShuffleAsItIs() throws IOException {
    TypeSerializer<OutboundRecord> serializer =
        TypeInformation.of(OutboundRecord.class).createSerializer(NO_KRYO);
    List<OutboundRecord> records =
        List.of(
            new Punctuations("intake").at(Topic.ACCOUNT_HEALTH, 7, 1_700_000_000_000L),
            new OutboundRecord(Topic.CRM_ACCOUNTS, 0, null, new byte[] {1, 2, 3}, -1),
            new OutboundRecord(Topic.ACCOUNT_HEALTH, 3, new byte[] {4}, null, Long.MAX_VALUE));
    for (OutboundRecord record : records) {
      DataOutputSerializer first = new DataOutputSerializer(16);
      serializer.serialize(record, first);
      DataOutputSerializer second = new DataOutputSerializer(16);
      serializer.copy(new DataInputDeserializer(first.getCopyOfBuffer()), second);
      OutboundRecord read =
          serializer.deserialize(new DataInputDeserializer(second.getCopyOfBuffer()));
      assertThat(read).usingRecursiveComparison().isEqualTo(record);
    }
  }

  @Test
  void serialisesWithoutKryo() {
    assertThat(TypeInformation.of(OutboundRecord.class)).isInstanceOf(OutboundRecordTypeInfo.class);
    assertThat(TypeInformation.of(InboundRecord.class).createSerializer(NO_KRYO)).isNotNull();
    assertThat(TypeInformation.of(LastPunctuation.class).createSerializer(NO_KRYO)).isNotNull();
  }
}
