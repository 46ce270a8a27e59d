package io.vitals.local.replay;

import io.vitals.local.history.SourceRecord;
import io.vitals.schemas.Operation;
import io.vitals.schemas.TicketChange;
import io.vitals.schemas.TicketPriority;
import io.vitals.schemas.TicketStatus;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Rows of {@code support_tickets}: a creation when submitted, and, when there is a closing time, an
 * update then that solves it, with the rating and the first response. The first response is given
 * as the file has it, even where that is later than the closing.
 *
 * <p>The file says that a ticket was escalated, not when. It is taken as escalated from its
 * creation, without a time: the one place where this history may know something early.
 */
final class TicketRows implements RowReader {
  static final String SOURCE = "support_tickets";

  private final RecordWriter<TicketChange> writer = RecordWriter.of(TicketChange.class);

  @Override
  public String source() {
    return SOURCE;
  }

  @Override
  public Topic topic() {
    return Topic.SOURCE_TICKETS;
  }

  @Override
  public List<String> columns() {
    return List.of(
        "ticket_id",
        "account_id",
        "submitted_at",
        "closed_at",
        "priority",
        "first_response_time_minutes",
        "satisfaction_score",
        "escalation_flag");
  }

  @Override
  public List<SourceRecord> read(CsvRow row) {
    row.required("submitted_at");
    Instant submitted = row.instant("submitted_at");
    Instant closed = row.instant("closed_at");
    Integer rating = row.integer("satisfaction_score");
    Integer firstResponseMinutes = row.integer("first_response_time_minutes");
    TicketChange change =
        TicketChange.newBuilder()
            .setSource(SOURCE)
            .setTicketId(row.required("ticket_id"))
            .setSourceVersion(1)
            .setOp(Operation.CREATE)
            .setAccountKey(row.required("account_id"))
            .setEventTime(submitted)
            .setStatus(TicketStatus.OPEN)
            .setPriority(priority(row))
            .setEscalated(Boolean.TRUE.equals(row.flag("escalation_flag")))
            .setOpenedAt(submitted)
            .build();
    SourceRecord created = sourceRecord(change, submitted);
    if (closed == null) {
      return List.of(created);
    }
    change.setSourceVersion(2);
    change.setOp(Operation.UPDATE);
    change.setEventTime(closed);
    change.setStatus(TicketStatus.SOLVED);
    change.setSolvedAt(closed);
    change.setCsatScore(rating);
    if (firstResponseMinutes != null) {
      change.setFirstResponseAt(submitted.plus(Duration.ofMinutes(firstResponseMinutes)));
    }
    return List.of(created, sourceRecord(change, closed.isBefore(submitted) ? submitted : closed));
  }

  private SourceRecord sourceRecord(TicketChange change, Instant learned) {
    return new SourceRecord(
        topic(), change.getAccountKey(), SOURCE, learned.toEpochMilli(), writer.write(change));
  }

  private static TicketPriority priority(CsvRow row) {
    String name = row.text("priority");
    if (name == null) {
      return null;
    }
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "low" -> TicketPriority.LOW;
      case "medium" -> TicketPriority.MEDIUM;
      case "high" -> TicketPriority.HIGH;
      case "urgent" -> TicketPriority.URGENT;
      default -> throw new UnreadableRowException("priority is none we know");
    };
  }
}
