package io.vitals.exporter;

import io.vitals.exporter.MovementFigures.Move;
import io.vitals.exporter.MovementFigures.Moved;
import io.vitals.schemas.BandMovement;
import io.vitals.schemas.CountBand;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How accounts moved between the classes they are counted in, built up move by move. Of each
 * account the moves of the longest window are kept, and the last one before it.
 */
final class LatestMovements {
  /** The windows told of, in days. */
  static final List<Integer> WINDOWS = List.of(7, 28);

  private static final Duration LONGEST = Duration.ofDays(28);

  private final Map<String, Deque<BandMovement>> byAccount = new HashMap<>();
  private Instant time;

  void apply(BandMovement row) {
    Deque<BandMovement> moves =
        byAccount.computeIfAbsent(row.getAccountId(), account -> new ArrayDeque<>());
    moves.addLast(row);
    Instant begin = row.getIngestTime().minus(LONGEST);
    while (moves.size() > 1 && second(moves).getIngestTime().isBefore(begin)) {
      moves.removeFirst();
    }
    advance(row.getIngestTime());
  }

  /** All moves before this instant are known. */
  void advance(Instant known) {
    time = time == null || known.isAfter(time) ? known : time;
  }

  /** How far time has come; empty before anything was said. */
  Optional<Instant> time() {
    return Optional.ofNullable(time);
  }

  /** The account's segment when it moved last; empty when it never did or has none. */
  Optional<String> segmentOf(String accountId) {
    return Optional.ofNullable(byAccount.get(accountId))
        .map(Deque::getLast)
        .map(BandMovement::getSegment);
  }

  /** What the moves come to; empty before anything was said. */
  Optional<MovementFigures> figures() {
    if (time == null) {
      return Optional.empty();
    }
    Map<Move, Moved> moved = new HashMap<>();
    for (Deque<BandMovement> moves : byAccount.values()) {
      Moved one = new Moved(1, lastKnownArr(moves));
      CountBand now = moves.getLast().getTo();
      for (int days : WINDOWS) {
        CountBand then = bandAt(moves, time.minus(Duration.ofDays(days)));
        if (then != now) {
          moved.merge(new Move(then, now, days), one, Moved::plus);
        }
      }
    }
    return Optional.of(new MovementFigures(Map.copyOf(moved)));
  }

  /** The class at an instant: that from which the first move after it went. */
  private static CountBand bandAt(Deque<BandMovement> moves, Instant instant) {
    return moves.stream()
        .filter(move -> move.getIngestTime().isAfter(instant))
        .findFirst()
        .map(BandMovement::getFrom)
        .orElse(moves.getLast().getTo());
  }

  private static long lastKnownArr(Deque<BandMovement> moves) {
    long known = 0;
    for (BandMovement move : moves) {
      known = move.getArrMinor() == null ? known : move.getArrMinor();
    }
    return known;
  }

  private static BandMovement second(Deque<BandMovement> moves) {
    var both = moves.iterator();
    both.next();
    return both.next();
  }
}
