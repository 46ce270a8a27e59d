package io.vitals.domain.support;

import io.vitals.domain.change.Provenance;
import io.vitals.schemas.TicketChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What is kept of an account's tickets. Rows may come in any order, more than once, and deletions
 * before what they delete: the same rows end in the same state.
 *
 * <p>Bounded by {@link #pruned}: open tickets always stay; others stay for 90 days after anything
 * last happened to them. A row that comes later for a dropped ticket counts as what it says, so an
 * old row that says open reopens it.
 *
 * @param tickets by id and source
 * @param pruned provenance of the tickets dropped, so that dropping one does not make the feed look
 *     older; null when none was
 */
public record SupportState(List<TicketRow> tickets, Provenance pruned) {

  /** How long a ticket that is not open is kept: well beyond the longest window. */
  public static final Duration KEPT = Duration.ofDays(90);

  static final Duration WEEK = Duration.ofDays(7);
  static final Duration WINDOW = Duration.ofDays(28);

  private static final SupportState EMPTY = new SupportState(List.of(), null);

  public SupportState {
    tickets = tickets == null ? List.of() : List.copyOf(tickets);
  }

  /** Nothing known. */
  public static SupportState empty() {
    return EMPTY;
  }

  /** The state after a change of a ticket; this very state when nothing changes. */
  public SupportState with(TicketChange change) {
    TicketRow row = TicketRow.of(change);
    int position = Collections.binarySearch(tickets, row, TicketRow.KEY);
    if (position >= 0 && TicketRow.ORDER.compare(row, tickets.get(position)) <= 0) {
      return this;
    }
    List<TicketRow> next = new ArrayList<>(tickets);
    if (position < 0) {
      next.add(-position - 1, row);
    } else {
      next.set(position, row);
    }
    return new SupportState(next, pruned);
  }

  /**
   * The state without the tickets solved, closed or deleted to which nothing happened for {@link
   * #KEPT}; this very state when there are none. The view and the flow at {@code now} or later are
   * the same.
   */
  public SupportState pruned(Instant now) {
    long cutoff = now.minus(KEPT).toEpochMilli();
    List<TicketRow> kept = new ArrayList<>(tickets.size());
    Provenance dropped = pruned;
    for (TicketRow ticket : tickets) {
      if (ticket.open() || ticket.lastTouchedMillis() >= cutoff) {
        kept.add(ticket);
      } else {
        dropped = Provenance.with(dropped, ticket.stamp());
      }
    }
    return kept.size() == tickets.size() ? this : new SupportState(kept, dropped);
  }

  /** Support as known at an instant. */
  public SupportView at(Instant now) {
    SupportCount count = new SupportCount(now, pruned);
    for (int i = 0; i < tickets.size(); i++) {
      count.add(tickets.get(i));
    }
    return count.view();
  }

  /** How tickets came, went and waited, as known at an instant. */
  public SupportFlow flowAt(Instant now) {
    FlowCount count =
        new FlowCount(now.minus(WEEK).toEpochMilli(), now.minus(WINDOW).toEpochMilli());
    for (int i = 0; i < tickets.size(); i++) {
      count.add(tickets.get(i));
    }
    return count.flow();
  }
}
