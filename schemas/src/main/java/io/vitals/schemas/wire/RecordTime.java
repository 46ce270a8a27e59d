package io.vitals.schemas.wire;

/**
 * The time of an encoded record, without decoding it. Every record of our topics has {@code
 * ingest_time} as its first field, so it stands as one variable-length zig-zag number right behind
 * the header; what follows it is content.
 */
public final class RecordTime {
  private static final int MAX_VARINT_LENGTH = 10;

  private RecordTime() {}

  /** Ingest time of the record, epoch milliseconds. */
  public static long read(byte[] bytes) {
    long value = 0;
    int shift = 0;
    int position = SingleObject.HEADER_LENGTH;
    byte current;
    do {
      current = bytes[position++];
      value |= (current & 0x7FL) << shift;
      shift += 7;
    } while (current < 0);
    return (value >>> 1) ^ -(value & 1);
  }

  /** The same record at another ingest time. */
  public static byte[] restamp(byte[] bytes, long ingestTime) {
    byte[] varint = new byte[MAX_VARINT_LENGTH];
    int length = 0;
    long rest = (ingestTime << 1) ^ (ingestTime >> 63);
    while ((rest & ~0x7FL) != 0) {
      varint[length++] = (byte) ((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    varint[length++] = (byte) rest;
    int content = contentOffset(bytes);
    byte[] restamped = new byte[SingleObject.HEADER_LENGTH + length + bytes.length - content];
    System.arraycopy(bytes, 0, restamped, 0, SingleObject.HEADER_LENGTH);
    System.arraycopy(varint, 0, restamped, SingleObject.HEADER_LENGTH, length);
    System.arraycopy(
        bytes, content, restamped, SingleObject.HEADER_LENGTH + length, bytes.length - content);
    return restamped;
  }

  /**
   * 64-bit hash of everything but the ingest time: equal for a record sent twice. FNV-1a, then
   * mixed.
   */
  public static long contentHash(byte[] bytes) {
    long hash = 0xCBF29CE484222325L;
    for (int i = contentOffset(bytes); i < bytes.length; i++) {
      hash = (hash ^ (bytes[i] & 0xFF)) * 0x100000001B3L;
    }
    hash = (hash ^ (hash >>> 32)) * 0xD6E8FEB86659FD93L;
    return hash ^ (hash >>> 32);
  }

  private static int contentOffset(byte[] bytes) {
    int position = SingleObject.HEADER_LENGTH;
    while (bytes[position] < 0) {
      position++;
    }
    return position + 1;
  }
}
