package io.vitals.domain.anomaly.budget;

/**
 * When many odd accounts are one odd segment.
 *
 * @param odd the largest tail probability at which a point counts as odd, in (0, 0.5)
 * @param minimumAccounts fewest odd accounts that are called a segment, at least 2
 * @param correlation rho: share of the variance of a normal account's deviation that it has in
 *     common with its segment, in [0, 0.9]. At 0 accounts are independent; a value too low makes
 *     common weather an alert. Measure it on history: it is the correlation of the normal scores of
 *     two accounts' tail probabilities
 */
public record CauseSettings(double odd, int minimumAccounts, double correlation) {

  /**
   * Checks them.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public CauseSettings {
    if (!(odd > 0 && odd < 0.5)) {
      throw new IllegalArgumentException("odd is " + odd + ", not in (0, 0.5)");
    }
    if (minimumAccounts < 2) {
      throw new IllegalArgumentException("minimumAccounts is " + minimumAccounts + ", less than 2");
    }
    if (!(correlation >= 0 && correlation <= 0.9)) {
      throw new IllegalArgumentException("correlation is " + correlation + ", not in [0, 0.9]");
    }
  }

  /** Odd at 1 in 100, at least five accounts, three tenths of the variance in common. */
  public static CauseSettings standard() {
    return new CauseSettings(0.01, 5, 0.3);
  }
}
