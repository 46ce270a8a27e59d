package io.vitals.flink.health;

import static io.vitals.flink.health.Canonical.account;
import static io.vitals.flink.health.Canonical.event;
import static io.vitals.flink.health.Canonical.of;
import static io.vitals.flink.health.Canonical.subscription;
import static io.vitals.flink.health.Canonical.ticket;
import static io.vitals.flink.health.Canonical.usage;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.domain.adoption.Days;
import io.vitals.schemas.AccountScore;
import io.vitals.schemas.ScoreInput;
import io.vitals.schemas.TelemetryEvent;
import io.vitals.schemas.TicketPriority;
import io.vitals.schemas.TicketStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Whichever order topics are read in, however telemetry is batched, however often time is told and
 * wherever a restore falls: the rows of hour closes are the same.
 */
class AccountFunctionOrderTest {
  private static final Instant BEGIN = Instant.parse("2026-03-02T20:00:00Z");
  private static final long SPAN = Duration.ofHours(30).toMillis();
  private static final int SEEDS = 25;

  /** What two runs are compared by. */
  private record Final(
      Instant time, Long score, Object band, String model, Map<String, Double> inputs) {
    static Final of(AccountScore row) {
      Map<String, Double> inputs = new TreeMap<>();
      for (ScoreInput input : row.getInputs()) {
        inputs.put(input.getName(), input.getValue());
      }
      return new Final(
          row.getIngestTime(), row.getScoreMicros(), row.getBand(), row.getModel(), inputs);
    }
  }

  /** A change row, or a telemetry event that is not yet summed. */
  private record Learned(long time, AccountRecord change, TelemetryEvent event) {}

  @Test
  void finalRowsDoNotDependOnOrderBatchesWatermarksOrRestores() throws Exception {
    for (long seed = 1; seed <= SEEDS; seed++) {
      List<Learned> history = history(new Random(seed));
      List<Final> inOrder = run(history, new Random(1000 + seed), 0, false);
      assertThat(inOrder).as("seed %d: the history makes rows", seed).hasSizeGreaterThan(10);
      assertThat(run(history, new Random(2000 + seed), Duration.ofHours(3).toMillis(), false))
          .as("seed %d, read ahead", seed)
          .isEqualTo(inOrder);
      assertThat(run(history, new Random(3000 + seed), Duration.ofHours(3).toMillis(), true))
          .as("seed %d, restored", seed)
          .isEqualTo(inOrder);
    }
  }

  private static List<Final> run(
      List<Learned> history, Random random, long readAhead, boolean restoring) throws Exception {
    Map<Learned, Long> places = new java.util.IdentityHashMap<>();
    for (Learned learned : history) {
      places.put(learned, learned.time() - (readAhead == 0 ? 0 : random.nextLong(readAhead)));
    }
    List<Learned> asRead = new ArrayList<>(history);
    asRead.sort(Comparator.comparing(places::get));
    long[] nothingBelow = earliestFrom(asRead);
    List<Final> rows = new ArrayList<>();
    List<TelemetryEvent> batch = new ArrayList<>();
    TestingAccounts accounts = TestingAccounts.fresh();
    long watermark = BEGIN.toEpochMilli() - 1;
    accounts.watermark(watermark);
    int tellTimeEvery = 1 + random.nextInt(20);
    for (int i = 0; i < asRead.size(); i++) {
      Learned learned = asRead.get(i);
      if (random.nextInt(tellTimeEvery) == 0 && nothingBelow[i] - 1 > watermark) {
        flush(batch, accounts);
        watermark += 1 + random.nextLong(nothingBelow[i] - 1 - watermark);
        accounts.watermark(watermark);
      }
      if (restoring && random.nextInt(15) == 0) {
        flush(batch, accounts);
        collect(accounts, rows);
        TestingAccounts before = accounts;
        accounts = TestingAccounts.restored(before.snapshot());
        before.close();
        accounts.watermark(watermark);
      }
      if (learned.event() == null) {
        accounts.feed(learned.change());
      } else {
        batch.add(learned.event());
        if (random.nextInt(6) == 0) {
          flush(batch, accounts);
        }
      }
    }
    flush(batch, accounts);
    accounts.watermark(BEGIN.toEpochMilli() + SPAN + Duration.ofHours(2).toMillis());
    collect(accounts, rows);
    accounts.close();
    return rows;
  }

  private static void collect(TestingAccounts accounts, List<Final> rows) {
    accounts.finalRows().forEach(row -> rows.add(Final.of(row)));
  }

  /** Sums what was gathered per event hour and ingest hour. */
  private static void flush(List<TelemetryEvent> batch, TestingAccounts accounts) throws Exception {
    Map<List<Integer>, List<TelemetryEvent>> slices = new java.util.HashMap<>();
    for (TelemetryEvent event : batch) {
      List<Integer> slice =
          List.of(
              Days.hourOf(event.getEventTime().toEpochMilli()),
              Days.hourOf(event.getIngestTime().toEpochMilli()));
      slices.computeIfAbsent(slice, s -> new ArrayList<>()).add(event);
    }
    for (List<TelemetryEvent> slice : slices.values()) {
      accounts.feed(usage(slice));
    }
    batch.clear();
  }

  /** Per position the earliest ingest time from there on. */
  private static long[] earliestFrom(List<Learned> asRead) {
    long[] earliest = new long[asRead.size()];
    long known = Long.MAX_VALUE;
    for (int i = asRead.size() - 1; i >= 0; i--) {
      known = Math.min(known, asRead.get(i).time());
      earliest[i] = known;
    }
    return earliest;
  }

  private static List<Learned> history(Random random) {
    List<Learned> history = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      Instant at = BEGIN.plusMillis(random.nextLong(SPAN));
      history.add(new Learned(at.toEpochMilli(), randomChange(random, i, at), null));
    }
    for (int i = 0; i < 300; i++) {
      Instant at = BEGIN.plusMillis(random.nextLong(SPAN));
      Duration behind =
          random.nextInt(10) == 0
              ? Duration.ofMinutes(random.nextInt(4_000))
              : Duration.ofSeconds(random.nextInt(-500, 60));
      TelemetryEvent event =
          event(at.minus(behind), at)
              .setQuantity(1 + random.nextInt(5))
              .setUserHash((long) random.nextInt(12))
              .setFeature("feature " + random.nextInt(4))
              .setSubscriptionId("s" + random.nextInt(3))
              .build();
      history.add(new Learned(at.toEpochMilli(), null, event));
    }
    history.add(new Learned(BEGIN.toEpochMilli(), of(subscription("s0", 0, BEGIN)), null));
    history.sort(Comparator.comparingLong(Learned::time));
    return history;
  }

  private static AccountRecord randomChange(Random random, int version, Instant at) {
    return switch (random.nextInt(4)) {
      case 0 -> of(account(version, at).setSegment(random.nextBoolean() ? "smb" : "enterprise"));
      case 1 ->
          of(
              subscription("s" + random.nextInt(2), version, at)
                  .setArrMinor(random.nextLong(1_000_000))
                  .setCurrency("USD")
                  .setEndDate(random.nextInt(3) == 0 ? LocalDate.parse("2026-03-03") : null));
      default ->
          of(
              ticket("t" + random.nextInt(5), version, at)
                  .setPriority(TicketPriority.values()[random.nextInt(4)])
                  .setEscalated(random.nextInt(4) == 0)
                  .setStatus(random.nextBoolean() ? TicketStatus.OPEN : TicketStatus.PENDING));
    };
  }
}
