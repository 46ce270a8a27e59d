package io.vitals.domain.anomaly;

/**
 * What a panel is made of and how long it looks back.
 *
 * @param format which variant, and which version of what it remembers
 * @param resolution of the histograms of readings
 * @param slotsADay of the season
 * @param shortStep the points of the short step
 * @param longStep the points of the long step
 * @param level points of the recent level and variation
 * @param shortPattern values in a short pattern
 * @param longPattern values in a long pattern
 * @param patterns patterns remembered of each length; 0 for none
 * @param horizon points after which a reading weighs 1/e of a new one
 * @param opening decades of evidence that open an episode
 * @param episodePoints points after which what an episode announced is forgotten
 */
record PanelShape(
    byte format,
    Resolution resolution,
    int slotsADay,
    Step shortStep,
    Step longStep,
    int level,
    int shortPattern,
    int longPattern,
    int patterns,
    double horizon,
    double opening,
    int episodePoints) {
  /**
   * Points that are compared with the points before.
   *
   * @param last how many; 0 for no such measure
   * @param before with how many
   */
  record Step(int last, int before) {
    static final Step NONE = new Step(0, 0);

    boolean isUsed() {
      return last > 0;
    }
  }

  boolean uses(Measure measure) {
    return switch (measure) {
      case LONG_STEP -> longStep.isUsed();
      case SHORT_NOVELTY, LONG_NOVELTY -> patterns > 0;
      default -> true;
    };
  }

  /** How many values must be at hand. */
  int recentValues() {
    int steps = Math.max(shortStep.last + shortStep.before, longStep.last + longStep.before);
    return Math.max(steps, Math.max(level + 1, 2 * longPattern));
  }

  /** Tells what two shapes remember apart. */
  int layout() {
    int sizes = ((slotsADay * 31 + level) * 31 + shortPattern) * 31 + longPattern;
    int steps = ((shortStep.last * 31 + shortStep.before) * 31 + longStep.last) * 31;
    return ((sizes * 31 + steps + longStep.before) * 31 + patterns) * 31 + resolution.bins();
  }
}
