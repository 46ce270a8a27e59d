package io.vitals.local.cli.replay;

/**
 * Where the rows of one file went. Each row is in exactly one class.
 *
 * @param read rows in the file, without its heading
 * @param counted rows that count as they stand
 * @param countedBeforeSubscription usage before its subscription's start, counted and flagged
 * @param countedAfterEnd usage after its subscription's end, counted and flagged
 * @param duplicate rows equal to one before in id and content
 * @param deadLetter rows that could not be read or belong to no account
 * @param late usage that came more than three days late, too late to count
 * @param heldBack rows of a source that was cut and had not delivered them
 * @param afterAsOf rows of later days
 */
public record RowClasses(
    long read,
    long counted,
    long countedBeforeSubscription,
    long countedAfterEnd,
    long duplicate,
    long deadLetter,
    long late,
    long heldBack,
    long afterAsOf) {

  /** The rows that are in a class. */
  public long classified() {
    return counted
        + countedBeforeSubscription
        + countedAfterEnd
        + duplicate
        + deadLetter
        + late
        + heldBack
        + afterAsOf;
  }
}
