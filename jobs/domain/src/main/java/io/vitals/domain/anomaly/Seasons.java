package io.vitals.domain.anomaly;

import java.util.Arrays;

/**
 * What a series expects next: a local level alone, on top of the usual day, or of the usual week,
 * whichever was nearest of late; so it finds by itself whether there is a season. Robust: a value
 * moves it by no more than a few usual errors.
 */
final class Seasons {
  private static final long DAY = 86_400_000;
  private static final long HOUR = 3_600_000;
  private static final int DAYS = 7;

  private static final int NONE = 0;
  private static final int DAILY = 1;
  private static final int WEEKLY = 2;
  private static final int PREDICTORS = 3;

  /** A predictor is believed after so many points. */
  private static final long BELIEVED = 30;

  private static final double LEVEL_RATE = 2.0 / 25;
  private static final double SLOT_RATE = 0.3;
  private static final double ERROR_RATE = 0.005;

  /** A value moves the expectation as if it were off by so many usual errors at most. */
  private static final double CLIP = 6;

  private final int slotsADay;

  /** What each slot of the week adds to the level; NaN where nothing came yet. */
  private final float[] week;

  private final double[] levels = new double[PREDICTORS];
  private final double[] errors = new double[PREDICTORS];
  private final long[] judged = new long[PREDICTORS];
  private final double[] expected = new double[PREDICTORS];
  private long count;
  private double usualError;

  /**
   * Nothing seen.
   *
   * @param slotsADay in how many slots a day is divided; a multiple of 24
   */
  Seasons(int slotsADay) {
    this.slotsADay = slotsADay;
    week = new float[slotsADay * DAYS];
    Arrays.fill(week, Float.NaN);
  }

  /** What is expected at a time; NaN while too little is known. */
  double expect(long time, double cadence) {
    int slot = slot(time, cadence);
    double day = usualDay(slot);
    expected[NONE] = count == 0 ? Double.NaN : levels[NONE];
    expected[DAILY] = levels[DAILY] + day;
    expected[WEEKLY] = levels[WEEKLY] + week[slot];
    int best = best();
    return best < 0 ? Double.NaN : expected[best];
  }

  /** The nearest of late of those who know; -1 if none is believed. */
  private int best() {
    int best = -1;
    for (int i = 0; i < PREDICTORS; i++) {
      if (!Double.isNaN(expected[i])
          && judged[i] >= BELIEVED
          && (best < 0 || errors[i] < errors[best])) {
        best = i;
      }
    }
    return best;
  }

  /** Learns the value that came at the time last asked for. */
  void learn(long time, double cadence, double value) {
    int slot = slot(time, cadence);
    int best = best();
    double clip = best < 0 ? Double.MAX_VALUE : CLIP * usualError;
    if (best >= 0) {
      double error =
          Math.min(Math.abs(value - expected[best]), usualError == 0 ? Double.MAX_VALUE : clip);
      usualError += (error - usualError) * ERROR_RATE;
    }
    for (int i = 0; i < PREDICTORS; i++) {
      if (!Double.isNaN(expected[i])) {
        double error = Math.min(Math.abs(value - expected[i]), clip);
        judged[i]++;
        errors[i] += (error - errors[i]) * Math.max(1.0 / judged[i], ERROR_RATE);
      }
    }
    learnSlot(slot, value, clip);
    learnLevels(value, clip);
    count++;
  }

  private void learnSlot(int slot, double value, double clip) {
    double day = expected[DAILY] - levels[DAILY];
    if (!Float.isNaN(week[slot])) {
      double off = value - levels[DAILY] - week[slot];
      week[slot] += (float) (SLOT_RATE * clipped(off, clip));
    } else if (Double.isNaN(day)) {
      week[slot] = (float) (value - levels[DAILY]);
    } else {
      week[slot] = (float) (day + clipped(value - expected[DAILY], clip));
    }
  }

  private void learnLevels(double value, double clip) {
    if (count == 0) {
      levels[NONE] = value;
      return;
    }
    for (int i = 0; i < PREDICTORS; i++) {
      if (!Double.isNaN(expected[i])) {
        double rate = i == NONE ? Math.max(LEVEL_RATE, 1.0 / (count + 1)) : LEVEL_RATE;
        levels[i] += rate * clipped(value - expected[i], clip);
      }
    }
  }

  private static double clipped(double off, double clip) {
    return Math.max(-clip, Math.min(clip, off));
  }

  private double usualDay(int slot) {
    double sum = 0;
    int known = 0;
    for (int place = slot % slotsADay; place < week.length; place += slotsADay) {
      if (!Float.isNaN(week[place])) {
        sum += week[place];
        known++;
      }
    }
    return known == 0 ? Double.NaN : sum / known;
  }

  /** Slots as fine as there are, but whole hours for a series slower than a slot. */
  private int slot(long time, double cadence) {
    long length = DAY / slotsADay;
    long from = cadence > 1.5 * length ? Math.floorDiv(time, HOUR) * HOUR : time;
    return (int) (Math.floorMod(from, DAY * DAYS) / length);
  }

  void write(SnapshotWriter out) {
    out.put(count);
    out.put(usualError);
    for (int i = 0; i < PREDICTORS; i++) {
      out.put(levels[i]);
      out.put(errors[i]);
      out.put(judged[i]);
    }
    out.put(week);
  }

  void read(SnapshotReader in) {
    count = in.getLong();
    usualError = in.getDouble();
    for (int i = 0; i < PREDICTORS; i++) {
      levels[i] = in.getDouble();
      errors[i] = in.getDouble();
      judged[i] = in.getLong();
    }
    in.get(week);
  }
}
