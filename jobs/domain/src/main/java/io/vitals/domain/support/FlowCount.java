package io.vitals.domain.support;

import java.util.Arrays;
import java.util.Optional;

/** Counts tickets into their flow, one pass. */
final class FlowCount {
  private final long weekStart;
  private final long windowStart;
  private int openedWeek;
  private int opened;
  private int solvedWeek;
  private int solved;
  private final Tally reopens = new Tally();
  private final Tally breaches = new Tally();
  private final Times firstResponses = new Times();
  private final Times resolutions = new Times();

  /** Of windows that begin after these, epoch milliseconds. */
  FlowCount(long weekStart, long windowStart) {
    this.weekStart = weekStart;
    this.windowStart = windowStart;
  }

  void add(TicketRow ticket) {
    if (ticket.deleted()) {
      return;
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
    }
  }

  SupportFlow flow() {
    return new SupportFlow(
        openedWeek,
        opened,
        solvedWeek,
        solved,
        reopens.total(),
        breaches.total(),
        firstResponses.quantiles(),
        resolutions.quantiles());
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
