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

  /**
   * Whether change rows alone decide it, whatever use was told so far: such a gate can be judged at
   * the very instant of a row.
   */
  boolean isDecidedByRows() {
    return switch (this) {
      case OPEN_ESCALATION, RENEWAL_WITHOUT_OWNER, URGENT_TICKET_AGE, NOTICED_ARR -> true;
      case NO_ACTIVITY, LOW_COVERAGE, COMPONENT_COLLAPSE -> false;
    };
  }

  /** The name in a model file. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
