package io.vitals.domain.anomaly;

/**
 * The detector for the few hundred series that matter most: looks for new patterns too. Some tens
 * of microseconds a point, about a hundred kilobytes a series.
 *
 * @param patterns runs of 16 and of 32 values remembered to find a new one unlike them
 * @param horizon points after which a point weighs 1/e of a new one in what is usual
 * @param opening decades of evidence that open an episode
 * @param episodePoints points after which what an episode announced is forgotten
 */
public record RichSettings(int patterns, double horizon, double opening, int episodePoints)
    implements DetectorSettings {
  static final String VARIANT = "rich";

  private static final byte FORMAT = 1;

  /** As it comes. */
  public static RichSettings standard() {
    return new RichSettings(300, 4_000, 3, 300);
  }

  @Override
  public String variant() {
    return VARIANT;
  }

  @Override
  public Detector start() {
    return new PanelDetector(shape());
  }

  @Override
  public Detector resume(byte[] snapshot) {
    return new PanelDetector(shape(), snapshot);
  }

  private PanelShape shape() {
    return new PanelShape(
        FORMAT,
        Resolution.FINE,
        288,
        new PanelShape.Step(6, 24),
        new PanelShape.Step(12, 72),
        72,
        16,
        32,
        patterns,
        horizon,
        opening,
        episodePoints);
  }
}
