package io.vitals.domain.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.domain.intake.ArrivalCounts.Arrival;
import io.vitals.domain.intake.ArrivalCounts.Fate;
import io.vitals.schemas.Entity;
import io.vitals.schemas.Operation;
import io.vitals.schemas.SourceArrivals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArrivalCountsTest {
  private static final long NOON = Instant.parse("2026-05-04T12:00:00Z").toEpochMilli();

  @Test
  void keepsWhatArrivedAfterTheWatermark() {
    ArrivalCounts counts = new ArrivalCounts();
    counts.add(accepted(NOON, NOON - 500));
    counts.add(accepted(NOON + ArrivalCounts.BUCKET_MILLIS, NOON));
    assertThat(counts.takeUpTo(NOON - 1, NOON + ArrivalCounts.BUCKET_MILLIS - 2)).isEmpty();
    assertThat(counts.takeUpTo(NOON - 1, NOON + ArrivalCounts.BUCKET_MILLIS - 1))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.getCreated()).isEqualTo(1);
              assertThat(row.getLagMaxMs()).isEqualTo(500);
              assertThat(row.getLastArrivalTime()).isEqualTo(Instant.ofEpochMilli(NOON));
              assertThat(row.getIngestTime())
                  .isEqualTo(Instant.ofEpochMilli(NOON + ArrivalCounts.BUCKET_MILLIS - 1));
            });
    assertThat(counts.takeUpTo(NOON, NOON + 3 * ArrivalCounts.BUCKET_MILLIS)).hasSize(1);
    assertThat(counts.open()).isEmpty();
  }

  @Test
  void whenTimeLeapsEveryArrivalIsStillKnownWhenItCame() {
    ArrivalCounts counts = new ArrivalCounts();
    long quarter = 900_000;
    for (int beat = 0; beat < 4; beat++) {
      counts.add(accepted(NOON + beat * quarter, NOON));
      counts.add(accepted(NOON + beat * quarter + 30_000, NOON));
    }
    List<SourceArrivals> rows = counts.takeUpTo(NOON - 1, NOON + 4 * quarter);
    assertThat(rows).extracting(SourceArrivals::getCreated).containsExactly(2L, 2L, 2L, 2L);
    for (int beat = 0; beat < 4; beat++) {
      long last = NOON + beat * quarter + 30_000;
      assertThat(rows.get(beat).getLastArrivalTime().toEpochMilli()).isEqualTo(last);
      assertThat(rows.get(beat).getIngestTime().toEpochMilli())
          .isEqualTo(last + ArrivalCounts.BUCKET_MILLIS - 1);
    }
  }

  @Test
  void whatCameLongAgoIsStampedAfterWhatWasTaken() {
    ArrivalCounts counts = new ArrivalCounts();
    counts.add(accepted(NOON - 3_600_000, NOON - 3_600_000));
    assertThat(counts.takeUpTo(NOON, NOON + 60_000))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.getIngestTime().toEpochMilli()).isEqualTo(NOON + 1);
              assertThat(row.getLastArrivalTime().toEpochMilli()).isEqualTo(NOON - 3_600_000);
            });
  }

  @ParameterizedTest
  @EnumSource(Fate.class)
  void onlyWhatCanBeUsedIsASignOfLife(Fate fate) {
    ArrivalCounts counts = new ArrivalCounts();
    counts.add(
        new Arrival(
            "product", Entity.TELEMETRY, 0, 42, fate, Operation.CREATE, NOON, NOON, null, false));
    boolean alive = Set.of(Fate.ACCEPTED, Fate.DUPLICATE, Fate.HEARTBEAT).contains(fate);
    assertThat(counts.takeUpTo(NOON - 1, NOON + ArrivalCounts.BUCKET_MILLIS))
        .singleElement()
        .satisfies(
            row ->
                assertThat(row.getLastArrivalTime())
                    .isEqualTo(alive ? Instant.ofEpochMilli(NOON) : null))
        .satisfies(row -> assertThat(row.getLastOffset()).isEqualTo(alive ? 42L : null));
  }

  @Test
  void countsEachArrivalOnceHoweverOftenItIsSavedAndTaken() {
    long seed = 7;
    Random random = new Random(seed);
    ArrivalCounts counts = new ArrivalCounts();
    long watermark = NOON;
    List<SourceArrivals> taken = new ArrayList<>();
    int[] fates = new int[Fate.values().length];
    for (int i = 0; i < 5_000; i++) {
      Fate fate = Fate.values()[random.nextInt(fates.length)];
      fates[fate.ordinal()]++;
      long ingest = watermark + 1 + random.nextInt(60_000);
      counts.add(
          new Arrival(
              "s" + random.nextInt(3),
              Entity.TICKET,
              random.nextInt(2),
              i,
              fate,
              Operation.UPDATE,
              ingest,
              ingest - 10,
              fate == Fate.HEARTBEAT ? ingest : null,
              false));
      if (random.nextInt(50) == 0) {
        ArrivalCounts restored = new ArrivalCounts();
        counts.open().forEach(restored::restore);
        counts = restored;
      }
      if (random.nextInt(50) == 0) {
        long before = watermark;
        watermark += random.nextInt(100_000);
        taken.addAll(counts.takeUpTo(before, watermark));
      }
    }
    taken.addAll(counts.takeUpTo(watermark, Long.MAX_VALUE - ArrivalCounts.BUCKET_MILLIS));
    String seedText = "seed " + seed;
    assertThat(taken.stream().mapToLong(SourceArrivals::getUpdated).sum())
        .as(seedText)
        .isEqualTo(fates[Fate.ACCEPTED.ordinal()]);
    assertThat(taken.stream().flatMap(row -> row.getLagCounts().stream()).mapToLong(n -> n).sum())
        .as(seedText)
        .isEqualTo(fates[Fate.ACCEPTED.ordinal()]);
    assertThat(taken.stream().mapToLong(SourceArrivals::getDuplicates).sum())
        .as(seedText)
        .isEqualTo(fates[Fate.DUPLICATE.ordinal()]);
    assertThat(taken.stream().mapToLong(SourceArrivals::getLate).sum())
        .as(seedText)
        .isEqualTo(fates[Fate.LATE.ordinal()]);
    assertThat(taken.stream().mapToLong(SourceArrivals::getDeadLetters).sum())
        .as(seedText)
        .isEqualTo(fates[Fate.DEAD_LETTER.ordinal()]);
    assertThat(taken.stream().mapToLong(SourceArrivals::getHeartbeats).sum())
        .as(seedText)
        .isEqualTo(fates[Fate.HEARTBEAT.ordinal()]);
  }

  private static Arrival accepted(long ingestTime, long eventTime) {
    return new Arrival(
        "product",
        Entity.TELEMETRY,
        0,
        ingestTime,
        Fate.ACCEPTED,
        Operation.CREATE,
        ingestTime,
        eventTime,
        null,
        false);
  }
}
