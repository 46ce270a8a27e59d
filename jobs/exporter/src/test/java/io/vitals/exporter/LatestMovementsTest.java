package io.vitals.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.exporter.MovementFigures.Move;
import io.vitals.exporter.MovementFigures.Moved;
import io.vitals.schemas.BandMovement;
import io.vitals.schemas.CountBand;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LatestMovementsTest {
  private static final Instant DAY_0 = Instant.parse("2026-01-01T00:00:00Z");

  private final LatestMovements movements = new LatestMovements();

  @Test
  void beforeAnythingIsSaidThereAreNoFigures() {
    assertThat(movements.figures()).isEmpty();
  }

  @Test
  void anAccountThatCameBackDidNotMove() {
    move("a", CountBand.NOT_SCORED, CountBand.HEALTHY, 0, 100L);
    move("a", CountBand.HEALTHY, CountBand.AT_RISK, 40, 100L);
    move("a", CountBand.AT_RISK, CountBand.HEALTHY, 41, 100L);
    assertThat(movements.figures().orElseThrow().byMove()).isEmpty();
  }

  @Test
  void whatACustomerThatLeftWasWorthIsWhatWasLastKnown() {
    move("a", CountBand.NOT_SCORED, CountBand.AT_RISK, 0, 700L);
    move("a", CountBand.AT_RISK, CountBand.NOT_SCORED, 90, null);
    assertThat(movements.figures().orElseThrow().byMove())
        .containsEntry(new Move(CountBand.AT_RISK, CountBand.NOT_SCORED, 7), new Moved(1, 700));
  }

  @Test
  void aMoveLeavesTheWindowWithTimeAlone() {
    move("a", CountBand.NOT_SCORED, CountBand.HEALTHY, 0, 1L);
    move("a", CountBand.HEALTHY, CountBand.WATCH, 50, 1L);
    movements.advance(DAY_0.plus(Duration.ofDays(60)));
    assertThat(movements.figures().orElseThrow().byMove())
        .containsOnlyKeys(new Move(CountBand.HEALTHY, CountBand.WATCH, 28));
  }

  /** Held to the bands of every account at both ends of the window, looked up in all moves. */
  @Test
  void theWindowsAreThoseOfTheBandsAtBothEnds() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Map<String, List<BandMovement>> all = new HashMap<>();
    Map<String, CountBand> bands = new HashMap<>();
    int day = 0;
    for (int i = 0; i < 400; i++) {
      day += random.nextInt(2);
      String account = "a" + random.nextInt(30);
      CountBand from = bands.getOrDefault(account, CountBand.NOT_SCORED);
      CountBand to = CountBand.values()[random.nextInt(CountBand.values().length)];
      if (from != to) {
        all.computeIfAbsent(account, id -> new ArrayList<>())
            .add(move(account, from, to, day, 10L));
        bands.put(account, to);
      }
    }
    Map<Move, Integer> expected = new HashMap<>();
    for (List<BandMovement> moves : all.values()) {
      for (int days : LatestMovements.WINDOWS) {
        CountBand now = at(moves, movements.time().orElseThrow());
        CountBand then = at(moves, movements.time().orElseThrow().minus(Duration.ofDays(days)));
        if (now != then) {
          expected.merge(new Move(then, now, days), 1, Integer::sum);
        }
      }
    }
    Map<Move, Integer> told = new HashMap<>();
    movements
        .figures()
        .orElseThrow()
        .byMove()
        .forEach((move, moved) -> told.put(move, moved.accounts()));
    assertThat(told).as("seed %d", seed).isEqualTo(expected).isNotEmpty();
  }

  private static CountBand at(List<BandMovement> moves, Instant instant) {
    CountBand band = CountBand.NOT_SCORED;
    for (BandMovement move : moves) {
      band = move.getIngestTime().isAfter(instant) ? band : move.getTo();
    }
    return band;
  }

  private BandMovement move(String account, CountBand from, CountBand to, int day, Long arrMinor) {
    BandMovement row =
        BandMovement.newBuilder()
            .setIngestTime(DAY_0.plus(Duration.ofDays(day)))
            .setAccountId(account)
            .setFrom(from)
            .setTo(to)
            .setSegment("smb")
            .setArrMinor(arrMinor)
            .build();
    movements.apply(row);
    return row;
  }
}
