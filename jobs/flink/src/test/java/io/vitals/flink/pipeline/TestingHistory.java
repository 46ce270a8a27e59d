package io.vitals.flink.pipeline;

import io.vitals.schemas.Operation;
import io.vitals.schemas.SubscriptionChange;
import io.vitals.schemas.TelemetryEvent;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * A few days of a few accounts, from a seed, with all that goes wrong in life: late, repeated,
 * reordered, unknown and broken records. Times are even milliseconds, so that an odd one is free.
 */
final class TestingHistory {
  static final Instant BEGIN = Instant.parse("2026-03-02T00:00:00Z");
  static final int ACCOUNTS = 40;
  static final int HOURS = 96;

  private static final Duration HOUR = Duration.ofHours(1);
  private static final int UNMAPPED = 3;
  private static final int MAPPED_LATER = 2;

  private final Random random;
  private final List<List<SourceEntry>> hours = new ArrayList<>();
  private final RecordWriter<TelemetryEvent> telemetry = RecordWriter.of(TelemetryEvent.class);
  private final RecordWriter<SubscriptionChange> subscriptions =
      RecordWriter.of(SubscriptionChange.class);
  private int events;

  private TestingHistory(long seed) {
    random = new Random(seed);
    for (int hour = 0; hour < HOURS; hour++) {
      hours.add(new ArrayList<>());
    }
  }

  static TestingHistory of(long seed) {
    TestingHistory history = new TestingHistory(seed);
    for (int account = 0; account < ACCOUNTS; account++) {
      history.map(account);
      if (account % 10 != 9) {
        history.addAll(AccountLives.crmRows(account, history.random));
      }
      history.addSubscriptions(account);
      history.addAll(AccountLives.ticketRows(account, history.random));
      history.addUsage(account);
    }
    history.addBroken();
    history.hours.forEach(hour -> hour.sort(Comparator.comparingLong(SourceEntry::time)));
    return history;
  }

  /** What arrives within an hour, in the order of its times. */
  List<SourceEntry> hour(int hour) {
    return hours.get(hour);
  }

  /** The start of an hour. */
  static Instant start(int hour) {
    return BEGIN.plus(HOUR.multipliedBy(hour));
  }

  /** The last millisecond of an hour. */
  static Instant close(int hour) {
    return start(hour + 1).minusMillis(1);
  }

  /** Source records in all, without mappings. */
  long sourceRecords() {
    return hours.stream()
        .flatMap(List::stream)
        .filter(entry -> entry.topic() != Topic.IDENTITY_MAP)
        .count();
  }

  /** One more record, for a test that needs a certain one: an event of the first account. */
  SourceEntry event(String id, Instant eventTime, Instant time) {
    return SourceEntry.of(
        Topic.SOURCE_TELEMETRY,
        key(0),
        time.toEpochMilli(),
        telemetry.write(event(0, id, key(0), eventTime).build()));
  }

  static String key(int account) {
    return "K-%03d".formatted(account);
  }

  static String subscription(int account) {
    return "S-%03d".formatted(account);
  }

  private void map(int account) {
    if (account < UNMAPPED) {
      // The first accounts are known by their subscription as well.
      add(TestingSource.mapping(subscription(account), accountId(account), BEGIN));
    }
    if (account >= ACCOUNTS - MAPPED_LATER) {
      add(TestingSource.mapping(key(account), accountId(account), start(20)));
    } else if (account < ACCOUNTS - MAPPED_LATER - UNMAPPED) {
      add(TestingSource.mapping(key(account), accountId(account), BEGIN));
    }
  }

  private static String accountId(int account) {
    return "t:acct-%03d".formatted(account);
  }

  /** An account mapped later sends its first records less than the grace before that. */
  private static Instant firstSign(int account) {
    return account >= ACCOUNTS - MAPPED_LATER ? start(19).plusSeconds(1200) : BEGIN.plusSeconds(2);
  }

  private void addUsage(int account) {
    double perHour = 1 + 11.0 * account / ACCOUNTS;
    boolean unmapped =
        account >= ACCOUNTS - MAPPED_LATER - UNMAPPED && account < ACCOUNTS - MAPPED_LATER;
    for (int hour = 0; hour < HOURS; hour++) {
      double expected = unmapped ? 0.1 : account % 7 == 6 && hour > 40 ? perHour / 8 : perHour;
      int count = (int) Math.round(expected * 2 * random.nextDouble());
      for (int i = 0; i < count; i++) {
        Instant time = within(hour);
        if (!time.isBefore(firstSign(account))) {
          addEvent(account, hour, time);
        }
      }
    }
  }

  private void addEvent(int account, int hour, Instant time) {
    int kind = random.nextInt(1000);
    Duration behind = Duration.ofSeconds(random.nextInt(120));
    if (kind < 40) {
      behind = Duration.ofMinutes(random.nextInt(3 * 24 * 60));
    } else if (kind < 43) {
      behind = Duration.ofHours(73 + random.nextInt(200));
    } else if (kind < 50) {
      behind = Duration.ofSeconds(-random.nextInt(500));
    }
    String accountKey = account < UNMAPPED && kind % 2 == 0 ? subscription(account) : key(account);
    byte[] value =
        telemetry.write(event(account, "e" + events++, accountKey, time.minus(behind)).build());
    SourceEntry entry =
        SourceEntry.of(Topic.SOURCE_TELEMETRY, key(account), time.toEpochMilli(), value);
    add(entry);
    if (random.nextInt(50) == 0) {
      int again = Math.min(hour + random.nextInt(7), HOURS - 1);
      Instant repeated = within(again);
      if (repeated.isAfter(time)) {
        add(entry.at(repeated.toEpochMilli()));
      }
    }
  }

  private TelemetryEvent.Builder event(
      int account, String id, String accountKey, Instant eventTime) {
    return TelemetryEvent.newBuilder()
        .setSource(TestingSource.TELEMETRY)
        .setEventId(id)
        .setAccountKey(accountKey)
        .setUserId("user-" + random.nextInt(3 + account))
        .setEventTime(eventTime)
        .setEventName("used")
        .setFeature("feature-" + random.nextInt(12))
        .setQuantity(1 + random.nextInt(3))
        .setErrorCount(random.nextInt(20) == 0 ? 1 : 0)
        .setSubscriptionId(random.nextBoolean() ? subscription(account) : null);
  }

  private void addSubscriptions(int account) {
    LocalDate first = BEGIN.atZone(ZoneOffset.UTC).toLocalDate();
    LocalDate start = account % 11 == 10 ? first.plusDays(2) : first.minusDays(200 + account);
    SubscriptionChange row =
        SubscriptionChange.newBuilder()
            .setSource(TestingSource.CRM)
            .setSubscriptionId(subscription(account))
            .setSourceVersion(1)
            .setOp(Operation.CREATE)
            .setAccountKey(key(account))
            .setEventTime(firstSign(account))
            .setSeats(5 + account)
            .setArrMinor(1_000_000L + 10_000L * account)
            .setCurrency("USD")
            .setStartDate(start)
            .setRenewalDate(first.plusDays(30 + account))
            .build();
    byte[] created = subscriptions.write(row);
    SourceEntry entry =
        SourceEntry.of(Topic.SOURCE_CRM, key(account), firstSign(account).toEpochMilli(), created);
    add(entry);
    add(entry.at(within(30).toEpochMilli()));
    if (account % 5 == 2) {
      row.setSourceVersion(2);
      row.setOp(Operation.UPDATE);
      row.setEndDate(first.plusDays(1 + account % 4));
      Instant time = within(22);
      row.setEventTime(time);
      add(
          SourceEntry.of(
              Topic.SOURCE_CRM, key(account), time.toEpochMilli(), subscriptions.write(row)));
    }
  }

  private void addBroken() {
    for (int i = 0; i < 30; i++) {
      byte[] value = ("broken " + i).getBytes(StandardCharsets.UTF_8);
      Topic topic =
          List.of(Topic.SOURCE_TELEMETRY, Topic.SOURCE_TICKETS, Topic.SOURCE_CRM).get(i % 3);
      add(SourceEntry.of(topic, key(i), within(random.nextInt(HOURS)).toEpochMilli(), value));
    }
  }

  private Instant within(int hour) {
    long millis = 2 + 2L * random.nextInt((int) HOUR.toMillis() / 2 - 4);
    return start(hour).plusMillis(millis);
  }

  private void addAll(List<SourceEntry> entries) {
    entries.forEach(this::add);
  }

  private void add(SourceEntry entry) {
    long hour = (entry.time() - BEGIN.toEpochMilli()) / HOUR.toMillis();
    hours.get((int) hour).add(entry);
  }
}
