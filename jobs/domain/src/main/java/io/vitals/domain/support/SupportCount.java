package io.vitals.domain.support;

import io.vitals.domain.change.Provenance;
import io.vitals.schemas.TicketPriority;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Counts tickets into a view, one pass. */
final class SupportCount {
  private static final int WORST_RATING = 1;
  private static final int GOOD_RATING = 4;
  private static final int BEST_RATING = 5;
  private static final long NONE_OPEN = Long.MAX_VALUE;

  private final long now;
  private final long windowStart;
  private Provenance provenance;
  private final int[] openByPriority = new int[TicketPriority.values().length];
  private int openWithoutPriority;
  private int openEscalations;
  private long oldestOpened = NONE_OPEN;
  private long oldestUrgentOpened = NONE_OPEN;
  private int escalations;
  private int ratings;
  private int goodRatings;

  SupportCount(Instant now, Provenance known) {
    this.now = now.toEpochMilli();
    windowStart = this.now - SupportState.WINDOW.toMillis();
    provenance = known;
  }

  void add(TicketRow ticket) {
    provenance = Provenance.with(provenance, ticket.stamp());
    if (ticket.deleted()) {
      return;
    }
    if (ticket.open()) {
      addOpen(ticket);
    }
    if (ticket.escalatedSince(windowStart)) {
      escalations++;
    }
    if (ticket.solvedAfter(windowStart)) {
      addRating(ticket.csatScore());
    }
  }

  SupportView view() {
    OpenTickets open =
        new OpenTickets(
            openByPriority[TicketPriority.URGENT.ordinal()],
            openByPriority[TicketPriority.HIGH.ordinal()],
            openByPriority[TicketPriority.MEDIUM.ordinal()],
            openByPriority[TicketPriority.LOW.ordinal()],
            openWithoutPriority,
            openEscalations,
            age(oldestOpened),
            age(oldestUrgentOpened));
    return new SupportView(
        open, escalations, ratings, goodRatings, Optional.ofNullable(provenance));
  }

  private void addOpen(TicketRow ticket) {
    oldestOpened = Math.min(oldestOpened, ticket.openedMillis());
    if (ticket.escalated()) {
      openEscalations++;
    }
    if (ticket.priority() == null) {
      openWithoutPriority++;
      return;
    }
    openByPriority[ticket.priority().ordinal()]++;
    if (ticket.priority() == TicketPriority.URGENT) {
      oldestUrgentOpened = Math.min(oldestUrgentOpened, ticket.openedMillis());
    }
  }

  private void addRating(Integer score) {
    if (score == null || score < WORST_RATING || score > BEST_RATING) {
      return;
    }
    ratings++;
    if (score >= GOOD_RATING) {
      goodRatings++;
    }
  }

  /** Zero for a ticket dated ahead of now. */
  private Optional<Duration> age(long openedMillis) {
    return openedMillis == NONE_OPEN
        ? Optional.empty()
        : Optional.of(Duration.ofMillis(Math.max(0, now - openedMillis)));
  }
}
