package io.vitals.domain.support;

import static io.vitals.domain.support.Tickets.LEARNED;
import static io.vitals.domain.support.Tickets.NOW;
import static io.vitals.domain.support.Tickets.daysAgo;
import static io.vitals.domain.support.Tickets.open;
import static io.vitals.domain.support.Tickets.solved;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.schemas.Operation;
import io.vitals.schemas.TicketChange;
import io.vitals.schemas.TicketPriority;
import io.vitals.schemas.TicketStatus;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SupportStateTest {

  @Test
  void theLastWriterWinsInBothOrders() {
    TicketChange.Builder low = open("t", TicketPriority.LOW);
    TicketChange.Builder urgent = open("t", TicketPriority.URGENT).setSourceVersion(2);
    TicketChange.Builder rebuilt =
        open("t", TicketPriority.HIGH).setSourceEpoch(1).setSourceVersion(0);

    assertThat(Tickets.of(urgent, low)).isEqualTo(Tickets.of(low, urgent));
    assertThat(Tickets.of(urgent, low).at(NOW).open().urgent()).isEqualTo(1);
    assertThat(Tickets.of(rebuilt, urgent, low).at(NOW).open().high()).isEqualTo(1);
  }

  @Test
  void theSameVersionAgainChangesNothing() {
    SupportState state = Tickets.of(open("t", null));

    assertThat(state.with(open("t", null).build())).isSameAs(state);
    assertThat(state.with(open("t", null).setIngestTime(LEARNED.plusSeconds(1)).build()))
        .isSameAs(state);
    assertThat(state.with(open("t", null).setOp(Operation.SNAPSHOT).build())).isSameAs(state);
  }

  @Test
  void twoContentsOfOneVersionEndTheSameInEveryOrder() {
    List<TicketChange.Builder> contents =
        List.of(
            open("t", null),
            open("t", TicketPriority.LOW),
            open("t", null).setStatus(TicketStatus.PENDING),
            open("t", null).setEscalated(true),
            open("t", null).setEscalatedAt(NOW),
            open("t", null).setOpenedAt(NOW),
            open("t", null).setSolvedAt(NOW),
            open("t", null).setFirstResponseAt(NOW),
            open("t", null).setReopenCount(1),
            open("t", null).setSlaDueAt(NOW),
            open("t", null).setSlaBreached(true),
            open("t", null).setCsatScore(5),
            open("t", null).setEventTime(NOW));
    for (TicketChange.Builder a : contents) {
      for (TicketChange.Builder b : contents) {
        assertThat(Tickets.of(a, b)).isEqualTo(Tickets.of(b, a));
      }
    }
  }

  @Test
  void aDeleteMayComeFirstAndAGreaterVersionRevives() {
    TicketChange.Builder delete = open("t", null).setOp(Operation.DELETE).setSourceVersion(2);

    assertThat(Tickets.of(delete, open("t", null)).at(NOW).open().total()).isZero();
    assertThat(Tickets.of(delete, open("t", null).setSourceVersion(3)).at(NOW).open().total())
        .isEqualTo(1);
  }

  @Test
  void theSameIdOfTwoSourcesIsTwoTickets() {
    assertThat(Tickets.of(open("t", null), open("t", null).setSource("b")).at(NOW).open().total())
        .isEqualTo(2);
  }

  @Test
  void pruningDropsWhatIsOverAndOldAndKeepsOpenTickets() {
    Instant old = daysAgo(91);
    SupportState state =
        Tickets.of(
            open("open", null).setOpenedAt(old).setEventTime(old),
            solved("old", old),
            solved("old but touched", old).setEventTime(daysAgo(89)),
            solved("at the bound", daysAgo(90)),
            open("deleted", null).setOp(Operation.DELETE).setEventTime(old),
            open("deleted lately", null).setOp(Operation.DELETE).setEventTime(daysAgo(89)));
    SupportState pruned = state.pruned(NOW);

    assertThat(pruned.tickets())
        .extracting(TicketRow::id)
        .containsExactly("at the bound", "deleted lately", "old but touched", "open");
    assertThat(pruned.at(NOW)).isEqualTo(state.at(NOW));
    assertThat(pruned.pruned(NOW)).isSameAs(pruned);
  }

  @Test
  void aLateRowOfADroppedTicketCountsAsWhatItSays() {
    SupportState pruned = Tickets.of(solved("t", daysAgo(91)).setSourceVersion(9)).pruned(NOW);

    assertThat(pruned.with(open("t", null).build()).at(NOW).open().total()).isEqualTo(1);
  }

  @Test
  void droppingTheLastTicketKeepsProvenance() {
    SupportState state = Tickets.of(solved("t", daysAgo(91)));

    assertThat(state.pruned(NOW).tickets()).isEmpty();
    assertThat(state.pruned(NOW).at(NOW).provenance())
        .isPresent()
        .isEqualTo(state.at(NOW).provenance());
  }

  @Test
  void nullComponentsAreRestoredAsEmpty() {
    assertThat(new SupportState(null, null)).isEqualTo(SupportState.empty());
  }
}
