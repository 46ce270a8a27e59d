package io.vitals.domain.support;

import io.vitals.schemas.Operation;
import io.vitals.schemas.TicketChange;
import io.vitals.schemas.TicketPriority;
import io.vitals.schemas.TicketStatus;
import java.time.Duration;
import java.time.Instant;

/** Ticket rows with the fields a test does not care for filled in. */
final class Tickets {
  static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
  static final Instant LEARNED = Instant.parse("2026-06-15T11:00:00Z");

  private Tickets() {}

  /** Opened two hours ago. */
  static TicketChange.Builder open(String id, TicketPriority priority) {
    return TicketChange.newBuilder()
        .setIngestTime(LEARNED)
        .setSource("desk")
        .setTicketId(id)
        .setSourceVersion(1)
        .setOp(Operation.UPDATE)
        .setAccountKey("key")
        .setStatus(TicketStatus.OPEN)
        .setPriority(priority)
        .setOpenedAt(hoursAgo(2))
        .setEventTime(hoursAgo(1));
  }

  /** Opened an hour before it was solved. */
  static TicketChange.Builder solved(String id, Instant solvedAt) {
    return open(id, TicketPriority.LOW)
        .setStatus(TicketStatus.SOLVED)
        .setOpenedAt(solvedAt.minus(Duration.ofHours(1)))
        .setSolvedAt(solvedAt)
        .setEventTime(solvedAt);
  }

  static Instant hoursAgo(long hours) {
    return NOW.minus(Duration.ofHours(hours));
  }

  static Instant daysAgo(long days) {
    return NOW.minus(Duration.ofDays(days));
  }

  static SupportState of(TicketChange.Builder... changes) {
    SupportState state = SupportState.empty();
    for (TicketChange.Builder change : changes) {
      state = state.with(change.build());
    }
    return state;
  }
}
