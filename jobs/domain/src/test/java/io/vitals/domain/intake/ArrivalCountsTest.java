package io.vitals.domain.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.domain.intake.ArrivalCounts.Arrival;
import io.vitals.domain.intake.ArrivalCounts.Fate;
import io.vitals.schemas.Entity;
import io.vitals.schemas.FilledField;
import io.vitals.schemas.Operation;
import io.vitals.schemas.SourceArrivals;
import io.vitals.schemas.UnknownName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
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
            "product",
            Entity.TELEMETRY,
            0,
            42,
            fate,
            Operation.CREATE,
            NOON,
            NOON,
            null,
            false,
            0,
            false,
            null));
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
    Map<String, Long> names = new TreeMap<>();
    for (int i = 0; i < 5_000; i++) {
      Fate fate = Fate.values()[random.nextInt(fates.length)];
      fates[fate.ordinal()]++;
      long ingest = watermark + 1 + random.nextInt(60_000);
      String name = random.nextBoolean() ? null : "n" + random.nextInt(9);
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
              false,
              random.nextInt(4),
              true,
              name));
      if (fate == Fate.ACCEPTED) {
        names.merge(name == null ? "known" : name, 1L, Long::sum);
      }
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
    assertThat(taken.stream().mapToLong(SourceArrivals::getObserved).sum())
        .as(seedText)
        .isEqualTo(fates[Fate.ACCEPTED.ordinal()]);
    assertThat(taken.stream().mapToLong(SourceArrivals::getNamesJudged).sum())
        .as(seedText)
        .isEqualTo(fates[Fate.ACCEPTED.ordinal()]);
    names.remove("known");
    assertThat(unknownIn(taken)).as(seedText).isEqualTo(names);
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

  @Test
  void countsWhichFieldsAreFilledInWhatIsNoDeletion() {
    ArrivalCounts counts = new ArrivalCounts();
    counts.add(observed(Operation.CREATE, 0b101, null));
    counts.add(observed(Operation.SNAPSHOT, 0b001, null));
    counts.add(observed(Operation.DELETE, 0b111, null));
    assertThat(counts.takeUpTo(NOON - 1, NOON + ArrivalCounts.BUCKET_MILLIS))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.getObserved()).isEqualTo(2);
              assertThat(row.getFilled())
                  .extracting(FilledField::getField)
                  .isEqualTo(OptionalFields.of(Entity.TELEMETRY).names());
              assertThat(row.getFilled().subList(0, 3))
                  .extracting(FilledField::getRecords)
                  .containsExactly(2L, 0L, 1L);
            });
  }

  @Test
  void tellsNoMoreNamesApartThanItsRowsHoldWhicheverCameFirst() {
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < UnknownNames.MOST_NAMES + 7; i++) {
      sent.add("name_%03d".formatted(i));
    }
    sent.add(UnknownNames.REST);
    Map<String, Long> expected = new TreeMap<>();
    sent.subList(0, UnknownNames.MOST_NAMES).forEach(name -> expected.put(name, 2L));
    expected.put(UnknownNames.REST, 2L * 8);
    for (long seed = 1; seed <= 20; seed++) {
      Random random = new Random(seed);
      ArrivalCounts counts = new ArrivalCounts();
      for (int round = 0; round < 2; round++) {
        Collections.shuffle(sent, random);
        sent.forEach(name -> counts.add(observed(Operation.CREATE, 0, name)));
      }
      List<SourceArrivals> rows = counts.takeUpTo(NOON - 1, NOON + ArrivalCounts.BUCKET_MILLIS);
      assertThat(unknownIn(rows)).as("seed " + seed).isEqualTo(expected);
      assertThat(rows.get(0).getUnknownNames())
          .extracting(UnknownName::getName)
          .as("seed " + seed)
          .isSorted();
    }
  }

  @Test
  void whatAReleaseWithOtherFieldsObservedIsLeftOut() {
    ArrivalCounts before = new ArrivalCounts();
    before.add(observed(Operation.CREATE, 0b11, "shared"));
    SourceArrivals saved = before.open().get(0);
    saved.getFilled().remove(0);
    ArrivalCounts counts = new ArrivalCounts();
    counts.restore(saved);
    counts.add(observed(Operation.CREATE, 0b1, null));
    assertThat(counts.takeUpTo(NOON - 1, NOON + ArrivalCounts.BUCKET_MILLIS))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.getCreated()).isEqualTo(2);
              assertThat(row.getObserved()).isEqualTo(1);
              assertThat(row.getFilled().get(0).getRecords()).isEqualTo(1);
              assertThat(row.getFilled().get(1).getRecords()).isZero();
            });
  }

  private static Map<String, Long> unknownIn(List<SourceArrivals> rows) {
    Map<String, Long> counts = new TreeMap<>();
    rows.forEach(
        row ->
            row.getUnknownNames()
                .forEach(name -> counts.merge(name.getName(), name.getRecords(), Long::sum)));
    return counts;
  }

  private static Arrival observed(Operation operation, long filledFields, String unknownName) {
    return new Arrival(
        "product",
        Entity.TELEMETRY,
        0,
        1,
        Fate.ACCEPTED,
        operation,
        NOON,
        NOON,
        null,
        false,
        filledFields,
        true,
        unknownName);
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
        false,
        0,
        false,
        null);
  }
}
