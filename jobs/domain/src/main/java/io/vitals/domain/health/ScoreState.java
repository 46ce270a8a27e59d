package io.vitals.domain.health;

import io.vitals.schemas.HealthBand;

/**
 * What scoring an account remembers. A flat record; arrays are by position in the dictionary and
 * are not written to; a shorter array is one of an older dictionary.
 *
 * <p>Provisional scores run on {@code live}. A score at the close of an hour runs on {@code closed}
 * only and then resets {@code live} to it, so that the rows of hour closes do not depend on how
 * often the account was scored in between.
 *
 * @param modelHash hash of the model of the last row; null before the first row
 * @param modelReference that model, {@code id@version}
 * @param variant name of the variant of the last row
 * @param values input values of the last row, NaN where missing
 * @param statuses input statuses of the last row, as {@link InputValues} keeps them
 * @param lateValues {@code values} with late corrections since; null when there were none
 * @param scoreMicros score of the last row; {@link #NONE} when it had none
 * @param last what the last row said
 * @param lastClosed what the last row of an hour's close said
 * @param live bands and gates, provisional
 * @param closed bands and gates as of the last close of an hour
 */
public record ScoreState(
    String modelHash,
    String modelReference,
    String variant,
    double[] values,
    byte[] statuses,
    double[] lateValues,
    long scoreMicros,
    Row last,
    Row lastClosed,
    BandState live,
    BandState closed) {
  /** No score, coverage or driver. */
  public static final long NONE = Scorecard.NONE;

  /**
   * What a row said that a next one is compared with.
   *
   * @param time epoch milliseconds UTC; {@link BandState#NEVER} when there was no row
   * @param points the score rounded half up to whole points, {@link #NONE} without one
   * @param band the band after gates
   * @param coverageMicros the coverage, {@link #NONE} without one
   * @param firstDriver position of the input that costs most points, -1 without one
   */
  public record Row(long time, long points, HealthBand band, long coverageMicros, int firstDriver) {
    static Row none() {
      return new Row(BandState.NEVER, NONE, null, NONE, -1);
    }
  }

  /** Before anything was scored. */
  public static ScoreState initial() {
    return new ScoreState(null, null, null, null, null, null, NONE, null, null, null, null);
  }

  /** Reads absent parts as before anything was scored. */
  public ScoreState {
    values = values == null ? new double[0] : values;
    statuses = statuses == null ? new byte[0] : statuses;
    last = last == null ? Row.none() : last;
    lastClosed = lastClosed == null ? Row.none() : lastClosed;
    live = live == null ? BandState.initial() : live;
    closed = closed == null ? BandState.initial() : closed;
  }

  /** Whether a row was written. */
  public boolean hasRow() {
    return last.time() != BandState.NEVER;
  }

  /** The state with other bands and gates at the last close of an hour. */
  public ScoreState withClosed(BandState bands) {
    return new ScoreState(
        modelHash,
        modelReference,
        variant,
        values,
        statuses,
        lateValues,
        scoreMicros,
        last,
        lastClosed,
        live,
        bands);
  }

  double value(int position) {
    return position < values.length ? values[position] : Double.NaN;
  }

  byte status(int position) {
    return position < statuses.length ? statuses[position] : InputValues.NEVER_SEEN;
  }
}
