package io.vitals.domain.health;

import java.util.Locale;

/** The gates a model may declare. State keeps them by position: add at the end only. */
enum GateKind {
  OPEN_ESCALATION,
  RENEWAL_WITHOUT_OWNER,
  URGENT_TICKET_AGE,
  NO_ACTIVITY,
  NOTICED_ARR,
  LOW_COVERAGE,
  COMPONENT_COLLAPSE;

  /** The name in a model file. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
