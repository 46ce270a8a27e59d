package io.vitals.flink.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.domain.health.IngestHours;
import io.vitals.schemas.AccountScore;
import io.vitals.schemas.Entity;
import io.vitals.schemas.HealthBand;
import io.vitals.schemas.LedgerCause;
import io.vitals.schemas.LedgerLine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A source is held back for a while and then delivers: an account's scores and bands are from then
 * on what they would have been.
 */
class IncompleteHoursTest {
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  private static final int DAYS = 56;
  private static final List<String> SOURCES = List.of("product", "desk", "crm");

  static Stream<Arguments> cuts() {
    List<Arguments> cuts = new ArrayList<>();
    for (String source : SOURCES) {
      for (long seed = 1; seed <= 40; seed++) {
        cuts.add(
            Arguments.of(
                source,
                seed,
                Duration.ofDays(47).plusHours(3 * (seed % 8)),
                (int) (9 * (1 + seed % 8))));
      }
    }
    return cuts.stream();
  }

  @ParameterizedTest(name = "{0} from {2} for {3} hours, seed {1}")
  @MethodSource("cuts")
  void fromTheFirstHourAfterRecoveryAllIsAsIfNothingHadBeenHeldBack(
      String source, long seed, Duration after, int hours) throws Exception {
    Instant from = START.plus(after);
    Instant to = from.plus(Duration.ofHours(hours));
    List<AccountEvent> life = AccountEvent.life(seed, START, DAYS);

    List<AccountScore> uncut = finals(run(life, null, from, to, null));
    List<AccountScore> cut = finals(run(life, source, from, to, null));

    TreeMap<Instant, String> expected = byClose(uncut);
    TreeMap<Instant, String> actual = byClose(cut);
    Instant end = START.plus(Duration.ofDays(DAYS));
    assertThat(new HashSet<>(expected.values()))
        .as("seed %s moves bands", seed)
        .hasSizeGreaterThan(2);
    for (Instant close = closeOf(to); close.isBefore(end); close = close.plusSeconds(3600)) {
      assertThat(actual.floorEntry(close).getValue())
          .as("seed %s, %s cut from %s to %s, at %s", seed, source, from, to, close)
          .isEqualTo(expected.floorEntry(close).getValue());
    }
  }

  @ParameterizedTest(name = "{0} from {2} for {3} hours, seed {1}")
  @MethodSource("cuts")
  void aRestoreInTheMidstOfItChangesNothing(String source, long seed, Duration after, int hours)
      throws Exception {
    if (seed % 8 > 0) {
      return;
    }
    Instant from = START.plus(after);
    Instant to = from.plus(Duration.ofHours(hours));
    List<AccountEvent> life = AccountEvent.life(seed, START, DAYS);

    List<AccountScore> whole = run(life, source, from, to, null);
    List<AccountScore> restored =
        run(life, source, from, to, from.plus(Duration.ofHours(hours / 2)));

    assertThat(restored).isEqualTo(whole);
  }

  @ParameterizedTest(name = "{0} from {2} for {3} hours, seed {1}")
  @MethodSource("cuts")
  void theLedgerSaysThatLateDataCameAndSumsToTheChange(
      String source, long seed, Duration after, int hours) throws Exception {
    if (seed > 8) {
      return;
    }
    Instant from = START.plus(after);
    Instant to = from.plus(Duration.ofHours(hours));
    List<AccountScore> rows = run(AccountEvent.life(seed, START, DAYS), source, from, to, null);

    Set<Entity> fed =
        switch (source) {
          case "product" -> Set.of(Entity.TELEMETRY);
          case "desk" -> Set.of(Entity.TICKET);
          default -> Set.of(Entity.ACCOUNT, Entity.SUBSCRIPTION);
        };
    for (AccountScore row : rows) {
      if (row.getScoreMicros() == null || row.getPreviousScoreMicros() == null) {
        continue;
      }
      assertThat(TestingAccounts.sumOf(row))
          .as("at %s", row.getIngestTime())
          .isEqualTo(row.getScoreMicros() - row.getPreviousScoreMicros());
      boolean recovering =
          !row.getIngestTime().isBefore(to) && !row.getIngestTime().isAfter(closeOf(to));
      for (LedgerLine line : row.getLedger()) {
        boolean ofTheSource =
            line.getInput() != null
                && row.getInputs().stream()
                    .filter(input -> input.getName().equals(line.getInput()))
                    .anyMatch(input -> input.getEntities().stream().anyMatch(fed::contains));
        if (recovering && ofTheSource) {
          assertThat(line.getCause())
              .as("at %s: %s", row.getIngestTime(), line.getText())
              .isIn(LedgerCause.LATE_DATA, LedgerCause.DATA);
        }
      }
    }
  }

  @Test
  void aSilentFeedIsNoCollapseAndARealOneTurnsRedWhileAnotherFeedIsSilent() throws Exception {
    assertThat(bandAfterThirtyDaysWithoutUse("product")).isEqualTo(HealthBand.HEALTHY);
    assertThat(bandAfterThirtyDaysWithoutUse("desk")).isEqualTo(HealthBand.AT_RISK);
  }

  @Test
  void whatIsBeyondWhatIsMadeUpForIsNotTakenForAbsenceEither() throws Exception {
    try (TestingAccounts accounts = TestingAccounts.fresh()) {
      Instant used = START.plus(Duration.ofDays(42));
      accounts.complete("product", used, used.minusMillis(1));
      accounts.useDailyUntil(used);
      Instant back = used.plus(Duration.ofDays(18));
      for (Instant hour = used; hour.isBefore(back); hour = hour.plusSeconds(3600)) {
        accounts.closeHour(hour);
      }
      for (int hoursAgo : List.of(71, 47, 23, 0)) {
        Instant use = back.minus(Duration.ofHours(hoursAgo)).minusSeconds(600);
        accounts.feed(Canonical.usage(use, back.plusSeconds(1), 1));
      }
      accounts.complete("product", back.plusSeconds(3600), closeOf(back));
      accounts.rows();
      accounts.closeHour(back);
      assertThat(accounts.finalRows())
          .singleElement()
          .satisfies(
              row ->
                  assertThat(row.getGates())
                      .noneMatch(gate -> gate.getGate().contains("activity")));
    }
  }

  private static HealthBand bandAfterThirtyDaysWithoutUse(String silent) throws Exception {
    try (TestingAccounts accounts = TestingAccounts.fresh()) {
      Instant used = START.plus(Duration.ofDays(42));
      for (String source : SOURCES) {
        accounts.complete(source, used, used.minusMillis(1));
      }
      accounts.useDailyUntil(used);
      AccountScore last = null;
      for (int hour = 0; hour < 30 * 24; hour++) {
        Instant begin = used.plus(Duration.ofHours(hour));
        for (String source : SOURCES) {
          if (!source.equals(silent)) {
            accounts.complete(source, begin.plusSeconds(3600), closeOf(begin));
          }
        }
        accounts.closeHour(begin);
        for (AccountScore row : accounts.rows()) {
          last = row;
        }
      }
      return last.getBand();
    }
  }

  /** The rows of a life, one source of which is silent for a time and then delivers. */
  private static List<AccountScore> run(
      List<AccountEvent> life, String held, Instant from, Instant to, Instant restoreAt)
      throws Exception {
    Map<Instant, List<AccountEvent>> byHour = new TreeMap<>();
    for (AccountEvent event : life) {
      boolean isHeld =
          event.source().equals(held) && !event.time().isBefore(from) && event.time().isBefore(to);
      AccountEvent learned = isHeld ? event.learnedAt(to) : event;
      byHour.computeIfAbsent(hour(learned.learned()), hour -> new ArrayList<>()).add(learned);
    }
    List<AccountScore> rows = new ArrayList<>();
    TestingAccounts accounts = TestingAccounts.fresh();
    try {
      for (Instant hour = START;
          hour.isBefore(START.plus(Duration.ofDays(DAYS)));
          hour = hour.plusSeconds(3600)) {
        for (AccountRecord record : AccountEvent.records(byHour.getOrDefault(hour, List.of()))) {
          accounts.feed(record);
        }
        for (String source : SOURCES) {
          boolean silent = source.equals(held) && !hour.isBefore(from) && hour.isBefore(to);
          if (!silent) {
            accounts.complete(source, hour.plusSeconds(3600), closeOf(hour));
          }
        }
        accounts.closeHour(hour);
        rows.addAll(accounts.rows());
        if (hour.equals(restoreAt)) {
          OperatorSubtaskState state = accounts.snapshot();
          accounts.close();
          accounts = TestingAccounts.restored(state);
        }
      }
    } finally {
      accounts.close();
    }
    return rows;
  }

  private static List<AccountScore> finals(List<AccountScore> rows) {
    return rows.stream().filter(AccountScore::getFinal$).toList();
  }

  private static TreeMap<Instant, String> byClose(List<AccountScore> rows) {
    TreeMap<Instant, String> byClose = new TreeMap<>();
    for (AccountScore row : rows) {
      Long score = row.getScoreMicros();
      HealthBand band = row.getBand();
      // A row is written when the score in whole points changes.
      byClose.put(
          row.getIngestTime(), (score == null ? null : (score + 500_000) / 1_000_000) + " " + band);
    }
    return byClose;
  }

  private static Instant hour(Instant time) {
    return Instant.ofEpochMilli(
        Math.floorDiv(time.toEpochMilli(), IngestHours.MILLIS_AN_HOUR)
            * IngestHours.MILLIS_AN_HOUR);
  }

  private static Instant closeOf(Instant time) {
    return Instant.ofEpochMilli(IngestHours.closeOf(time.toEpochMilli()));
  }
}
