package io.vitals.local.detect;

import io.vitals.domain.anomaly.Detector;
import io.vitals.domain.anomaly.Evidence;
import io.vitals.domain.anomaly.Judgement;
import io.vitals.domain.anomaly.Judgement.Direction;
import io.vitals.domain.anomaly.Judgement.Kind;

/**
 * Learns for two points, then expects 10. A value from 100 on begins an episode, with a score of a
 * thousandth of it; the points from there on that are not below 50 continue it with nothing new,
 * those not below 70 as a shift.
 */
final class TestingDetector implements Detector {
  private static final int LEARNING = 2;

  private long points;
  private long episodeStart = Evidence.NO_EPISODE;

  @Override
  public Judgement next(long time, double value) {
    points++;
    if (points <= LEARNING) {
      return judgement(time, value, 0, Double.NaN, Kind.NORMAL, null);
    }
    boolean goesOn = episodeStart != Evidence.NO_EPISODE && value >= 50;
    if (goesOn) {
      return judgement(time, value, 0, 10, value >= 70 ? Kind.SHIFT : Kind.NORMAL, evidence());
    }
    episodeStart = value >= 100 ? time : Evidence.NO_EPISODE;
    boolean begins = episodeStart != Evidence.NO_EPISODE;
    return judgement(
        time,
        value,
        begins ? value * 0.001 : 0.001,
        10,
        begins ? Kind.SPIKE : Kind.NORMAL,
        evidence());
  }

  @Override
  public Judgement absent(long time) {
    throw new UnsupportedOperationException();
  }

  @Override
  public byte[] snapshot() {
    throw new UnsupportedOperationException();
  }

  private Evidence evidence() {
    return new Evidence("level", 1, 2, 1, points, episodeStart);
  }

  static Judgement judgement(
      long time, double value, double score, double expected, Kind kind, Evidence evidence) {
    return new Judgement(
        time,
        value,
        score,
        score * Judgement.DECADES,
        Math.pow(10, -score * Judgement.DECADES),
        expected,
        expected - 5,
        expected + 5,
        kind == Kind.NORMAL ? Direction.NONE : Direction.UP,
        kind,
        evidence);
  }
}
