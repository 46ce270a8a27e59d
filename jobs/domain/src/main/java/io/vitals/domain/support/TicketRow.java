package io.vitals.domain.support;

import static io.vitals.domain.change.ChangeStamp.nullable;

import io.vitals.domain.change.ChangeStamp;
import io.vitals.schemas.TicketChange;
import io.vitals.schemas.TicketPriority;
import io.vitals.schemas.TicketStatus;
import java.time.Instant;
import java.util.Comparator;

/**
 * A ticket as its last change left it. Times are epoch milliseconds; a null is null at the source.
 * A deleted ticket keeps its stamp only and counts nowhere.
 *
 * @param stamp the change that made it so
 * @param id the ticket, unique within its source
 * @param status where it stands
 * @param priority how urgent it is, null when the source has none
 * @param escalated whether it is escalated now
 * @param escalatedMillis when it was escalated last
 * @param openedMillis when it was opened
 * @param solvedMillis when it was solved last
 * @param firstResponseMillis when it was first answered
 * @param reopenCount how often it was opened again, null when the source does not count
 * @param slaDueMillis when its service level runs out
 * @param slaBreached whether its service level was broken, null when not known
 * @param csatScore the customer's rating, 1 to 5, null when not rated
 */
public record TicketRow(
    ChangeStamp stamp,
    String id,
    TicketStatus status,
    TicketPriority priority,
    boolean escalated,
    Long escalatedMillis,
    long openedMillis,
    Long solvedMillis,
    Long firstResponseMillis,
    Integer reopenCount,
    Long slaDueMillis,
    Boolean slaBreached,
    Integer csatScore) {

  /** Place of a row in the state: a ticket is unique within its source. */
  static final Comparator<TicketRow> KEY =
      Comparator.comparing(TicketRow::id).thenComparing(row -> row.stamp.source());

  /** Of two rows of one ticket the greater one stands. */
  static final Comparator<TicketRow> ORDER =
      ChangeStamp.lastWriterWins(
          TicketRow::stamp,
          Comparator.comparing(TicketRow::status)
              .thenComparing(nullable(TicketRow::priority))
              .thenComparing(TicketRow::escalated)
              .thenComparing(nullable(TicketRow::escalatedMillis))
              .thenComparingLong(TicketRow::openedMillis)
              .thenComparing(nullable(TicketRow::solvedMillis))
              .thenComparing(nullable(TicketRow::firstResponseMillis))
              .thenComparing(nullable(TicketRow::reopenCount))
              .thenComparing(nullable(TicketRow::slaDueMillis))
              .thenComparing(nullable(TicketRow::slaBreached))
              .thenComparing(nullable(TicketRow::csatScore)));

  public TicketRow {
    stamp = stamp == null ? ChangeStamp.NONE : stamp;
    id = id == null ? "" : id;
    status = status == null ? TicketStatus.CLOSED : status;
  }

  static TicketRow of(TicketChange change) {
    ChangeStamp stamp =
        ChangeStamp.of(
            change.getSource(),
            change.getSourceEpoch(),
            change.getSourceVersion(),
            change.getOp(),
            change.getEventTime(),
            change.getIngestTime());
    if (stamp.deleted()) {
      return new TicketRow(
          stamp,
          change.getTicketId(),
          null,
          null,
          false,
          null,
          0,
          null,
          null,
          null,
          null,
          null,
          null);
    }
    return new TicketRow(
        stamp,
        change.getTicketId(),
        change.getStatus(),
        change.getPriority(),
        change.getEscalated(),
        millis(change.getEscalatedAt()),
        change.getOpenedAt().toEpochMilli(),
        millis(change.getSolvedAt()),
        millis(change.getFirstResponseAt()),
        change.getReopenCount(),
        millis(change.getSlaDueAt()),
        change.getSlaBreached(),
        change.getCsatScore());
  }

  boolean deleted() {
    return stamp.deleted();
  }

  boolean open() {
    return switch (status) {
      case NEW, OPEN, PENDING -> !deleted();
      case SOLVED, CLOSED -> false;
    };
  }

  /** Whether it was solved after an instant and still is; false when it is not known when. */
  boolean solvedAfter(long millis) {
    return !open() && solvedMillis != null && solvedMillis > millis;
  }

  /** Whether it is an open escalation, or was escalated after an instant. */
  boolean escalatedSince(long millis) {
    if (open() && escalated) {
      return true;
    }
    return escalatedMillis != null ? escalatedMillis > millis : escalated && openedMillis > millis;
  }

  /** When it was settled whether its service level holds: as it ran out, or at the last change. */
  long slaMillis() {
    return slaDueMillis == null ? stamp.eventMillis() : Math.min(slaDueMillis, stamp.eventMillis());
  }

  /** When anything last happened to it. */
  long lastTouchedMillis() {
    long last = Math.max(stamp.eventMillis(), openedMillis);
    last = solvedMillis == null ? last : Math.max(last, solvedMillis);
    last = escalatedMillis == null ? last : Math.max(last, escalatedMillis);
    return firstResponseMillis == null ? last : Math.max(last, firstResponseMillis);
  }

  private static Long millis(Instant instant) {
    return instant == null ? null : Long.valueOf(instant.toEpochMilli());
  }
}
