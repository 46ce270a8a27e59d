package io.vitals.domain.anomaly;

import java.nio.ByteBuffer;

/** Reads what {@link SnapshotWriter} wrote. */
final class SnapshotReader {
  private final ByteBuffer bytes;

  /**
   * Begins to read.
   *
   * @throws IllegalArgumentException if it is another format, or of settings of another size
   */
  SnapshotReader(byte[] snapshot, byte format, int size) {
    bytes = ByteBuffer.wrap(snapshot);
    if (snapshot.length < 1 + Integer.BYTES || bytes.get() != format || bytes.getInt() != size) {
      throw new IllegalArgumentException("no snapshot of this detector with these settings");
    }
  }

  long getLong() {
    need(Long.BYTES);
    return bytes.getLong();
  }

  double getDouble() {
    need(Double.BYTES);
    return bytes.getDouble();
  }

  void get(float[] values) {
    need(values.length * Float.BYTES);
    bytes.asFloatBuffer().get(values);
    bytes.position(bytes.position() + values.length * Float.BYTES);
  }

  /**
   * Ends the reading.
   *
   * @throws IllegalArgumentException if something is left
   */
  void end() {
    if (bytes.hasRemaining()) {
      throw new IllegalArgumentException("snapshot is longer than a detector's memory");
    }
  }

  private void need(int length) {
    if (bytes.remaining() < length) {
      throw new IllegalArgumentException("snapshot is cut off");
    }
  }
}
