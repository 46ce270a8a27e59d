package io.vitals.domain.anomaly;

/** What a detector measures at each point, each against its own past. */
enum Measure {
  /** Off what was expected. */
  EXPECTATION("value against expectation", Judgement.Kind.SPIKE),
  /** Mean of the last few points against that of some before. */
  SHORT_STEP("last few against those before", Judgement.Kind.SHIFT),
  /** The same with longer runs. */
  LONG_STEP("last hour against those before", Judgement.Kind.SHIFT),
  /** Mean of the last points against the long run. */
  LEVEL("recent level against the long run", Judgement.Kind.SHIFT),
  /** Logarithm of how much the last points vary against the long run. */
  VARIATION("recent variation against the long run", Judgement.Kind.VARIANCE),
  /** For how many points the value has not changed. */
  STILLNESS("points without change", Judgement.Kind.SILENCE),
  /** Time since the point before, in usual times between points. */
  GAP("time without a point", Judgement.Kind.SILENCE),
  /** Distance to the nearest remembered run of few values. */
  SHORT_NOVELTY("short pattern unlike any remembered", Judgement.Kind.PATTERN),
  /** Distance to the nearest remembered run of more values. */
  LONG_NOVELTY("long pattern unlike any remembered", Judgement.Kind.PATTERN);

  private final String label;
  private final Judgement.Kind kind;

  Measure(String label, Judgement.Kind kind) {
    this.label = label;
    this.kind = kind;
  }

  /**
   * Only what is rarer than this counts, decades. Of variation, stillness and gaps more is asked:
   * they are often rare and seldom meant.
   */
  double commonDecades() {
    return this == VARIATION || this == STILLNESS || this == GAP ? 2.5 : 1.5;
  }

  String label() {
    return label;
  }

  /** What a point looks like that this measure finds odd. */
  Judgement.Kind kind() {
    return kind;
  }

  /** Whether the statistic can be below zero. */
  boolean hasTwoSides() {
    return ordinal() <= VARIATION.ordinal();
  }

  /** Whether the statistic has the sign of the change of the value. */
  boolean isSigned() {
    return ordinal() <= LEVEL.ordinal();
  }
}
