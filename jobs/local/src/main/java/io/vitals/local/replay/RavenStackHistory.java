package io.vitals.local.replay;

import io.vitals.local.history.Cut;
import io.vitals.local.history.Feed;
import io.vitals.local.history.Heartbeats;
import io.vitals.local.history.History;
import io.vitals.local.history.HistoryEntry;
import io.vitals.local.history.SettledTicks;
import io.vitals.local.history.SourceRecord;
import io.vitals.schemas.IdentityMapping;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * The RavenStack data set as the history of changes it tells of, as known on a day: every change
 * before 00:00 UTC of the day after, nothing later. At one instant, identity comes first, then
 * accounts, subscriptions, tickets, outcomes, usage, each in the order of its file.
 *
 * <p>The keys of every account in {@code accounts} and {@code subscriptions}, and of every
 * subscription, are mapped the day before the first date; a row that names another account is for
 * intake to reject. Each file is a source that says at the end of each hour that the hour is
 * complete; {@code accounts} says so for the identity map as well. A source that is cut says and
 * sends nothing until it delivers.
 *
 * @param history what to load
 * @param rows what became of each file's rows, in the order of sending
 * @param asOf the day it ends with
 */
public record RavenStackHistory(History history, List<RowCounts> rows, LocalDate asOf) {
  private static final String TENANT = "ravenstack:";
  private static final Duration HOUR = Duration.ofHours(1);

  /** Copies the counts. */
  public RavenStackHistory {
    rows = List.copyOf(rows);
  }

  /**
   * Reads the five files of a folder.
   *
   * @param asOf the last day to be known; null for the last date the files name
   * @param cut what is held back; null: nothing
   * @throws IllegalArgumentException if a file or column is missing, nothing happened by that day,
   *     or there is nothing to cut
   */
  public static RavenStackHistory read(Path folder, LocalDate asOf, Cut cut) {
    ParsedFile accounts = ParsedFile.read(folder, new AccountRows());
    ParsedFile subscriptions = ParsedFile.read(folder, new SubscriptionRows());
    List<ParsedFile> files =
        List.of(
            accounts,
            subscriptions,
            ParsedFile.read(folder, new TicketRows()),
            ParsedFile.read(folder, new OutcomeRows()),
            ParsedFile.read(folder, new UsageRows()));
    LongStream.Builder times = LongStream.builder();
    files.forEach(file -> file.times().forEach(times::add));
    var range = times.build().summaryStatistics();
    if (range.getCount() == 0) {
      throw new IllegalArgumentException("no row that can be read in the files of " + folder);
    }
    LocalDate first = dayOf(range.getMin());
    LocalDate last = asOf == null ? dayOf(range.getMax()) : asOf;
    if (last.isBefore(first)) {
      throw new IllegalArgumentException("nothing is known by " + last + ": it begins on " + first);
    }
    Instant start = CsvRow.startOf(first.minusDays(1));
    Instant end = CsvRow.startOf(last.plusDays(1));
    if (cut != null) {
      check(cut, end);
    }
    List<SourceRecord> records =
        new ArrayList<>(identities(accounts, subscriptions, start.toEpochMilli()));
    for (ParsedFile file : files) {
      records.addAll(file.before(CsvRow.startOf(first).toEpochMilli(), end.toEpochMilli(), cut));
    }
    records.sort(Comparator.comparingLong(SourceRecord::ingestTime));
    List<RowCounts> counts =
        files.stream().map(file -> file.counts(end.toEpochMilli(), cut)).toList();
    Iterator<HistoryEntry> beating =
        new Heartbeats(
            records.iterator(), feeds(), HOUR, Duration.ZERO, CsvRow.startOf(first), end);
    Iterator<HistoryEntry> speaking = cut == null ? beating : new Spoken(beating, cut);
    return new RavenStackHistory(
        new History(start, end, new SettledTicks(speaking, start, end)), counts, last);
  }

  private static void check(Cut cut, Instant end) {
    List<String> sources = feeds().stream().map(Feed::source).distinct().toList();
    if (!sources.contains(cut.source())) {
      throw new IllegalArgumentException(
          "no source " + cut.source() + " to cut: " + String.join(", ", sources));
    }
    if (!cut.from().isBefore(end)) {
      throw new IllegalArgumentException(
          "the cut begins on " + day(cut.from()) + ", after the last day that is replayed");
    }
    cut.to()
        .filter(to -> !to.isAfter(cut.from()))
        .ifPresent(
            to -> {
              throw new IllegalArgumentException(
                  "the cut ends on " + day(to) + ", not after it begins on " + day(cut.from()));
            });
  }

  private static LocalDate day(Instant time) {
    return dayOf(time.toEpochMilli());
  }

  private static List<Feed> feeds() {
    return List.of(
        new Feed(AccountRows.SOURCE, Topic.IDENTITY_MAP),
        new Feed(AccountRows.SOURCE, Topic.SOURCE_CRM),
        new Feed(SubscriptionRows.SOURCE, Topic.SOURCE_CRM),
        new Feed(TicketRows.SOURCE, Topic.SOURCE_TICKETS),
        new Feed(OutcomeRows.SOURCE, Topic.SOURCE_CRM),
        new Feed(UsageRows.SOURCE, Topic.SOURCE_TELEMETRY));
  }

  private static List<SourceRecord> identities(
      ParsedFile accounts, ParsedFile subscriptions, long time) {
    Map<String, String> accountsByKey = new LinkedHashMap<>();
    accounts.mapKeys("account_id", "account_id", accountsByKey);
    subscriptions.mapKeys("account_id", "account_id", accountsByKey);
    subscriptions.mapKeys("subscription_id", "account_id", accountsByKey);
    RecordWriter<IdentityMapping> writer = RecordWriter.of(IdentityMapping.class);
    List<SourceRecord> records = new ArrayList<>();
    accountsByKey.forEach(
        (key, account) -> {
          IdentityMapping mapping =
              IdentityMapping.newBuilder()
                  .setAccountKey(key)
                  .setAccountId(TENANT + account)
                  .build();
          records.add(
              new SourceRecord(
                  Topic.IDENTITY_MAP, key, AccountRows.SOURCE, time, writer.write(mapping)));
        });
    return records;
  }

  private static LocalDate dayOf(long epochMillis) {
    return Instant.ofEpochMilli(epochMillis).atZone(ZoneOffset.UTC).toLocalDate();
  }
}
