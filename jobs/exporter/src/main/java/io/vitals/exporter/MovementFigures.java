package io.vitals.exporter;

import io.vitals.schemas.CountBand;
import java.util.Map;

/**
 * Which accounts are counted in another class than at the beginning of a window; immutable.
 *
 * @param byMove how many and how much, by the move; those without any are absent
 */
record MovementFigures(Map<Move, Moved> byMove) {

  /** From which class to which within how many days; what happened in between does not count. */
  record Move(CountBand from, CountBand to, int days) {}

  /**
   * Accounts that made a move.
   *
   * @param accounts how many
   * @param arrMinor their ARR as last known, minor units of the reporting currency; those of which
   *     it was never known are not in it
   */
  record Moved(int accounts, long arrMinor) {
    static final Moved NONE = new Moved(0, 0);

    Moved plus(Moved other) {
      return new Moved(accounts + other.accounts, arrMinor + other.arrMinor);
    }
  }
}
