package io.vitals.schemas.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The time of an encoded record, without decoding it. Every record of our topics has {@code
 * ingest_time} as its first field, so it stands as one variable-length zig-zag number right behind
 * the header; what follows it is content.
 *
 * <p>All methods take a single object that was decoded or written before; they look no further than
 * the time.
 */
public final class RecordTime {
  private static final int MAX_VARINT_LENGTH = 10;
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private RecordTime() {}

  /**
   * Ingest time of the record, epoch milliseconds.
   *
   * @throws UnreadableRecordException if the bytes end before the time does
   */
  public static long read(byte[] bytes) {
    int end = contentOffset(bytes);
    long value = 0;
    for (int position = end - 1; position >= SingleObject.HEADER_LENGTH; position--) {
      value = (value << 7) | (bytes[position] & 0x7F);
    }
    return (value >>> 1) ^ -(value & 1);
  }

  /**
   * The same record at another ingest time.
   *
   * @param ingestTime epoch milliseconds
   * @throws UnreadableRecordException if the bytes end before the time does
   */
  public static byte[] restamp(byte[] bytes, long ingestTime) {
    int content = contentOffset(bytes);
    byte[] varint = new byte[MAX_VARINT_LENGTH];
    int length = 0;
    long rest = (ingestTime << 1) ^ (ingestTime >> 63);
    while ((rest & ~0x7FL) != 0) {
      varint[length++] = (byte) ((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    varint[length++] = (byte) rest;
    int newContent = SingleObject.HEADER_LENGTH + length;
    byte[] restamped = new byte[newContent + bytes.length - content];
    System.arraycopy(bytes, 0, restamped, 0, SingleObject.HEADER_LENGTH);
    System.arraycopy(varint, 0, restamped, SingleObject.HEADER_LENGTH, length);
    System.arraycopy(bytes, content, restamped, newContent, bytes.length - content);
    return restamped;
  }

  /**
   * 64-bit hash of everything but the ingest time (the schema's fingerprint and the content): equal
   * for a record sent twice. Never changed, since windows of recent records are kept by it. Eight
   * bytes at a time are multiplied in and folded, which loses nothing; the end is mixed as in
   * MurmurHash3.
   *
   * @throws UnreadableRecordException if the bytes end before the time does
   */
  public static long contentHash(byte[] bytes) {
    int position = contentOffset(bytes);
    long hash = fold(SingleObject.fingerprint(bytes) ^ (bytes.length - position));
    for (; position <= bytes.length - Long.BYTES; position += Long.BYTES) {
      hash = fold(hash ^ (long) WORD.get(bytes, position));
    }
    long last = 0;
    for (; position < bytes.length; position++) {
      last = (last << 8) | (bytes[position] & 0xFF);
    }
    hash = fold(hash ^ last);
    hash = (hash ^ (hash >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return hash ^ (hash >>> 33);
  }

  private static long fold(long hash) {
    long product = hash * 0xFF51AFD7ED558CCDL;
    return product ^ (product >>> 32);
  }

  private static int contentOffset(byte[] bytes) {
    int end = Math.min(bytes.length, SingleObject.HEADER_LENGTH + MAX_VARINT_LENGTH);
    for (int position = SingleObject.HEADER_LENGTH; position < end; position++) {
      if (bytes[position] >= 0) {
        return position + 1;
      }
    }
    throw new UnreadableRecordException("the bytes end before their time does", null);
  }
}
