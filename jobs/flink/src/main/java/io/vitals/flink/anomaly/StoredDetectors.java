package io.vitals.flink.anomaly;

import io.vitals.domain.anomaly.series.DetectorStore;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * What the detectors of a key remember, in state: a dozen at most, of two kilobytes, or of a
 * hundred where they are rich.
 *
 * @param memories by name
 */
record StoredDetectors(MapState<String, byte[]> memories) implements DetectorStore {
  static final MapStateDescriptor<String, byte[]> MEMORIES =
      new MapStateDescriptor<>(
          "detectors", Types.STRING, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  @Override
  public byte[] get(String name) throws Exception {
    return memories.get(name);
  }

  @Override
  public void put(String name, byte[] memory) throws Exception {
    memories.put(name, memory);
  }
}
