package io.vitals.domain.anomaly;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;

/** Series made for tests, and what a detector says of them. */
final class TestingSeries {
  static final long MINUTES_5 = 300_000;
  static final long HOUR = 3_600_000;

  /** A Monday, midnight UTC. */
  static final long START = 1_704_067_200_000L;

  private final DetectorSettings settings;
  private final long step;

  TestingSeries(DetectorSettings settings, long step) {
    this.settings = settings;
    this.step = step;
  }

  /** Judgements of a whole series, by what it is at each point. */
  List<Judgement> judged(int points, IntToDoubleFunction values) {
    Detector detector = settings.start();
    List<Judgement> judgements = new ArrayList<>();
    for (int i = 0; i < points; i++) {
      judgements.add(detector.next(START + i * step, values.applyAsDouble(i)));
    }
    return judgements;
  }

  /** Gaussian noise around zero, the same for the same seed. */
  static double[] noise(long seed, int points) {
    Random random = new Random(seed);
    double[] noise = new double[points];
    Arrays.setAll(noise, unused -> random.nextGaussian());
    return noise;
  }

  /** Places of the judgements at or over a score. */
  static List<Integer> alarms(List<Judgement> judgements, double score) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < judgements.size(); i++) {
      if (judgements.get(i).score() >= score) {
        places.add(i);
      }
    }
    return places;
  }
}
