package io.vitals.flink.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Array;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.types.PojoTestUtils;

/**
 * What must hold of a record that is kept in state or passed between operators: Flink knows its
 * fields, so that it can change; it comes back as it went; and its bytes are those of the release
 * that wrote the state.
 */
public final class StateRecords {
  /** Where golden bytes are written to instead of being compared; not set in a build. */
  private static final String RENEW = "vitals.renew-state";

  private static final String RELEASE = "0.1";

  private StateRecords() {}

  /** Asserts all of it of a type. */
  public static <T> void assertKept(Class<T> type) throws IOException {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
    TypeSerializer<T> serializer =
        TypeInformation.of(type).createSerializer(new SerializerConfigImpl());
    T full = type.cast(sample(type, false));
    T nulls = type.cast(sample(type, true));
    byte[] fullBytes = write(serializer, full);
    byte[] nullBytes = write(serializer, nulls);
    assertThat(read(serializer, fullBytes)).usingRecursiveComparison().isEqualTo(full);
    assertThat(read(serializer, nullBytes)).usingRecursiveComparison().isEqualTo(nulls);
    assertGolden(type, List.of(hex(fullBytes), hex(nullBytes)));
  }

  private static void assertGolden(Class<?> type, List<String> bytes) throws IOException {
    String name = "state/" + RELEASE + "/" + type.getSimpleName() + ".hex";
    String directory = System.getProperty(RENEW);
    if (directory != null) {
      Files.createDirectories(Path.of(directory, name).getParent());
      Files.write(Path.of(directory, name), bytes);
      return;
    }
    try (InputStream golden = StateRecords.class.getResourceAsStream("/" + name)) {
      assertThat(golden).as("golden bytes %s", name).isNotNull();
      assertThat(bytes)
          .as(
              "%s is written in other bytes than in release %s: state of that release cannot be read"
                  + " unless Flink migrates it. If that is meant, say so in CHANGELOG and renew with"
                  + " -D%s=src/test/resources (the tests write there and compare nothing)",
              type.getSimpleName(), RELEASE, RENEW)
          .containsExactlyElementsOf(
              new String(golden.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    }
  }

  private static <T> byte[] write(TypeSerializer<T> serializer, T value) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(256);
    serializer.serialize(value, out);
    return out.getCopyOfBuffer();
  }

  private static <T> T read(TypeSerializer<T> serializer, byte[] bytes) throws IOException {
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    T value = serializer.deserialize(in);
    assertThat(in.available()).isZero();
    return value;
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /** A record with every component set, or with null in every one that can hold it. */
  private static Object sample(Class<?> type, boolean nulls) {
    try {
      RecordComponent[] components = type.getRecordComponents();
      Class<?>[] types = new Class<?>[components.length];
      Object[] values = new Object[components.length];
      for (int i = 0; i < components.length; i++) {
        types[i] = components[i].getType();
        boolean isNull = nulls && !types[i].isPrimitive();
        values[i] = isNull ? null : value(components[i].getGenericType(), i + 1);
      }
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("no sample of " + type, e);
    }
  }

  private static Object value(Type generic, int seed) {
    if (generic instanceof ParameterizedType list) {
      return List.of(value(list.getActualTypeArguments()[0], seed));
    }
    Class<?> type = (Class<?>) generic;
    if (type.isRecord()) {
      return sample(type, false);
    }
    if (type.isEnum()) {
      return type.getEnumConstants()[seed % type.getEnumConstants().length];
    }
    if (type.isArray()) {
      Object array = Array.newInstance(type.getComponentType(), 2);
      Array.set(array, 0, value(type.getComponentType(), seed));
      Array.set(array, 1, value(type.getComponentType(), seed + 1));
      return array;
    }
    Map<Class<?>, Object> values =
        Map.ofEntries(
            Map.entry(String.class, "text " + seed),
            Map.entry(int.class, seed),
            Map.entry(Integer.class, seed),
            Map.entry(long.class, 1_772_452_800_000L + seed),
            Map.entry(Long.class, 1_772_452_800_000L + seed),
            Map.entry(double.class, seed + .25),
            Map.entry(Double.class, seed + .25),
            Map.entry(Instant.class, Instant.ofEpochMilli(1_772_452_800_000L + seed)),
            Map.entry(byte.class, (byte) seed),
            Map.entry(boolean.class, true),
            Map.entry(Boolean.class, true));
    if (!values.containsKey(type)) {
      throw new IllegalArgumentException("a flat record holds no " + type);
    }
    return values.get(type);
  }
}
