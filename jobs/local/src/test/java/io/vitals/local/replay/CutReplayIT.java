package io.vitals.local.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.local.history.Cut;
import io.vitals.local.replay.RavenStackReplayIT.TestingScreen;
import io.vitals.local.stack.LocalStack;
import io.vitals.local.stack.PunctuatedTopicReader;
import io.vitals.local.stack.WorkingDirectory;
import io.vitals.schemas.AccountHealth;
import io.vitals.schemas.AccountScore;
import io.vitals.schemas.FreshnessStatus;
import io.vitals.schemas.HealthBand;
import io.vitals.schemas.HealthStatus;
import io.vitals.schemas.LedgerCause;
import io.vitals.schemas.LedgerLine;
import io.vitals.schemas.SourceFreshness;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The real data set with one source held back for two days, through the whole stack: nothing gets
 * greener while it is held, and all is as if nothing had been held back once it has delivered.
 */
@EnabledIfEnvironmentVariable(
    named = "VITALS_DATA",
    matches = ".+",
    disabledReason = "needs the public data set; the build's own script insists on it")
class CutReplayIT {
  private static final LocalDate AS_OF = LocalDate.of(2023, 8, 20);
  private static final Instant FROM = Instant.parse("2023-08-10T00:00:00Z");
  private static final Instant TO = Instant.parse("2023-08-12T00:00:00Z");
  private static final Instant END = Instant.parse("2023-08-21T00:00:00Z");

  private static Replayed uncut;

  /** What the jobs wrote. */
  private record Replayed(
      List<AccountScore> scores, List<AccountHealth> health, List<SourceFreshness> sources) {}

  @BeforeAll
  static void replayWithoutACut() throws Exception {
    uncut = replay(null);
    assertThat(uncut.health()).noneMatch(row -> row.getStatus() == HealthStatus.HELD);
  }

  @ParameterizedTest
  @CsvSource({
    "accounts, false",
    "subscriptions, true",
    "support_tickets, true",
    "feature_usage, true",
    "churn_events, false"
  })
  void nothingGetsGreenerWhileHeldAndAllIsAsItWasAfterwards(String source, boolean holds)
      throws Exception {
    Replayed cut = replay(new Cut(source, FROM, Optional.of(TO)));

    theSourceIsFoundSilentAndRecovers(source, cut);
    assertThat(
            cut.health().stream()
                .map(AccountHealth::getHeldReason)
                .anyMatch(reason -> reason != null && reason.startsWith("held: ")))
        .isEqualTo(holds);
    nothingIsBetterThanAtTheCut(cut);
    fromTheFirstCloseOnAllIsAsWithoutACut(cut);
    theLedgerAddsUp(cut);
  }

  private static void theSourceIsFoundSilentAndRecovers(String source, Replayed cut) {
    List<SourceFreshness> changes =
        cut.sources().stream()
            .filter(row -> row.getSource().equals(source) && row.getTransition())
            .filter(row -> row.getIngestTime().isAfter(FROM))
            .toList();
    Instant found =
        changes.stream()
            .filter(row -> row.getStatus() == FreshnessStatus.SILENT)
            .findFirst()
            .orElseThrow()
            .getIngestTime();
    assertThat(found).isBetween(FROM, FROM.plus(Duration.ofHours(2)));
    SourceFreshness last = changes.get(changes.size() - 1);
    assertThat(last.getStatus()).isEqualTo(FreshnessStatus.FRESH);
    assertThat(last.getIngestTime()).isBetween(TO, TO.plus(Duration.ofHours(2)));
  }

  private static void nothingIsBetterThanAtTheCut(Replayed cut) {
    Map<String, AccountHealth> atTheCut = new HashMap<>();
    for (AccountHealth row : cut.health()) {
      if (row.getIngestTime().isBefore(FROM)) {
        atTheCut.put(row.getAccountId(), row);
      } else if (row.getStatus() == HealthStatus.HELD) {
        AccountHealth then = atTheCut.get(row.getAccountId());
        if (then == null || then.getScoreMicros() == null) {
          continue;
        }
        assertThat(row.getScoreMicros())
            .as("%s at %s", row.getAccountId(), row.getIngestTime())
            .isLessThanOrEqualTo(then.getScoreMicros());
        assertThat(row.getBand().compareTo(then.getBand()))
            .as("%s at %s: %s", row.getAccountId(), row.getIngestTime(), row.getBand())
            .isNotNegative();
      }
    }
  }

  private static void fromTheFirstCloseOnAllIsAsWithoutACut(Replayed cut) {
    Map<String, NavigableMap<Instant, String>> expected = byClose(uncut.scores());
    Map<String, NavigableMap<Instant, String>> actual = byClose(cut.scores());
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    for (Instant close = TO.plus(Duration.ofHours(1)).minusMillis(1);
        close.isBefore(END);
        close = close.plus(Duration.ofHours(1))) {
      for (String account : expected.keySet()) {
        Map.Entry<Instant, String> then = expected.get(account).floorEntry(close);
        Map.Entry<Instant, String> now = actual.get(account).floorEntry(close);
        assertThat(now == null ? null : now.getValue())
            .as("%s at %s", account, close)
            .isEqualTo(then == null ? null : then.getValue());
      }
    }
  }

  private static void theLedgerAddsUp(Replayed cut) {
    for (AccountScore row : cut.scores()) {
      if (row.getScoreMicros() != null && row.getPreviousScoreMicros() != null) {
        assertThat(row.getLedger().stream().mapToLong(LedgerLine::getDeltaMicros).sum())
            .isEqualTo(row.getScoreMicros() - row.getPreviousScoreMicros());
      }
    }
    assertThat(
            cut.health().stream()
                .flatMap(row -> row.getLedger().stream())
                .filter(line -> line.getCause() == LedgerCause.HELD))
        .allSatisfy(line -> assertThat(line.getText()).containsAnyOf("held: ", "data recovered"));
  }

  /** Rounded score and band of each account at each close of an hour. */
  private static Map<String, NavigableMap<Instant, String>> byClose(List<AccountScore> rows) {
    Map<String, NavigableMap<Instant, String>> byClose = new TreeMap<>();
    for (AccountScore row : rows) {
      if (row.getFinal$()) {
        Long score = row.getScoreMicros();
        HealthBand band = row.getBand();
        byClose
            .computeIfAbsent(row.getAccountId(), account -> new TreeMap<>())
            .put(
                row.getIngestTime(),
                (score == null ? null : (score + 500_000) / 1_000_000) + " " + band);
      }
    }
    return byClose;
  }

  private static Replayed replay(Cut cut) throws Exception {
    Path folder = Path.of(System.getenv("VITALS_DATA"), "ravenstack");
    RavenStackHistory history = RavenStackHistory.read(folder, AS_OF, cut);
    Replayed replayed = new Replayed(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    RecordReader<AccountScore> scores = RecordReader.of(AccountScore.class);
    RecordReader<AccountHealth> health = RecordReader.of(AccountHealth.class);
    RecordReader<SourceFreshness> sources = RecordReader.of(SourceFreshness.class);
    try (WorkingDirectory directory = WorkingDirectory.create();
        LocalStack stack = LocalStack.start(RavenStackReplay.options(directory.path()))) {
      RavenStackReplay.load(history, stack, new TestingScreen());
      List<PunctuatedTopicReader> readers =
          List.of(
              new PunctuatedTopicReader(
                  stack.bootstrapServers(),
                  Topic.ACCOUNT_SCORE,
                  row -> replayed.scores().add(scores.read(row.value()))),
              new PunctuatedTopicReader(
                  stack.bootstrapServers(),
                  Topic.ACCOUNT_HEALTH,
                  row -> replayed.health().add(health.read(row.value()))),
              new PunctuatedTopicReader(
                  stack.bootstrapServers(),
                  Topic.SOURCE_FRESHNESS,
                  row -> replayed.sources().add(sources.read(row.value()))));
      for (PunctuatedTopicReader reader : readers) {
        while (!reader.hasReached(history.history().end().minusMillis(1))) {
          stack.checkAlive();
          reader.poll(Duration.ofMillis(100));
        }
        reader.close();
      }
    }
    return replayed;
  }
}
