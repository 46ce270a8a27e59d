package io.vitals.domain.anomaly;

/** Which detector, and how it is set. */
public sealed interface DetectorSettings permits RichSettings, AccountSettings, CountSettings {
  /**
   * Name of the variant, as configuration and output have it: {@code rich}, {@code account} or
   * {@code counts}.
   */
  String variant();

  /** A detector that has seen nothing. */
  Detector start();

  /**
   * A detector that goes on from a snapshot.
   *
   * @throws IllegalArgumentException if the bytes are no snapshot of this variant with settings of
   *     this size
   */
  Detector resume(byte[] snapshot);

  /**
   * A variant as it comes.
   *
   * @param variant {@code rich} or {@code account}
   * @throws IllegalArgumentException if there is no such variant
   */
  static DetectorSettings standard(String variant) {
    return switch (variant) {
      case RichSettings.VARIANT -> RichSettings.standard();
      case AccountSettings.VARIANT -> AccountSettings.standard();
      default ->
          throw new IllegalArgumentException(
              "no detector variant '" + variant + "': rich or account");
    };
  }
}
