package io.vitals.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.schemas.ClockTick;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands in Kafka must stay readable: the committed bytes are the records, both ways. */
class GoldenRecordsTest {
  static List<Class<? extends SpecificRecord>> types() {
    return Samples.types();
  }

  @ParameterizedTest
  @MethodSource("types")
  void aFullRecordIsItsGoldenBytes(Class<? extends SpecificRecord> type) throws IOException {
    assertGolden(type, Samples.full(type), golden(type).get(0));
  }

  @ParameterizedTest
  @MethodSource("types")
  void aRecordOfNullsIsItsGoldenBytes(Class<? extends SpecificRecord> type) throws IOException {
    assertGolden(type, Samples.nulls(type), golden(type).get(1));
  }

  /** Written out by hand from Avro's specification, so that not only Avro vouches for the bytes. */
  @Test
  void aClockTickIsFrameTimeAndFlag() {
    ClockTick tick = new ClockTick(Instant.ofEpochMilli(1), true);
    String fingerprint =
        SingleObject.hex(
            Long.reverseBytes(SchemaStore.fingerprint(RecordTypes.schemaOf(ClockTick.class))));

    assertThat(HexFormat.of().formatHex(RecordWriter.of(ClockTick.class).write(tick)))
        .isEqualTo("c301" + fingerprint + "02" + "01");
  }

  private static <T extends SpecificRecord> void assertGolden(
      Class<T> type, SpecificRecord record, byte[] golden) {
    assertThat(Samples.encode(type, record))
        .as("%s encoded; if its contract changed: %s", type, ContractFiles.COMMAND)
        .isEqualTo(golden);
    assertThat(RecordReader.of(type).read(golden)).isEqualTo(record);
  }

  private static List<byte[]> golden(Class<? extends SpecificRecord> type) throws IOException {
    String resource = "/golden/" + type.getSimpleName() + ".hex";
    try (InputStream in = GoldenRecordsTest.class.getResourceAsStream(resource)) {
      assertThat(in).as("golden bytes of %s; write: %s", type, ContractFiles.COMMAND).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(HexFormat.of()::parseHex)
          .toList();
    }
  }
}
