package io.vitals.local.detect;

import java.io.IOException;
import java.io.Writer;

/** Writes rows as they were read, each with its score to eight decimals. */
final class ScoredRows {
  private static final int DECIMALS = 8;
  private static final long ONE = 100_000_000;

  private final Writer out;

  /** Begins with the header. */
  ScoredRows(Writer out) throws IOException {
    this.out = out;
    out.write("timestamp,value,anomaly_score\n");
  }

  /**
   * Writes a row.
   *
   * @param score 0 to 1
   */
  void write(SeriesRow row, double score) throws IOException {
    out.write(row.text());
    out.write(',');
    out.write(decimal(score));
    out.write('\n');
  }

  /** Never with an exponent, which not every reader of CSV takes for a number. */
  static String decimal(double score) {
    long parts = Math.round(score * ONE);
    String digits = Long.toString(parts % ONE);
    return parts / ONE + "." + "0".repeat(DECIMALS - digits.length()) + digits;
  }
}
