package io.vitals.local.cli.alerts;

import io.vitals.local.alerts.AlertEntry;
import io.vitals.local.alerts.KnownAlerts;
import io.vitals.local.cli.shared.UserMistakeException;
import io.vitals.local.list.InvalidQueryException;

/** The alert that a person means by the id they wrote, or by a part of it. */
final class MeantAlert {

  private MeantAlert() {}

  /**
   * The episode that is meant.
   *
   * @throws UserMistakeException when there is none, or more than one
   */
  static AlertEntry by(String text, KnownAlerts known) {
    try {
      return known.meantBy(text);
    } catch (InvalidQueryException e) {
      throw new UserMistakeException(e.getMessage());
    }
  }
}
