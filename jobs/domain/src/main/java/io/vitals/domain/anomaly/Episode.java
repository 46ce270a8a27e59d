package io.vitals.domain.anomaly;

/**
 * Makes one alert of one episode. Evidence at the opening level opens an episode; twice of what
 * that announced is then held against the points that follow, less and less until it is forgotten,
 * so only what is a good deal worse is told again. Announced is also what evidence will come to if
 * things stay as odd as they are: staying so is no news.
 */
final class Episode {
  /** No episode. */
  static final long NONE = Evidence.NO_EPISODE;

  /** What follows must be so many times as bad as what was announced. */
  private static final double WORSE = 2;

  private final double opening;
  private final int memory;
  private double announced;
  private long sinceAnnounced;
  private long start = NONE;

  /**
   * No episode.
   *
   * @param opening decades of evidence that open one
   * @param memory points after which an announcement is forgotten
   */
  Episode(double opening, int memory) {
    this.opening = opening;
    this.memory = memory;
    sinceAnnounced = memory;
  }

  /**
   * What evidence adds to what the current episode announced; takes note of it.
   *
   * @param evidence decades, now
   * @param outlook decades that evidence would come to if the present point went on
   */
  double news(long time, double evidence, double outlook) {
    sinceAnnounced = Math.min(memory, sinceAnnounced + 1);
    double held = announced * (1 - sinceAnnounced / (double) memory);
    if (held == 0) {
      start = NONE;
    }
    double toAnnounce = WORSE * Math.max(evidence, outlook);
    if (evidence >= opening && toAnnounce >= held) {
      announced = toAnnounce;
      sinceAnnounced = 0;
      start = start == NONE ? time : start;
    }
    return Math.max(0, evidence - held);
  }

  /** When the current episode began, epoch milliseconds; {@link #NONE} outside one. */
  long start() {
    return start;
  }

  void write(SnapshotWriter out) {
    out.put(announced);
    out.put(sinceAnnounced);
    out.put(start);
  }

  void read(SnapshotReader in) {
    announced = in.getDouble();
    sinceAnnounced = in.getLong();
    start = in.getLong();
  }
}
