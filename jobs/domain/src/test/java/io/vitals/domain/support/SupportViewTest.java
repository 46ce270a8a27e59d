package io.vitals.domain.support;

import static io.vitals.domain.support.Tickets.LEARNED;
import static io.vitals.domain.support.Tickets.NOW;
import static io.vitals.domain.support.Tickets.daysAgo;
import static io.vitals.domain.support.Tickets.hoursAgo;
import static io.vitals.domain.support.Tickets.open;
import static io.vitals.domain.support.Tickets.solved;
import static io.vitals.schemas.TicketPriority.HIGH;
import static io.vitals.schemas.TicketPriority.LOW;
import static io.vitals.schemas.TicketPriority.MEDIUM;
import static io.vitals.schemas.TicketPriority.URGENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.domain.change.Provenance;
import io.vitals.schemas.Operation;
import io.vitals.schemas.TicketStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SupportViewTest {
  private static final Instant WEEK_EDGE = daysAgo(7);
  private static final Instant WINDOW_EDGE = daysAgo(28);

  @Test
  void noTicketsAreZerosWithoutAges() {
    SupportState state = SupportState.empty();
    SupportView view = state.at(NOW);
    SupportFlow flow = state.flowAt(NOW);

    assertThat(view.open().total()).isZero();
    assertThat(view.open().oldestAge()).isEmpty();
    assertThat(view.open().oldestUrgentAge()).isEmpty();
    assertThat(flow.reopens28d()).isZero();
    assertThat(flow.slaBreaches28d()).isZero();
    assertThat(flow.firstResponse28d()).isEmpty();
    assertThat(flow.resolution28d()).isEmpty();
    assertThat(view.csatRatio()).isEmpty();
    assertThat(view.provenance()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(TicketStatus.class)
  void newOpenAndPendingAreOpen(TicketStatus status) {
    boolean open = status != TicketStatus.SOLVED && status != TicketStatus.CLOSED;
    assertThat(Tickets.of(open("t", LOW).setStatus(status)).at(NOW).open().total())
        .isEqualTo(open ? 1 : 0);
  }

  @Test
  void countsOpenTicketsByPriority() {
    OpenTickets open =
        Tickets.of(
                open("u", URGENT).setOpenedAt(hoursAgo(5)).setEscalated(true),
                open("u2", URGENT),
                open("h", HIGH),
                open("m", MEDIUM),
                open("l", LOW).setOpenedAt(hoursAgo(50)),
                open("n", null),
                open("n2", null).setEscalated(true),
                open("gone", URGENT).setOp(Operation.DELETE).setOpenedAt(hoursAgo(99)),
                solved("s", hoursAgo(1)).setPriority(URGENT).setOpenedAt(hoursAgo(99)))
            .at(NOW)
            .open();

    assertThat(open)
        .isEqualTo(
            new OpenTickets(
                2,
                1,
                1,
                1,
                2,
                2,
                Optional.of(Duration.ofHours(50)),
                Optional.of(Duration.ofHours(5))));
    assertThat(open.total()).isEqualTo(7);
    assertThat(open.severityPoints()).isEqualTo(2 * 8 + 4 + 2 + 1 + 2 * 2);
  }

  @Test
  void aTicketDatedAheadIsKnownAndZeroOld() {
    SupportState state = Tickets.of(open("t", URGENT).setOpenedAt(NOW.plusSeconds(300)));
    SupportView view = state.at(NOW);
    SupportFlow flow = state.flowAt(NOW);

    assertThat(view.open().oldestUrgentAge()).contains(Duration.ZERO);
    assertThat(flow.opened7d()).isEqualTo(1);
  }

  static Stream<Arguments> escalations() {
    Instant inside = WINDOW_EDGE.plusMillis(1);
    return Stream.of(
        Arguments.of("open, escalated long ago", true, true, daysAgo(99), daysAgo(99), 1),
        Arguments.of("over, escalated within", false, true, inside, daysAgo(99), 1),
        Arguments.of("over, escalated at the edge", false, true, WINDOW_EDGE, inside, 0),
        Arguments.of("eased, escalated within", true, false, inside, daysAgo(99), 1),
        Arguments.of("eased, escalated before", true, false, WINDOW_EDGE, inside, 0),
        Arguments.of("over, not known when, opened within", false, true, null, inside, 1),
        Arguments.of("over, not known when, opened before", false, true, null, WINDOW_EDGE, 0),
        Arguments.of("never", true, false, null, inside, 0));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("escalations")
  void countsEscalations(
      String rule, boolean isOpen, boolean escalated, Instant at, Instant opened, int expected) {
    SupportView view =
        Tickets.of(
                open("t", null)
                    .setStatus(isOpen ? TicketStatus.PENDING : TicketStatus.CLOSED)
                    .setEscalated(escalated)
                    .setEscalatedAt(at)
                    .setOpenedAt(opened))
            .at(NOW);

    assertThat(view.escalations28d()).isEqualTo(expected);
    assertThat(view.open().escalated()).isEqualTo(isOpen && escalated ? 1 : 0);
  }

  @Test
  void windowsExcludeTheirEdge() {
    SupportFlow flow =
        Tickets.of(
                solved("a", WEEK_EDGE).setOpenedAt(WEEK_EDGE),
                solved("b", WEEK_EDGE.plusMillis(1)).setOpenedAt(WEEK_EDGE.plusMillis(1)),
                solved("c", WINDOW_EDGE).setOpenedAt(WINDOW_EDGE),
                solved("d", WINDOW_EDGE.plusMillis(1)).setOpenedAt(WINDOW_EDGE.plusMillis(1)))
            .flowAt(NOW);

    assertThat(flow.opened7d()).isEqualTo(1);
    assertThat(flow.solved7d()).isEqualTo(1);
    assertThat(flow.opened28d()).isEqualTo(3);
    assertThat(flow.solved28d()).isEqualTo(3);
  }

  @Test
  void reopenedOrUndatedSolutionsAreNotCounted() {
    SupportState state =
        Tickets.of(
            solved("reopened", hoursAgo(5)).setStatus(TicketStatus.OPEN).setCsatScore(5),
            solved("undated", hoursAgo(5)).setSolvedAt(null).setCsatScore(5));
    SupportView view = state.at(NOW);
    SupportFlow flow = state.flowAt(NOW);

    assertThat(flow.solved28d()).isZero();
    assertThat(flow.resolution28d()).isEmpty();
    assertThat(view.ratings28d()).isZero();
  }

  @Test
  void reopensAreOfTicketsThatChanged() {
    SupportState untold = Tickets.of(open("a", null));
    SupportState told =
        untold
            .with(open("b", null).setReopenCount(2).build())
            .with(open("c", null).setReopenCount(1).build())
            .with(open("old", null).setReopenCount(4).setEventTime(WINDOW_EDGE).build());

    assertThat(untold.flowAt(NOW).reopens28d()).isNull();
    assertThat(told.flowAt(NOW).reopens28d()).isEqualTo(3);
    assertThat(told.flowAt(NOW.plus(Duration.ofDays(40))).reopens28d()).isZero();
  }

  static Stream<Arguments> breaches() {
    Instant inside = WINDOW_EDGE.plusMillis(1);
    return Stream.of(
        Arguments.of("ran out within", true, inside, hoursAgo(1), 1),
        Arguments.of("ran out at the edge", true, WINDOW_EDGE, hoursAgo(1), 0),
        Arguments.of("no due time, changed within", true, null, inside, 1),
        Arguments.of("no due time, changed before", true, null, WINDOW_EDGE, 0),
        Arguments.of("due later than its last change", true, inside, WINDOW_EDGE, 0),
        Arguments.of("kept", false, inside, hoursAgo(1), 0),
        Arguments.of("not known", null, inside, hoursAgo(1), null),
        Arguments.of("not known, long ago", null, WINDOW_EDGE, hoursAgo(1), 0));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("breaches")
  void countsBrokenServiceLevels(
      String rule, Boolean breached, Instant due, Instant changed, Integer expected) {
    SupportFlow flow =
        Tickets.of(open("t", null).setSlaBreached(breached).setSlaDueAt(due).setEventTime(changed))
            .flowAt(NOW);

    assertThat(flow.slaBreaches28d()).isEqualTo(expected);
  }

  @ParameterizedTest(name = "of 1..{0} the median is {1}, the 90th percentile {2}")
  @CsvSource({"1,1,1", "2,1,2", "3,2,3", "9,5,9", "10,5,9", "11,6,10", "100,50,90", "101,51,91"})
  void quantilesAreByNearestRank(int count, int median, int p90) {
    long[] descending = LongStream.iterate(count, i -> i - 1).limit(count).toArray();

    assertThat(WaitingTimes.of(descending, count))
        .contains(new WaitingTimes(Duration.ofMillis(median), Duration.ofMillis(p90), count));
  }

  @Test
  void waitingTimesAreOfTheWindow() {
    SupportFlow flow =
        Tickets.of(
                open("a", null).setFirstResponseAt(hoursAgo(1)),
                open("b", null).setOpenedAt(daysAgo(40)).setFirstResponseAt(WINDOW_EDGE),
                open("c", null).setFirstResponseAt(hoursAgo(3)),
                solved("d", daysAgo(1)).setOpenedAt(daysAgo(31)),
                solved("e", WINDOW_EDGE))
            .flowAt(NOW);

    assertThat(flow.firstResponse28d())
        .contains(new WaitingTimes(Duration.ZERO, Duration.ofHours(1), 2));
    assertThat(flow.resolution28d())
        .contains(new WaitingTimes(Duration.ofDays(30), Duration.ofDays(30), 1));
  }

  @Test
  void ratingsAreOfTicketsSolvedInTheWindow() {
    SupportView view =
        Tickets.of(
                solved("5", daysAgo(1)).setCsatScore(5),
                solved("4", daysAgo(1)).setCsatScore(4),
                solved("3", daysAgo(1)).setCsatScore(3),
                solved("1", daysAgo(1)).setCsatScore(1),
                solved("none", daysAgo(1)),
                solved("0 is no rating", daysAgo(1)).setCsatScore(0),
                solved("6 is no rating", daysAgo(1)).setCsatScore(6),
                solved("old", WINDOW_EDGE).setCsatScore(5))
            .at(NOW);

    assertThat(view.ratings28d()).isEqualTo(4);
    assertThat(view.goodRatings28d()).isEqualTo(2);
    assertThat(view.csatRatio()).hasValue(0.5);
  }

  @Test
  void provenanceIsOfTheLatestRowsDeletedOnesIncluded() {
    SupportView view =
        Tickets.of(
                open("a", null).setSource("z").setEventTime(NOW),
                open("b", null)
                    .setSource("y")
                    .setOp(Operation.DELETE)
                    .setIngestTime(LEARNED.plusSeconds(1)))
            .at(NOW);

    assertThat(view.provenance())
        .contains(new Provenance(NOW.toEpochMilli(), LEARNED.plusSeconds(1).toEpochMilli(), "y"));
  }
}
