package io.vitals.flink.anomaly;

import io.vitals.domain.anomaly.CountSettings;
import io.vitals.domain.anomaly.series.DetectorStore;
import io.vitals.domain.anomaly.series.SeriesPanel;
import java.time.LocalDate;
import java.util.Set;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;

/** The detectors of a key, and where they are remembered: a few, of two kilobytes at most. */
final class Detectors implements DetectorStore {
  static final MapStateDescriptor<String, byte[]> MEMORIES =
      new MapStateDescriptor<>(
          "detectors", Types.STRING, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  private final MapState<String, byte[]> memories;

  Detectors(MapState<String, byte[]> memories) {
    this.memories = memories;
  }

  static SeriesPanel panel(Set<LocalDate> holidays) {
    return new SeriesPanel(CountSettings.hourly(holidays), CountSettings.daily(holidays));
  }

  @Override
  public byte[] get(String name) throws Exception {
    return memories.get(name);
  }

  @Override
  public void put(String name, byte[] memory) throws Exception {
    memories.put(name, memory);
  }
}
