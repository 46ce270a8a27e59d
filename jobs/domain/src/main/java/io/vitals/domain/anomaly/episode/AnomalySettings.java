package io.vitals.domain.anomaly.episode;

import io.vitals.domain.anomaly.budget.AlertBudgetSettings;
import io.vitals.domain.anomaly.budget.CauseSettings;
import java.io.Serializable;

/**
 * How anomalies are decided on.
 *
 * @param falseDiscoveryRate expected share of false ones among those that are told of, in (0, 1)
 * @param alertsPerDay most that are told of in a day, at least 1
 */
public record AnomalySettings(double falseDiscoveryRate, int alertsPerDay) implements Serializable {
  private static final int FIRST_DAY_TESTS = 10_000;

  /** Checks them. */
  public AnomalySettings {
    budget(falseDiscoveryRate, alertsPerDay, 1);
  }

  /** One in ten false at most, and twenty a day. */
  public static AnomalySettings standard() {
    return new AnomalySettings(0.1, 20);
  }

  /**
   * The budget where a day has so many tests.
   *
   * @param testsADay of the day before; 0 when not known
   */
  AlertBudgetSettings budget(int testsADay) {
    return budget(falseDiscoveryRate, alertsPerDay, testsADay == 0 ? FIRST_DAY_TESTS : testsADay);
  }

  CauseSettings causes() {
    return CauseSettings.standard();
  }

  private static AlertBudgetSettings budget(double rate, int alertsPerDay, int testsADay) {
    AlertBudgetSettings standard = AlertBudgetSettings.standard(testsADay);
    return new AlertBudgetSettings(
        rate,
        alertsPerDay,
        standard.periodDays(),
        testsADay,
        standard.smallestBelievable(),
        standard.waitingLimit(),
        standard.forgetAfterDays());
  }
}
