package io.vitals.schemas.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/**
 * The frame of Avro's single-object encoding: two marker bytes, the writer schema's CRC-64-AVRO
 * fingerprint (little endian), then the record in binary encoding.
 *
 * @see <a href="https://avro.apache.org/docs/1.12.0/specification/#single-object-encoding">Avro
 *     specification</a>
 */
public final class SingleObject {
  /** Bytes before the record: marker and fingerprint. */
  public static final int HEADER_LENGTH = 10;

  private static final byte MARKER_0 = (byte) 0xC3;
  private static final byte MARKER_1 = (byte) 0x01;

  private static final VarHandle FINGERPRINT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private SingleObject() {}

  /** Whether the bytes begin as a single object does. */
  public static boolean isSingleObject(byte[] bytes) {
    return bytes.length >= HEADER_LENGTH && bytes[0] == MARKER_0 && bytes[1] == MARKER_1;
  }

  /** Whether the bytes are a single object written with the schema of this fingerprint. */
  public static boolean isOf(byte[] bytes, long fingerprint) {
    return isSingleObject(bytes) && fingerprint(bytes) == fingerprint;
  }

  /**
   * Fingerprint of the writer schema; the bytes must be a single object.
   *
   * @throws IndexOutOfBoundsException if they are shorter than a header
   */
  public static long fingerprint(byte[] bytes) {
    return (long) FINGERPRINT.get(bytes, 2);
  }

  /** A fingerprint as it is written: 16 hexadecimal digits. */
  public static String hex(long fingerprint) {
    return HexFormat.of().toHexDigits(fingerprint);
  }

  /** The header for records of the schema with this fingerprint. */
  static byte[] header(long fingerprint) {
    return ByteBuffer.allocate(HEADER_LENGTH)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MARKER_0)
        .put(MARKER_1)
        .putLong(fingerprint)
        .array();
  }
}
