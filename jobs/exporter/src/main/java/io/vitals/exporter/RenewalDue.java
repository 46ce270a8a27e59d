package io.vitals.exporter;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** How soon an account renews: classes that do not overlap, so that they can be added up. */
enum RenewalDue {
  OVERDUE("overdue", Integer.MIN_VALUE, -1),
  WITHIN_30_DAYS("0_30", 0, 30),
  WITHIN_60_DAYS("31_60", 31, 60),
  WITHIN_90_DAYS("61_90", 61, 90);

  private final String label;
  private final int fromDays;
  private final int toDays;

  RenewalDue(String label, int fromDays, int toDays) {
    this.label = label;
    this.fromDays = fromDays;
    this.toDays = toDays;
  }

  /** The value of the label {@code due}. */
  String label() {
    return label;
  }

  /** The class of a renewal date on a day; empty when it is later than all of them. */
  static Optional<RenewalDue> on(LocalDate today, LocalDate renewal) {
    long days = ChronoUnit.DAYS.between(today, renewal);
    for (RenewalDue due : values()) {
      if (days >= due.fromDays && days <= due.toDays) {
        return Optional.of(due);
      }
    }
    return Optional.empty();
  }
}
