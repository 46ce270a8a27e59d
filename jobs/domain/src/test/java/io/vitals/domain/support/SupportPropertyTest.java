package io.vitals.domain.support;

import static io.vitals.domain.support.Tickets.LEARNED;
import static io.vitals.domain.support.Tickets.NOW;
import static io.vitals.domain.support.Tickets.hoursAgo;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.schemas.Operation;
import io.vitals.schemas.TicketChange;
import io.vitals.schemas.TicketPriority;
import io.vitals.schemas.TicketStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SupportPropertyTest {
  private static final int RUNS = 500;
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration WINDOW = Duration.ofDays(28);

  @Test
  void everyOrderOfArrivalEndsTheSame() {
    for (int seed = 0; seed < RUNS; seed++) {
      Random random = new Random(seed);
      List<TicketChange> changes = changes(random, 30, 3);
      SupportState first = fold(changes);
      for (int order = 0; order < 4; order++) {
        List<TicketChange> again = new ArrayList<>(changes);
        again.addAll(changes.subList(0, 10));
        Collections.shuffle(again, random);
        assertThat(fold(again)).as("seed %d", seed).isEqualTo(first);
      }
    }
  }

  @Test
  void equalsARecountOfTheLastRows() {
    for (int seed = 0; seed < RUNS; seed++) {
      Random random = new Random(seed);
      List<TicketChange> changes = changes(random, 40, 1_000_000);
      SupportView view = fold(changes).at(NOW);
      SupportFlow flow = fold(changes).flowAt(NOW);
      Collection<TicketChange> rows = lastRows(changes);
      String as = "seed " + seed;

      Predicate<TicketChange> open = SupportPropertyTest::open;
      assertThat(view.open().urgent())
          .as(as)
          .isEqualTo(count(rows, open.and(is(TicketPriority.URGENT))));
      assertThat(view.open().high())
          .as(as)
          .isEqualTo(count(rows, open.and(is(TicketPriority.HIGH))));
      assertThat(view.open().medium())
          .as(as)
          .isEqualTo(count(rows, open.and(is(TicketPriority.MEDIUM))));
      assertThat(view.open().low()).as(as).isEqualTo(count(rows, open.and(is(TicketPriority.LOW))));
      assertThat(view.open().withoutPriority()).as(as).isEqualTo(count(rows, open.and(is(null))));
      assertThat(view.open().escalated())
          .as(as)
          .isEqualTo(count(rows, open.and(TicketChange::getEscalated)));
      assertThat(view.open().oldestAge()).as(as).isEqualTo(oldest(rows.stream().filter(open)));
      assertThat(view.open().oldestUrgentAge())
          .as(as)
          .isEqualTo(oldest(rows.stream().filter(open.and(is(TicketPriority.URGENT)))));
      assertThat(view.open().severityPoints())
          .as(as)
          .isEqualTo(rows.stream().filter(open).mapToInt(SupportPropertyTest::points).sum());

      assertThat(view.escalations28d())
          .as(as)
          .isEqualTo(
              count(
                  rows,
                  open.and(TicketChange::getEscalated)
                      .or(t -> t.getEscalatedAt() != null && within(WINDOW, t.getEscalatedAt()))
                      .or(
                          t ->
                              t.getEscalatedAt() == null
                                  && t.getEscalated()
                                  && within(WINDOW, t.getOpenedAt()))));
      assertThat(flow.opened7d()).as(as).isEqualTo(count(rows, t -> within(WEEK, t.getOpenedAt())));
      assertThat(flow.opened28d())
          .as(as)
          .isEqualTo(count(rows, t -> within(WINDOW, t.getOpenedAt())));
      Predicate<TicketChange> solved = open.negate().and(t -> within(WINDOW, t.getSolvedAt()));
      assertThat(flow.solved7d())
          .as(as)
          .isEqualTo(count(rows, solved.and(t -> within(WEEK, t.getSolvedAt()))));
      assertThat(flow.solved28d()).as(as).isEqualTo(count(rows, solved));
      assertThat(view.ratings28d())
          .as(as)
          .isEqualTo(count(rows, solved.and(t -> t.getCsatScore() != null)));
      assertThat(view.goodRatings28d())
          .as(as)
          .isEqualTo(
              count(rows, solved.and(t -> t.getCsatScore() != null && t.getCsatScore() > 3)));
      assertThat(flow.resolution28d())
          .as(as)
          .isEqualTo(
              quantiles(
                  rows.stream()
                      .filter(solved)
                      .map(t -> Duration.between(t.getOpenedAt(), t.getSolvedAt()))));
      assertThat(flow.firstResponse28d())
          .as(as)
          .isEqualTo(
              quantiles(
                  rows.stream()
                      .filter(t -> within(WINDOW, t.getFirstResponseAt()))
                      .map(t -> Duration.between(t.getOpenedAt(), t.getFirstResponseAt()))));
    }
  }

  @Test
  void pruningDoesNotChangeWhatIsSeen() {
    int dropped = 0;
    for (int seed = 0; seed < RUNS; seed++) {
      SupportState state = fold(changes(new Random(seed), 40, 1_000_000));
      Instant later = NOW.plus(Duration.ofDays(45));
      SupportState pruned = state.pruned(later);

      assertThat(pruned.at(later)).as("seed %d", seed).isEqualTo(state.at(later));
      assertThat(pruned.flowAt(later)).as("seed %d", seed).isEqualTo(state.flowAt(later));
      dropped += state.tickets().size() - pruned.tickets().size();
    }
    assertThat(dropped).as("tickets dropped").isGreaterThan(RUNS);
  }

  private static SupportState fold(List<TicketChange> changes) {
    SupportState state = SupportState.empty();
    for (TicketChange change : changes) {
      state = state.with(change);
    }
    return state;
  }

  /** By sorting, deletes removed. */
  private static Collection<TicketChange> lastRows(List<TicketChange> changes) {
    Map<String, TicketChange> last = new TreeMap<>();
    changes.stream()
        .sorted(
            Comparator.comparing(TicketChange::getSourceEpoch)
                .thenComparing(TicketChange::getSourceVersion))
        .forEach(change -> last.put(change.getTicketId(), change));
    last.values().removeIf(change -> change.getOp() == Operation.DELETE);
    return last.values();
  }

  private static boolean open(TicketChange ticket) {
    return EnumSet.of(TicketStatus.NEW, TicketStatus.OPEN, TicketStatus.PENDING)
        .contains(ticket.getStatus());
  }

  private static Predicate<TicketChange> is(TicketPriority priority) {
    return ticket -> ticket.getPriority() == priority;
  }

  private static boolean within(Duration window, Instant instant) {
    return instant != null && Duration.between(instant, NOW).compareTo(window) < 0;
  }

  private static int count(Collection<TicketChange> rows, Predicate<TicketChange> which) {
    return (int) rows.stream().filter(which).count();
  }

  private static int points(TicketChange ticket) {
    return ticket.getPriority() == null
        ? 2
        : Map.of("URGENT", 8, "HIGH", 4, "MEDIUM", 2, "LOW", 1).get(ticket.getPriority().name());
  }

  private static Optional<Duration> oldest(Stream<TicketChange> rows) {
    return rows.map(t -> Duration.between(t.getOpenedAt(), NOW)).max(Comparator.naturalOrder());
  }

  /** The least value that at least the share of all do not exceed. */
  private static Optional<WaitingTimes> quantiles(Stream<Duration> values) {
    List<Duration> all = values.toList();
    return quantile(all, 5)
        .map(m -> new WaitingTimes(m, quantile(all, 9).orElseThrow(), all.size()));
  }

  private static Optional<Duration> quantile(List<Duration> all, int tenths) {
    return all.stream()
        .filter(
            v ->
                10 * all.stream().filter(o -> o.compareTo(v) <= 0).count()
                    >= (long) tenths * all.size())
        .min(Comparator.naturalOrder());
  }

  private static List<TicketChange> changes(Random random, int count, int versions) {
    List<TicketChange> changes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Instant opened = hoursAgo(random.nextInt(24 * 60));
      TicketStatus status = TicketStatus.values()[random.nextInt(5)];
      changes.add(
          Tickets.open("t" + random.nextInt(15), null)
              .setSourceEpoch(random.nextInt(5) == 0 ? 1 : 0)
              .setSourceVersion(random.nextInt(versions))
              .setOp(Operation.values()[random.nextInt(4)])
              .setIngestTime(LEARNED.plusSeconds(random.nextInt(3)))
              .setEventTime(opened.plusSeconds(random.nextInt(100_000)))
              .setStatus(status)
              .setPriority(
                  random.nextInt(5) == 0 ? null : TicketPriority.values()[random.nextInt(4)])
              .setEscalated(random.nextInt(3) == 0)
              .setEscalatedAt(someTime(random, opened))
              .setOpenedAt(opened)
              .setSolvedAt(someTime(random, opened))
              .setFirstResponseAt(someTime(random, opened))
              .setCsatScore(random.nextBoolean() ? null : Integer.valueOf(1 + random.nextInt(5)))
              .build());
    }
    return changes;
  }

  private static Instant someTime(Random random, Instant opened) {
    return random.nextBoolean() ? null : opened.plusSeconds(random.nextInt(400_000));
  }
}
