package io.vitals.domain.support;

import io.vitals.domain.change.Provenance;
import io.vitals.schemas.TicketPriority;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** Counts tickets into a view, one pass. */
final class SupportCount {
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final int WEEK_DAYS = 7;
  private static final int WINDOW_DAYS = 28;
  private static final int WORST_RATING = 1;
  private static final int GOOD_RATING = 4;
  private static final int BEST_RATING = 5;
  private static final long NONE_OPEN = Long.MAX_VALUE;

  private final long now;
  private final long weekStart;
  private final long windowStart;
  private Provenance provenance;
  private final int[] openByPriority = new int[TicketPriority.values().length];
  private int openWithoutPriority;
  private int openEscalations;
  private long oldestOpened = NONE_OPEN;
  private long oldestUrgentOpened = NONE_OPEN;
  private int escalations;
  private int openedWeek;
  private int opened;
  private int solvedWeek;
  private int solved;
  private final Tally reopens = new Tally();
  private final Tally breaches = new Tally();
  private final Times firstResponses = new Times();
  private final Times resolutions = new Times();
  private int ratings;
  private int goodRatings;

  SupportCount(Instant now, Provenance known) {
    this.now = now.toEpochMilli();
    weekStart = this.now - WEEK_DAYS * DAY;
    windowStart = this.now - WINDOW_DAYS * DAY;
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
    if (ticket.openedMillis() > weekStart) {
      openedWeek++;
    }
    if (ticket.openedMillis() > windowStart) {
      opened++;
    }
    if (ticket.firstResponseMillis() != null && ticket.firstResponseMillis() > windowStart) {
      firstResponses.add(ticket.firstResponseMillis() - ticket.openedMillis());
    }
    if (ticket.stamp().eventMillis() > windowStart) {
      reopens.add(ticket.reopenCount());
    }
    if (ticket.slaMillis() > windowStart) {
      breaches.add(asCount(ticket.slaBreached()));
    }
    if (ticket.solvedAfter(weekStart)) {
      solvedWeek++;
    }
    if (ticket.solvedAfter(windowStart)) {
      solved++;
      resolutions.add(ticket.solvedMillis() - ticket.openedMillis());
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
        open,
        escalations,
        openedWeek,
        opened,
        solvedWeek,
        solved,
        reopens.total(),
        breaches.total(),
        firstResponses.quantiles(),
        resolutions.quantiles(),
        ratings,
        goodRatings,
        Optional.ofNullable(provenance));
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

  private static Integer asCount(Boolean value) {
    return value == null ? null : Integer.valueOf(value ? 1 : 0);
  }

  /** A sum over tickets of which some do not tell. */
  private static final class Tally {
    private int total;
    private boolean told;
    private boolean untold;

    void add(Integer value) {
      if (value == null) {
        untold = true;
      } else {
        told = true;
        total += value;
      }
    }

    /** Null when there were tickets and none told. */
    Integer total() {
      return untold && !told ? null : Integer.valueOf(total);
    }
  }

  /** Waiting times; most accounts have a handful. */
  private static final class Times {
    private static final int FIRST_CAPACITY = 8;

    private long[] millis = new long[FIRST_CAPACITY];
    private int count;

    /** A source that dates an answer before the question waited not at all. */
    void add(long waited) {
      if (count == millis.length) {
        millis = Arrays.copyOf(millis, 2 * count);
      }
      millis[count++] = Math.max(0, waited);
    }

    Optional<WaitingTimes> quantiles() {
      return WaitingTimes.of(millis, count);
    }
  }
}
