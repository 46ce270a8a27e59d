package io.vitals.local.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.vitals.schemas.topics.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HistoryTest {
  private static final Instant MIDNIGHT = Instant.parse("2024-05-06T00:00:00Z");
  private static final Instant HALF_PAST_TWO = Instant.parse("2024-05-06T02:30:00Z");
  private static final List<Feed> FEEDS =
      List.of(new Feed("crm", Topic.SOURCE_CRM), new Feed("crm", Topic.IDENTITY_MAP));

  @Test
  void ticksCloseEachHourAndTheEndAfterTheirEntries() {
    List<HistoryEntry> entries =
        all(
            new SettledTicks(
                List.of(record("00:59:59.999"), record("01:00:00"), record("02:29:59.999"))
                    .iterator(),
                MIDNIGHT,
                HALF_PAST_TWO));

    assertThat(entries)
        .extracting(HistoryTest::text)
        .containsExactly(
            "record 00:59:59.999Z",
            "tick 00:59:59.999Z",
            "record 01:00:00Z",
            "tick 01:59:59.999Z",
            "record 02:29:59.999Z",
            "tick 02:29:59.999Z");
  }

  @Test
  void ticksDoNotRepeatWhenTheEndIsAFullHour() {
    assertThat(all(new SettledTicks(List.<HistoryEntry>of().iterator(), MIDNIGHT, at("02:00:00"))))
        .extracting(HistoryTest::text)
        .containsExactly("tick 00:59:59.999Z", "tick 01:59:59.999Z");
  }

  @Test
  void ticksRefuseAnEntryAfterTheEnd() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                new SettledTicks(List.of(record("02:30:00")).iterator(), MIDNIGHT, HALF_PAST_TWO));
  }

  @Test
  void heartbeatsFollowTheDataTheyCover() {
    List<HistoryEntry> entries =
        all(
            new Heartbeats(
                List.of(record("00:04:59.999"), record("01:05:00")).iterator(),
                FEEDS,
                Duration.ofHours(1),
                Duration.ofMinutes(5),
                MIDNIGHT,
                HALF_PAST_TWO));

    assertThat(entries)
        .extracting(HistoryTest::text)
        .containsExactly(
            "record 00:04:59.999Z",
            "beat SOURCE_CRM 00:04:59.999Z through 00:00:00Z",
            "beat IDENTITY_MAP 00:04:59.999Z through 00:00:00Z",
            "beat SOURCE_CRM 01:04:59.999Z through 01:00:00Z",
            "beat IDENTITY_MAP 01:04:59.999Z through 01:00:00Z",
            "record 01:05:00Z",
            "beat SOURCE_CRM 02:04:59.999Z through 02:00:00Z",
            "beat IDENTITY_MAP 02:04:59.999Z through 02:00:00Z");
  }

  @Test
  void heartbeatsWithoutSettlingStandAtThePeriodsEnd() {
    assertThat(
            all(
                new Heartbeats(
                    List.<HistoryEntry>of().iterator(),
                    FEEDS.subList(0, 1),
                    Duration.ofHours(1),
                    Duration.ZERO,
                    MIDNIGHT,
                    at("02:00:00"))))
        .extracting(HistoryTest::text)
        .containsExactly(
            "beat SOURCE_CRM 00:59:59.999Z through 01:00:00Z",
            "beat SOURCE_CRM 01:59:59.999Z through 02:00:00Z");
  }

  @Test
  void loadTellsItsProgressAndItsEnd() {
    List<LoadProgress> told = new ArrayList<>();
    AtomicLong nanos = new AtomicLong();
    HistoryLoader loader =
        new HistoryLoader(
            new HistoryWriter(new RecordingSink()),
            () -> nanos.getAndAdd(300_000_000),
            () -> false,
            told::add);

    LoadProgress end = loader.load(twoHours());

    assertThat(end.finished()).isTrue();
    assertThat(end.records()).isEqualTo(2);
    assertThat(end.reached()).isEqualTo(at("01:59:59.999"));
    assertThat(told).hasSizeGreaterThan(1).endsWith(end);
    assertThat(told.get(0).finished()).isFalse();
    assertThat(told.get(0).remaining())
        .map(left -> left.compareTo(Duration.ZERO) > 0)
        .contains(true);
  }

  @Test
  void stoppedLoadSettlesWhatItSent() {
    RecordingSink sink = new RecordingSink();
    HistoryLoader loader =
        new HistoryLoader(
            new HistoryWriter(sink), () -> 0L, () -> sink.sent().size() >= 1, progress -> {});

    LoadProgress end = loader.load(twoHours());

    assertThat(end.finished()).isFalse();
    assertThat(sink.sent()).hasSize(1);
    assertThat(sink.flushes()).isEqualTo(1);
  }

  @Test
  void bundledSourcesAreValid() {
    assertThat(SourceDeclarations.bundled("demo"))
        .extracting(source -> source.id() + " " + source.expectedCadence())
        .containsExactly("telemetry PT15M", "tickets PT15M", "crm PT15M");
    assertThat(SourceDeclarations.bundled("ravenstack"))
        .extracting(source -> source.id() + " " + source.expectedCadence())
        .containsExactly(
            "accounts PT1H",
            "subscriptions PT1H",
            "feature_usage PT1H",
            "support_tickets PT1H",
            "churn_events PT1H");
  }

  private static History twoHours() {
    Instant end = at("02:00:00");
    Iterator<HistoryEntry> records =
        List.<HistoryEntry>of(record("00:10:00"), record("01:10:00")).iterator();
    Iterator<HistoryEntry> beating =
        new Heartbeats(records, FEEDS, Duration.ofMinutes(15), Duration.ZERO, MIDNIGHT, end);
    return new History(MIDNIGHT, end, new SettledTicks(beating, MIDNIGHT, end));
  }

  private static Instant at(String time) {
    return Instant.parse("2024-05-06T" + time + "Z");
  }

  private static SourceRecord record(String time) {
    return new SourceRecord(
        Topic.SOURCE_CRM, "acc", "crm", at(time).toEpochMilli(), new byte[] {0});
  }

  private static <T> List<T> all(Iterator<T> entries) {
    List<T> list = new ArrayList<>();
    entries.forEachRemaining(list::add);
    return list;
  }

  private static String text(HistoryEntry entry) {
    String time = time(entry.ingestTime());
    if (entry instanceof SourceHeartbeat beat) {
      return "beat " + beat.topic() + " " + time + " through " + time(beat.completeThrough());
    }
    return (entry instanceof SettledTick ? "tick " : "record ") + time;
  }

  private static String time(long epochMillis) {
    return Instant.ofEpochMilli(epochMillis).toString().substring("2024-05-06T".length());
  }
}
