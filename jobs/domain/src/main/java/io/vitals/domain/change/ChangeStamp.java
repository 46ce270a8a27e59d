package io.vitals.domain.change;

import io.vitals.schemas.Operation;
import java.time.Instant;
import java.util.Comparator;
import java.util.function.Function;

/**
 * Which change made a row what it is.
 *
 * <p>The last writer wins: the greater (epoch, version), whichever arrives first. Two changes of
 * one version are a fault of the source or a repetition; so that every order of arrival ends the
 * same, a deletion wins over an update, over a creation, over a snapshot (which by its nature may
 * be behind), then the greater content wins, and of two equal changes the one learned first.
 *
 * @param source the source that sent the change
 * @param epoch which history of the source the version counts in
 * @param version the source's version of the row
 * @param op what the change did
 * @param eventMillis when the change happened, epoch milliseconds
 * @param ingestMillis when we learned of it, epoch milliseconds
 */
public record ChangeStamp(
    String source, int epoch, long version, Operation op, long eventMillis, long ingestMillis) {

  /** Of a row whose change is not known: any change wins over it. */
  public static final ChangeStamp NONE =
      new ChangeStamp("", Integer.MIN_VALUE, Long.MIN_VALUE, Operation.SNAPSHOT, 0, 0);

  private static final Comparator<ChangeStamp> VERSION =
      Comparator.comparingInt(ChangeStamp::epoch)
          .thenComparingLong(ChangeStamp::version)
          .thenComparingInt(stamp -> rank(stamp.op));
  private static final Comparator<ChangeStamp> REST =
      Comparator.comparingLong(ChangeStamp::eventMillis)
          .thenComparing(ChangeStamp::source)
          .thenComparing(Comparator.comparingLong(ChangeStamp::ingestMillis).reversed());

  public ChangeStamp {
    source = source == null ? "" : source;
    op = op == null ? Operation.UPDATE : op;
  }

  /** The stamp of a change with these fields. */
  public static ChangeStamp of(
      String source, int epoch, long version, Operation op, Instant eventTime, Instant ingestTime) {
    return new ChangeStamp(
        source, epoch, version, op, eventTime.toEpochMilli(), ingestTime.toEpochMilli());
  }

  /**
   * The order in which rows win: of two rows of one key, the greater one stands. Zero only for rows
   * that are the same in all that {@code content} compares, so a row that is not greater changes
   * nothing.
   */
  public static <T> Comparator<T> lastWriterWins(
      Function<T, ChangeStamp> stamp, Comparator<T> content) {
    return Comparator.comparing(stamp, VERSION).thenComparing(content).thenComparing(stamp, REST);
  }

  /** Orders by a component that may be null; null is the least. */
  public static <T, U extends Comparable<? super U>> Comparator<T> nullable(
      Function<T, U> component) {
    return Comparator.comparing(component, Comparator.nullsFirst(Comparator.naturalOrder()));
  }

  /** Place of an operation among changes of one version: the greater wins. */
  public static int rank(Operation op) {
    return switch (op) {
      case SNAPSHOT -> 0;
      case CREATE -> 1;
      case UPDATE -> 2;
      case DELETE -> 3;
    };
  }

  /** Whether the change removed the row: what is left is a tombstone that remembers its version. */
  public boolean deleted() {
    return op == Operation.DELETE;
  }
}
