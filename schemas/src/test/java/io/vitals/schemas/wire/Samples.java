package io.vitals.schemas.wire;

import io.vitals.schemas.topics.Topic;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * Records to test with, filled by schema. A fixed sample takes each value from the field's name, so
 * two fields that change places change the bytes.
 */
final class Samples {
  private static final Instant AUTUMN = Instant.parse("2026-10-05T08:15:30Z");

  private enum Fill {
    FULL,
    NULLS,
    RANDOM
  }

  private final GenericData data;
  private final Fill fill;
  private final Random random;

  private Samples(GenericData data, Fill fill, Random random) {
    this.data = data;
    this.fill = fill;
    this.random = random;
  }

  /** Every record type of the topic catalogue. */
  static List<Class<? extends SpecificRecord>> types() {
    return Arrays.stream(Topic.values())
        .<Class<? extends SpecificRecord>>flatMap(topic -> topic.records().stream())
        .distinct()
        .toList();
  }

  /** A record with every field set and two items in each array. */
  static <T extends SpecificRecord> T full(Class<T> type) {
    return specific(type, Fill.FULL, new Random(0));
  }

  /** A record with every nullable field null and every array empty. */
  static <T extends SpecificRecord> T nulls(Class<T> type) {
    return specific(type, Fill.NULLS, new Random(0));
  }

  /** A record with anything in its fields. */
  static <T extends SpecificRecord> T random(Class<T> type, Random random) {
    return specific(type, Fill.RANDOM, random);
  }

  /** A generic record of this schema with anything in its fields. */
  static IndexedRecord random(Schema schema, Random random) {
    return new Samples(new GenericData(), Fill.RANDOM, random).record(schema);
  }

  /** The record as a single object. */
  static <T extends SpecificRecord> byte[] encode(Class<T> type, SpecificRecord record) {
    return RecordWriter.of(type).write(type.cast(record));
  }

  private static <T extends SpecificRecord> T specific(Class<T> type, Fill fill, Random random) {
    Samples samples = new Samples(new SpecificData(type.getClassLoader()), fill, random);
    return type.cast(samples.record(RecordTypes.schemaOf(type)));
  }

  private IndexedRecord record(Schema schema) {
    IndexedRecord record = (IndexedRecord) data.newRecord(null, schema);
    for (Schema.Field field : schema.getFields()) {
      record.put(field.pos(), value(field.schema(), field.name()));
    }
    return record;
  }

  private Object value(Schema schema, String name) {
    return switch (schema.getType()) {
      case UNION -> isNull() ? null : value(schema.getTypes().get(1), name);
      case RECORD -> record(schema);
      case ARRAY -> array(schema, name);
      case ENUM -> symbol(schema, name);
      case STRING -> text(name);
      case BYTES -> ByteBuffer.wrap(text(name).getBytes(StandardCharsets.UTF_8));
      case BOOLEAN -> fill == Fill.RANDOM ? random.nextBoolean() : fill == Fill.FULL;
      case DOUBLE -> fill == Fill.RANDOM ? random.nextGaussian() * 1e6 : name.hashCode() / 1024.0;
      case INT -> logical(schema.getLogicalType(), (int) number(name));
      case LONG -> logical(schema.getLogicalType(), number(name));
      default -> throw new IllegalArgumentException("no sample of " + schema);
    };
  }

  private boolean isNull() {
    return fill == Fill.NULLS || (fill == Fill.RANDOM && random.nextBoolean());
  }

  private List<Object> array(Schema schema, String name) {
    int items =
        switch (fill) {
          case FULL -> 2;
          case NULLS -> 0;
          case RANDOM -> random.nextInt(4);
        };
    List<Object> array = new ArrayList<>();
    for (int i = 0; i < items; i++) {
      array.add(value(schema.getElementType(), name + i));
    }
    return array;
  }

  private Object symbol(Schema schema, String name) {
    List<String> symbols = schema.getEnumSymbols();
    int chosen = Math.floorMod((int) number(name), symbols.size());
    return data.createEnum(symbols.get(chosen), schema);
  }

  private String text(String name) {
    if (fill != Fill.RANDOM) {
      return name + " \u00e9\u2713";
    }
    int length = random.nextInt(5) == 0 ? random.nextInt(300) : random.nextInt(12);
    return random
        .ints(0x20, 0xD7FF)
        .limit(length)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private long number(String name) {
    return fill == Fill.RANDOM ? random.nextLong() >> random.nextInt(64) : name.hashCode();
  }

  private Object logical(LogicalType type, long number) {
    if (type == null || !(data instanceof SpecificData)) {
      return number;
    }
    return switch (type.getName()) {
      case "timestamp-millis" ->
          Instant.ofEpochMilli(fill == Fill.RANDOM ? number : AUTUMN.toEpochMilli() + number);
      case "date" -> LocalDate.ofEpochDay((int) number >> 12);
      default -> throw new IllegalArgumentException("no sample of " + type.getName());
    };
  }

  private Object logical(LogicalType type, int number) {
    return type == null || !(data instanceof SpecificData)
        ? (Object) number
        : logical(type, (long) number);
  }
}
