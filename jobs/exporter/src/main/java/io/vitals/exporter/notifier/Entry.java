package io.vitals.exporter.notifier;

import io.vitals.schemas.Alert;
import java.time.Instant;

/**
 * What the book holds of an episode.
 *
 * @param alert its latest row
 * @param change the change of the book that brought it, rising
 * @param ended when it was found to be over or inhibited, by the clock of this process; null while
 *     people are to be told of it
 */
record Entry(Alert alert, long change, Instant ended) {
  boolean isFiring() {
    return ended == null;
  }
}
