package io.vitals.domain.alerting;

import java.util.Locale;

/** Who is to act on an alert. */
public enum Team {
  /** Who runs the jobs and the connectors. */
  PLATFORM,
  /** Customer Success Operations: data, process, on call. */
  CS_OPS,
  /** The account's customer success manager; of an account without one, CS Operations. */
  CSM,
  /** Who leads the customer success managers. */
  CSM_LEAD,
  /** Vice presidents and directors of Customer Success. */
  LEADERS;

  /** The team as a label says it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
