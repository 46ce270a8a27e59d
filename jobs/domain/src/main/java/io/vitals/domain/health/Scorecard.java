package io.vitals.domain.health;

import java.util.Arrays;

/**
 * The score of a set of inputs under a variant, in integers.
 *
 * <p>A component's mean is kept to a millionth of a micro-point, rounded half up; the score is the
 * mean of the component means by their weights, rounded half up to a micro-point. A component
 * without any known input is left out, so its weight goes to the others in proportion.
 */
final class Scorecard {
  /** No score, points, mean or coverage. */
  static final long NONE = -1;

  private static final long FINE = 1_000_000;
  private static final long MILLION = 1_000_000;

  private final Variant variant;
  private final long[] points;
  private final long[] available;
  private final long[] fineMeans;
  private final long weightPresent;
  private final long score;
  private final long coverage;

  private Scorecard(
      Variant variant,
      long[] points,
      long[] available,
      long[] fineMeans,
      long weightPresent,
      long score,
      long coverage) {
    this.variant = variant;
    this.points = points;
    this.available = available;
    this.fineMeans = fineMeans;
    this.weightPresent = weightPresent;
    this.score = score;
    this.coverage = coverage;
  }

  /**
   * Scores.
   *
   * @param values by position in the dictionary; positions beyond its end were never seen
   * @param statuses by position, as in {@link InputValues}
   */
  static Scorecard of(Variant variant, double[] values, byte[] statuses) {
    int components = variant.componentCount();
    long[] sums = new long[components];
    long[] available = new long[components];
    long[] points = new long[Math.max(values.length, lastOf(variant.inputs()) + 1)];
    Arrays.fill(points, NONE);
    long present = 0;
    long applicable = 0;
    for (int position : variant.inputs()) {
      byte status = position < statuses.length ? statuses[position] : InputValues.NEVER_SEEN;
      if (status == InputValues.NOT_APPLICABLE) {
        continue;
      }
      applicable += variant.effectiveMicros(position);
      if (status == InputValues.PRESENT) {
        int component = variant.componentOf(position);
        long micros = variant.curve(position).microsAt(values[position]);
        points[position] = micros;
        sums[component] += variant.weight(position) * micros;
        available[component] += variant.weight(position);
        present += variant.effectiveMicros(position);
      }
    }
    long weighted = 0;
    long weight = 0;
    for (int component = 0; component < components; component++) {
      if (available[component] == 0) {
        sums[component] = NONE;
        continue;
      }
      sums[component] = halfUp(sums[component] * FINE, available[component]);
      weighted += variant.componentWeight(component) * sums[component];
      weight += variant.componentWeight(component);
    }
    long score = weight == 0 ? NONE : halfUp(weighted, weight * FINE);
    long coverage = applicable == 0 ? NONE : halfUp(present * MILLION, applicable);
    return new Scorecard(variant, points, available, sums, weight, score, coverage);
  }

  /** No score: of an account that is not to be scored. */
  static Scorecard nothing(Variant variant) {
    byte[] notApplicable = new byte[lastOf(variant.inputs()) + 1];
    Arrays.fill(notApplicable, InputValues.NOT_APPLICABLE);
    return of(variant, new double[notApplicable.length], notApplicable);
  }

  private static int lastOf(int[] inputs) {
    return inputs.length == 0 ? -1 : inputs[inputs.length - 1];
  }

  private static long halfUp(long dividend, long divisor) {
    return (2 * dividend + divisor) / (2 * divisor);
  }

  Variant variant() {
    return variant;
  }

  /** Score in micro-points, 0 to 100 points, or {@link #NONE}. */
  long score() {
    return score;
  }

  /** Weight present over weight applicable in millionths, or {@link #NONE}. */
  long coverage() {
    return coverage;
  }

  /** Micro-points of an input, or {@link #NONE} when it is missing or does not count. */
  long points(int position) {
    return points[position];
  }

  /** Mean of a component in micro-points, or {@link #NONE} when nothing of it is known. */
  long componentMicros(int component) {
    return fineMeans[component] == NONE ? NONE : fineMeans[component] / FINE;
  }

  /**
   * What each input gives to the score, in micro-points by position: exact shares rounded down, the
   * rest one by one to the greatest remainders, ties in dictionary order. They sum to the score.
   */
  long[] contributions() {
    long[] contributions = new long[points.length];
    if (score == NONE) {
      return contributions;
    }
    long[] remainders = new long[points.length];
    Arrays.fill(remainders, NONE);
    long left = score;
    for (int position : variant.inputs()) {
      if (points[position] != NONE) {
        int component = variant.componentOf(position);
        long dividend =
            variant.componentWeight(component) * variant.weight(position) * points[position];
        long divisor = available[component] * weightPresent;
        contributions[position] = dividend / divisor;
        remainders[position] = dividend % divisor;
        left -= contributions[position];
      }
    }
    for (; left > 0; left--) {
      int greatest = greatest(remainders);
      contributions[greatest]++;
      remainders[greatest] = 0;
    }
    return contributions;
  }

  private int greatest(long[] remainders) {
    int greatest = -1;
    for (int position : variant.inputs()) {
      if (remainders[position] != NONE
          && (greatest < 0 || isGreater(remainders, position, greatest))) {
        greatest = position;
      }
    }
    return greatest;
  }

  /** Compares remainders of different divisors; what they have in common is left out. */
  private boolean isGreater(long[] remainders, int one, int other) {
    return remainders[one] * available[variant.componentOf(other)]
        > remainders[other] * available[variant.componentOf(one)];
  }

  /** The input that costs most points, ties in dictionary order; -1 when none costs any. */
  int firstDriver() {
    int first = -1;
    long greatest = 0;
    for (int position : variant.inputs()) {
      if (points[position] != NONE) {
        int component = variant.componentOf(position);
        long lost =
            variant.componentWeight(component)
                * variant.weight(position)
                * (100 * Curve.POINT - points[position])
                / available[component];
        if (lost > greatest) {
          greatest = lost;
          first = position;
        }
      }
    }
    return first;
  }
}
