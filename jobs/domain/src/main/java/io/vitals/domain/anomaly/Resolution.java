package io.vitals.domain.anomaly;

import java.util.Arrays;

/**
 * Bins of magnitudes that widen geometrically: each doubling has equally many. Magnitudes are
 * relative to a usual one; bin 0 has what is smaller than any other bin, the last what is larger.
 */
enum Resolution {
  /** Eight bins a doubling. */
  FINE(8, 10, 20),
  /** Two bins a doubling: for small memory. */
  COARSE(2, 2, 7);

  private final int binsAnOctave;
  private final int octavesBelow;
  private final double[] lowerEnds;
  private final double[] logMiddles;

  Resolution(int binsAnOctave, int octavesBelow, int octavesAbove) {
    this.binsAnOctave = binsAnOctave;
    this.octavesBelow = octavesBelow;
    int bins = 1 + binsAnOctave * (octavesBelow + octavesAbove);
    lowerEnds = new double[bins];
    logMiddles = new double[bins];
    for (int bin = 1; bin < bins; bin++) {
      int octave = (bin - 1) / binsAnOctave - octavesBelow;
      double step = Math.scalb(1.0 / binsAnOctave, octave);
      lowerEnds[bin] = Math.scalb(1.0, octave) + (bin - 1) % binsAnOctave * step;
      logMiddles[bin] = Math.log(lowerEnds[bin] + step / 2);
    }
    logMiddles[0] = Double.NEGATIVE_INFINITY;
  }

  int bins() {
    return lowerEnds.length;
  }

  /** The bin of a magnitude of zero or more. */
  int binOf(double magnitude) {
    int octave = Math.getExponent(magnitude);
    if (octave < -octavesBelow) {
      return 0;
    }
    if (octave > Double.MAX_EXPONENT - octavesBelow - 1) {
      return bins() - 1;
    }
    int part = (int) ((Math.scalb(magnitude, -octave) - 1) * binsAnOctave);
    return Math.min(bins() - 1, 1 + (octave + octavesBelow) * binsAnOctave + part);
  }

  /** Moves counts to where they belong when the unit grows by so many octaves. */
  void shift(float[] counts, int octaves) {
    float[] old = counts.clone();
    Arrays.fill(counts, 0);
    for (int bin = 0; bin < old.length; bin++) {
      int place = bin == 0 ? 0 : bin - octaves * binsAnOctave;
      counts[Math.max(0, Math.min(old.length - 1, place))] += old[bin];
    }
  }

  /** Where a bin begins. */
  double lowerEnd(int bin) {
    return lowerEnds[bin];
  }

  /** Natural logarithm of the middle of a bin. */
  double logMiddle(int bin) {
    return logMiddles[bin];
  }
}
