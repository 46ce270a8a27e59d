package io.vitals.exporter.notifier;

import java.io.IOException;
import java.util.List;

/** An Alertmanager that takes alerts. */
interface Alertmanager {
  /** What became of a request. */
  enum Answer {
    /** It took them. */
    TAKEN,
    /** It will not take them, however often they are sent. */
    REFUSED,
    /** It may take them later. */
    FAILED
  }

  /**
   * Sends alerts.
   *
   * @throws IOException if it does not answer
   */
  Answer send(List<AlertmanagerAlert> alerts) throws IOException, InterruptedException;
}
