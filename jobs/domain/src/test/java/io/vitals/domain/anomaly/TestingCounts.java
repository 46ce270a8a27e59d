package io.vitals.domain.anomaly;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;

/** Counts made for tests, and what a detector says of them. */
final class TestingCounts {
  static final long DAY = 86_400_000;

  private TestingCounts() {}

  /** A count whose mean is gamma distributed, or Poisson where there is no overdispersion. */
  static int draw(Random random, double mean, double overdispersion) {
    return poisson(
        random,
        overdispersion == 0 ? mean : mean * gamma(random, 1 / overdispersion) * overdispersion);
  }

  /** Means of hours: working days from eight to six, a tenth at weekends, a twentieth at night. */
  static double workingHours(int hour) {
    boolean isWeekend = hour / 24 % 7 >= 5;
    boolean isNight = hour % 24 < 8 || hour % 24 >= 18;
    return (isWeekend ? 0.1 : 1) * (isNight ? 0.05 : 1);
  }

  static List<Judgement> judged(CountSettings settings, int buckets, IntToDoubleFunction counts) {
    return judged(settings, settings.start(), buckets, counts);
  }

  static List<Judgement> judged(
      CountSettings settings, Detector detector, int buckets, IntToDoubleFunction counts) {
    List<Judgement> judged = new ArrayList<>();
    for (int i = 0; i < buckets; i++) {
      judged.add(detector.next(time(settings, i), counts.applyAsDouble(i)));
    }
    return judged;
  }

  static long time(CountSettings settings, int bucket) {
    return TestingSeries.START + bucket * settings.bucket().toMillis();
  }

  private static int poisson(Random random, double mean) {
    if (mean > 500) {
      return (int) Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
    }
    int count = 0;
    for (double left = random.nextDouble(); left > Math.exp(-mean); left *= random.nextDouble()) {
      count++;
    }
    return count;
  }

  /** By rejection: Marsaglia and Tsang, A simple method for generating gamma variables, 2000. */
  private static double gamma(Random random, double shape) {
    if (shape < 1) {
      return gamma(random, shape + 1) * Math.pow(random.nextDouble(), 1 / shape);
    }
    double d = shape - 1 / 3.0;
    while (true) {
      double z = random.nextGaussian();
      double v = Math.pow(1 + z / Math.sqrt(9 * d), 3);
      if (v > 0 && Math.log(random.nextDouble()) < z * z / 2 + d - d * v + d * Math.log(v)) {
        return d * v;
      }
    }
  }
}
