package io.vitals.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;

/**
 * Reads records of another schema with our reader and with Avro's own (resolving grammar, generic
 * records, its own decoder), and compares what comes out, encoded again.
 */
final class Evolution {
  private Evolution() {}

  static <T extends SpecificRecord> void assertReadsAsAvroDoes(
      Class<T> type, Schema writer, long seed) throws IOException {
    Random random = new Random(seed);
    RecordReader<T> reader = RecordReader.of(type, SchemaStore.of(List.of(writer)));
    RecordWriter<T> again = RecordWriter.of(type);
    Schema current = RecordTypes.schemaOf(type);
    for (int i = 0; i < 50; i++) {
      byte[] body = encode(writer, Samples.random(writer, random));

      T read = reader.read(frame(writer, body));

      byte[] expected = encode(current, readByAvro(writer, current, body));
      assertThat(again.write(read))
          .as("seed %d, record %d", seed, i)
          .isEqualTo(frame(current, expected));
    }
  }

  private static IndexedRecord readByAvro(Schema writer, Schema reader, byte[] body)
      throws IOException {
    GenericData data = new GenericData();
    data.setFastReaderEnabled(false);
    Decoder decoder = DecoderFactory.get().binaryDecoder(body, null);
    return new GenericDatumReader<IndexedRecord>(writer, reader, data).read(null, decoder);
  }

  private static byte[] encode(Schema schema, IndexedRecord record) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<IndexedRecord>(schema, new GenericData()).write(record, encoder);
    encoder.flush();
    return out.toByteArray();
  }

  private static byte[] frame(Schema schema, byte[] body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(SingleObject.header(SchemaStore.fingerprint(schema)));
    out.writeBytes(body);
    return out.toByteArray();
  }
}
