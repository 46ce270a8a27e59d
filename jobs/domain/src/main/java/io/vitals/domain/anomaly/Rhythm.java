package io.vitals.domain.anomaly;

/** How often points come, and how long the value stands still. */
final class Rhythm {
  private static final long NEVER = Long.MIN_VALUE;
  private static final double RATE = 0.05;

  private long last = NEVER;
  private double cadence;
  private double value = Double.NaN;
  private long still;

  /** Usual time between points, milliseconds; 0 while unknown. */
  double cadence() {
    return cadence;
  }

  /** Time since the last point in usual times between points; NaN while unknown. */
  double gap(long time) {
    return last == NEVER || cadence == 0 ? Double.NaN : Math.max(0, time - last) / cadence;
  }

  /** For how many points the value would not have changed. */
  double stillness(double next) {
    return next == value ? still + 1 : 0;
  }

  /** For how many points it had not changed when now it does; NaN if it does not. */
  double endedStillness(double next) {
    return next == value || Double.isNaN(value) ? Double.NaN : still;
  }

  void learn(long time, double next) {
    if (last != NEVER && time > last) {
      double interval = time - last;
      cadence += cadence == 0 ? interval : RATE * (Math.min(interval, 3 * cadence) - cadence);
    }
    last = time;
    still = (long) stillness(next);
    value = next;
  }

  void write(SnapshotWriter out) {
    out.put(last);
    out.put(cadence);
    out.put(value);
    out.put(still);
  }

  void read(SnapshotReader in) {
    last = in.getLong();
    cadence = in.getDouble();
    value = in.getDouble();
    still = in.getLong();
  }
}
