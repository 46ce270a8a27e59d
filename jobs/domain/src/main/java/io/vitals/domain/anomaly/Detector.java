package io.vitals.domain.anomaly;

/**
 * Judges the points of one series in the order they come, each by what came before it. Equal points
 * in equal order give equal judgements. Made by {@link DetectorSettings#start()}; not thread-safe.
 */
public interface Detector {
  /**
   * Judges a point, then learns from it.
   *
   * @param time epoch milliseconds; may repeat or run backwards, as local clocks do: order is the
   *     order of calls
   * @param value a finite number
   * @throws IllegalArgumentException if the value is not finite; nothing is learned then
   */
  Judgement next(long time, double value);

  /**
   * Judges that nothing came when a point was due. Absence is an observation: it is one for a
   * series that is never silent, and says little about one that often is. The value of the
   * judgement is {@link Double#NaN}. Nothing is learned of the level.
   *
   * @param time when it was due, epoch milliseconds
   */
  Judgement absent(long time);

  /**
   * Everything it remembers, to go on from later with {@link DetectorSettings#resume(byte[])}: the
   * judgements that follow are those of a detector that was never interrupted.
   */
  byte[] snapshot();
}
