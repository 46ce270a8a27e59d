package io.vitals.domain.anomaly;

/**
 * A detector for many series: no patterns, coarse bins, a season by the hour. A microsecond or two
 * a point, less than two kilobytes a series.
 *
 * @param horizon points after which a point weighs 1/e of a new one in what is usual
 * @param opening decades of evidence that open an episode
 * @param episodePoints points after which what an episode announced is forgotten
 */
public record AccountSettings(double horizon, double opening, int episodePoints)
    implements DetectorSettings {
  static final String VARIANT = "account";

  private static final byte FORMAT = 2;

  /** As it comes. */
  public static AccountSettings standard() {
    return new AccountSettings(4_000, 3, 300);
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
        Resolution.COARSE,
        24,
        new PanelShape.Step(6, 24),
        PanelShape.Step.NONE,
        24,
        0,
        0,
        0,
        horizon,
        opening,
        episodePoints);
  }
}
