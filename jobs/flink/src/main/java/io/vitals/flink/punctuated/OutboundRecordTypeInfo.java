package io.vitals.flink.punctuated;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Flink's description of {@link OutboundRecord}: one value, serialised by hand. */
final class OutboundRecordTypeInfo extends TypeInformation<OutboundRecord> {
  private static final long serialVersionUID = 1L;

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public Class<OutboundRecord> getTypeClass() {
    return OutboundRecord.class;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public TypeSerializer<OutboundRecord> createSerializer(SerializerConfig config) {
    return new OutboundRecordSerializer();
  }

  @Override
  public String toString() {
    return "OutboundRecord";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OutboundRecordTypeInfo;
  }

  @Override
  public int hashCode() {
    return OutboundRecordTypeInfo.class.hashCode();
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof OutboundRecordTypeInfo;
  }
}
