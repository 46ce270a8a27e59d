package io.vitals.domain.anomaly;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Writes what a detector remembers, in the order {@link SnapshotReader} reads it. */
final class SnapshotWriter {
  private static final int FIRST_CAPACITY = 1_024;

  private ByteBuffer bytes = ByteBuffer.allocate(FIRST_CAPACITY);

  /** Begins a snapshot with what tells it from others. */
  SnapshotWriter(byte format, int size) {
    bytes.put(format).putInt(size);
  }

  void put(long value) {
    room(Long.BYTES).putLong(value);
  }

  void put(double value) {
    room(Double.BYTES).putDouble(value);
  }

  void put(float[] values) {
    room(values.length * Float.BYTES).asFloatBuffer().put(values);
    bytes.position(bytes.position() + values.length * Float.BYTES);
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  private ByteBuffer room(int length) {
    if (bytes.remaining() < length) {
      int capacity = Math.max(2 * bytes.capacity(), bytes.position() + length);
      bytes = ByteBuffer.allocate(capacity).put(bytes.flip());
    }
    return bytes;
  }
}
