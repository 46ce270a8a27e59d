package io.vitals.domain.anomaly;

/** The last values of a series, and sums over them. */
final class RecentValues {
  private final float[] ring;
  private long count;

  RecentValues(int capacity) {
    ring = new float[capacity];
  }

  void add(double value) {
    ring[(int) (count % ring.length)] = (float) value;
    count++;
  }

  /** Whether so many values came. */
  boolean has(int values) {
    return count >= values;
  }

  /** The value that came {@code age} values before the newest. */
  float value(int age) {
    return ring[place(age)];
  }

  /** Mean of {@code length} values, the newest of them {@code age} values old. */
  double mean(int age, int length) {
    double sum = 0;
    int place = place(age);
    for (int i = 0; i < length; i++) {
      sum += ring[place];
      place = place == 0 ? ring.length - 1 : place - 1;
    }
    return sum / length;
  }

  /** Mean difference from one to the next of the newest {@code length} + 1 values. */
  double variation(int length) {
    double sum = 0;
    int place = place(0);
    float newer = ring[place];
    for (int i = 0; i < length; i++) {
      place = place == 0 ? ring.length - 1 : place - 1;
      sum += Math.abs(newer - ring[place]);
      newer = ring[place];
    }
    return sum / length;
  }

  /** Copies the newest values, oldest first, to fill an array from a place on. */
  void copy(int length, float[] target, int from) {
    int place = place(length - 1);
    for (int i = 0; i < length; i++) {
      target[from + i] = ring[place];
      place = place + 1 == ring.length ? 0 : place + 1;
    }
  }

  private int place(int age) {
    return (int) ((count - 1 - age) % ring.length);
  }

  void write(SnapshotWriter out) {
    out.put(count);
    out.put(ring);
  }

  void read(SnapshotReader in) {
    count = in.getLong();
    in.get(ring);
  }
}
