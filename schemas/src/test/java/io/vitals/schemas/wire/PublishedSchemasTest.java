package io.vitals.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every published version and the current schema read each other, by rule and in fact. */
class PublishedSchemasTest {
  private static final long SEED = 20261005;

  static List<Class<? extends SpecificRecord>> types() {
    return Samples.types();
  }

  @ParameterizedTest
  @MethodSource("types")
  void theNewestPublishedVersionIsTheCurrentSchema(Class<? extends SpecificRecord> type)
      throws IOException {
    Schema current = RecordTypes.schemaOf(type);
    List<Schema> published = PublishedSchemas.of(current.getName());
    String advice =
        current.getName()
            + " is not as published. To publish it run %s, read the diff, commit it."
                .formatted(ContractFiles.COMMAND);

    assertThat(published).as(advice).isNotEmpty();
    Schema newest = published.get(published.size() - 1);
    assertThat(SchemaStore.fingerprint(newest))
        .as(advice)
        .isEqualTo(SchemaStore.fingerprint(current));
    assertThat(text("/published/" + current.getName() + "/v" + published.size() + ".avsc"))
        .as(advice)
        .isEqualTo(ContractFiles.publishedText(current));
  }

  @ParameterizedTest
  @MethodSource("types")
  void theBundledStoreKnowsEveryPublishedVersion(Class<? extends SpecificRecord> type) {
    for (Schema published : PublishedSchemas.of(type.getSimpleName())) {
      assertThat(RecordTypes.bundledSchemas().find(SchemaStore.fingerprint(published))).isPresent();
    }
  }

  @TestFactory
  Stream<DynamicTest> currentReadsPublished() {
    return versions()
        .map(
            version ->
                DynamicTest.dynamicTest(
                    version.name(),
                    () -> {
                      assertReads(version.current(), version.published());
                      Evolution.assertReadsAsAvroDoes(version.type(), version.published(), SEED);
                    }));
  }

  @TestFactory
  Stream<DynamicTest> publishedReadsCurrent() {
    return versions()
        .map(
            version ->
                DynamicTest.dynamicTest(
                    version.name(),
                    () -> {
                      assertReads(version.published(), version.current());
                      decodeCurrentAs(version);
                    }));
  }

  private static void decodeCurrentAs(Version version) throws IOException {
    Random random = new Random(SEED);
    GenericDatumReader<IndexedRecord> reader =
        new GenericDatumReader<>(version.current(), version.published(), new GenericData());
    for (int i = 0; i < 50; i++) {
      byte[] bytes = Samples.encode(version.type(), Samples.random(version.type(), random));
      IndexedRecord old =
          reader.read(
              null,
              DecoderFactory.get()
                  .binaryDecoder(
                      bytes,
                      SingleObject.HEADER_LENGTH,
                      bytes.length - SingleObject.HEADER_LENGTH,
                      null));
      assertThat(old.get(0)).as("seed %d, record %d", SEED, i).isEqualTo(RecordTime.read(bytes));
    }
  }

  private static void assertReads(Schema reader, Schema writer) {
    SchemaCompatibility.SchemaPairCompatibility verdict =
        SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
    assertThat(verdict.getType())
        .as(() -> verdict.getResult().getIncompatibilities().toString())
        .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
  }

  private static Stream<Version> versions() {
    return Samples.types().stream()
        .flatMap(
            type ->
                PublishedSchemas.of(type.getSimpleName()).stream()
                    .map(published -> new Version(type, published)));
  }

  private static String text(String resource) throws IOException {
    try (InputStream in = PublishedSchemasTest.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private record Version(Class<? extends SpecificRecord> type, Schema published) {
    Schema current() {
      return RecordTypes.schemaOf(type);
    }

    String name() {
      return published.getName() + " " + SingleObject.hex(SchemaStore.fingerprint(published));
    }
  }
}
