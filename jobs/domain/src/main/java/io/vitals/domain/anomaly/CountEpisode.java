package io.vitals.domain.anomaly;

/**
 * An odd time of a series of counts: from the first odd bucket until some busy ones in a row are
 * not odd, or until it has been odd for so long that it is normal.
 */
final class CountEpisode {
  /** What follows must be so many times as bad as what was told. */
  private static final double WORSE = 2;

  /** A bucket that is quieter than this share of the level cannot tell whether it is over. */
  private static final double BUSY = 0.5;

  /** How many odd buckets a busy one that is not odd makes up for. */
  private static final double FADING = 0.2;

  private final int calmToEnd;
  private long start = Evidence.NO_EPISODE;
  private long odd;
  private double strangeness;
  private long calm;
  private double told;
  private double count;
  private double exposure;

  CountEpisode(int calmToEnd) {
    this.calmToEnd = calmToEnd;
  }

  /** When it began, epoch milliseconds; {@link Evidence#NO_EPISODE} outside one. */
  long start() {
    return start;
  }

  /** How many of its buckets were odd. */
  long odd() {
    return odd;
  }

  /** Decades that were not told yet; takes note of the bucket. */
  double news(long time, double surprise, boolean isOdd, double factor) {
    if (factor >= BUSY) {
      strangeness = Math.max(0, strangeness + (isOdd ? 1 : -FADING));
    }
    if (isOdd) {
      start = start == Evidence.NO_EPISODE ? time : start;
      odd++;
      calm = 0;
    } else if (start != Evidence.NO_EPISODE && factor >= BUSY) {
      calm++;
      if (calm >= calmToEnd) {
        end();
      }
    }
    double news = Math.max(0, surprise - WORSE * told);
    told = start == Evidence.NO_EPISODE ? 0 : Math.max(told, surprise);
    return news;
  }

  /**
   * Busy odd buckets of late, over episodes that others soon follow; fades with what is not odd.
   */
  double strangeness() {
    return strangeness;
  }

  /** Adds to what came of late, of which so much is kept. */
  void add(double weightedCount, double weightedExposure, double kept) {
    count = kept * count + weightedCount;
    exposure = kept * exposure + weightedExposure;
  }

  double count() {
    return count;
  }

  double exposure() {
    return exposure;
  }

  /** Ends it, for it is normal now. */
  void renew() {
    end();
    strangeness = 0;
  }

  private void end() {
    start = Evidence.NO_EPISODE;
    odd = 0;
    calm = 0;
    told = 0;
  }

  void write(SnapshotWriter out) {
    out.put(start);
    out.put(odd);
    out.put(strangeness);
    out.put(calm);
    out.put(told);
    out.put(count);
    out.put(exposure);
  }

  void read(SnapshotReader in) {
    start = in.getLong();
    odd = in.getLong();
    strangeness = in.getDouble();
    calm = in.getLong();
    told = in.getDouble();
    count = in.getDouble();
    exposure = in.getDouble();
  }
}
