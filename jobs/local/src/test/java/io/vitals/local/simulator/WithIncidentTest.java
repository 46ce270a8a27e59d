package io.vitals.local.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.local.history.HistoryEntry;
import io.vitals.local.history.SourceHeartbeat;
import io.vitals.local.history.SourceRecord;
import io.vitals.schemas.AccountChange;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WithIncidentTest {
  private static final Instant END = Instant.parse("2026-03-02T12:00:00Z");
  private static final Instant FROM = END.plus(Duration.ofHours(1));
  private static final Instant TO = END.plus(Duration.ofHours(3));

  @ParameterizedTest
  @EnumSource(
      value = Incident.Kind.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"USAGE_COLLAPSE", "TICKET_SURGE"})
  void timeNeverFallsAndNothingIsLost(Incident.Kind kind) {
    List<HistoryEntry> usual = life(null);
    List<HistoryEntry> entries = life(kind);

    long last = Long.MIN_VALUE;
    for (HistoryEntry entry : entries) {
      assertThat(entry.ingestTime()).isGreaterThanOrEqualTo(last);
      last = entry.ingestTime();
    }
    if (kind != Incident.Kind.COMPLETENESS_DROP && kind != Incident.Kind.CRM_BACKFILL) {
      assertThat(records(entries)).hasSameSizeAs(records(usual));
    }
    assertThat(others(entries, kind.source())).isEqualTo(others(usual, kind.source()));
  }

  @Test
  void aSilentSourceSaysNothing() {
    assertThat(during(life(Incident.Kind.CRM_SILENT)))
        .noneMatch(entry -> isOf(entry, SimulatedCompany.CRM));
  }

  @Test
  void whatIsStuckBeatsAndStands() {
    List<HistoryEntry> during = during(life(Incident.Kind.TELEMETRY_STUCK));
    assertThat(during)
        .noneMatch(e -> e instanceof SourceRecord && isOf(e, SimulatedCompany.TELEMETRY));
    assertThat(during.stream().filter(e -> isOf(e, SimulatedCompany.TELEMETRY)))
        .hasSizeGreaterThan(100)
        .extracting(e -> ((SourceHeartbeat) e).completeThrough())
        .containsOnly(((SourceHeartbeat) firstBeatBefore()).completeThrough());
  }

  private HistoryEntry firstBeatBefore() {
    HistoryEntry last = null;
    for (HistoryEntry entry : life(null)) {
      if (entry.ingestTime() < FROM.toEpochMilli()
          && entry instanceof SourceHeartbeat
          && isOf(entry, SimulatedCompany.TELEMETRY)) {
        last = entry;
      }
    }
    return last;
  }

  @Test
  void onePartitionHearsNothing() {
    assertThat(during(life(Incident.Kind.TICKETS_PARTIAL)))
        .filteredOn(entry -> isOf(entry, SimulatedCompany.TICKETS))
        .allSatisfy(
            entry -> {
              if (entry instanceof SourceHeartbeat beat) {
                assertThat(beat.silentPartition()).isZero();
              } else if (entry instanceof SourceRecord row) {
                assertThat(row.topic().partitionOf(row.key())).isNotZero();
              }
            });
  }

  @Test
  void aBackfillSendsOldRowsOnly() {
    RecordReader<AccountChange> reader = RecordReader.of(AccountChange.class);
    assertThat(during(life(Incident.Kind.CRM_BACKFILL)))
        .filteredOn(e -> e instanceof SourceRecord row && CrmRows.isAccount(row))
        .isNotEmpty()
        .allSatisfy(
            e ->
                assertThat(reader.read(((SourceRecord) e).value()).getEventTime())
                    .isBefore(END.minus(Duration.ofDays(1))));
  }

  @Test
  void aFifthOfTheAccountsLosesFieldsAndGetsThemBack() {
    RecordReader<AccountChange> reader = RecordReader.of(AccountChange.class);
    Map<String, AccountChange> latest = new HashMap<>();
    Map<String, AccountChange> atTheEnd = new HashMap<>();
    for (HistoryEntry entry : life(Incident.Kind.COMPLETENESS_DROP)) {
      if (entry instanceof SourceRecord row && CrmRows.isAccount(row)) {
        AccountChange change = reader.read(row.value());
        AccountChange before = atTheEnd.put(row.key(), change);
        if (before != null) {
          assertThat(change.getSourceVersion()).isGreaterThan(before.getSourceVersion());
        }
        if (row.ingestTime() < TO.toEpochMilli()) {
          latest.put(row.key(), change);
        }
      }
    }
    long blank = latest.values().stream().filter(row -> row.getOwnerId() == null).count();
    assertThat(blank).isPositive();
    assertThat(atTheEnd.values().stream().filter(row -> row.getOwnerId() == null).count())
        .isLessThan(blank);
  }

  private List<HistoryEntry> life(Incident.Kind kind) {
    SimulatedCompany company = new SimulatedCompany(SimulationPlan.of(7, 40, 20, END));
    CrmRows rows = new CrmRows();
    Iterator<HistoryEntry> history = rows.passing(company.history().entries());
    while (history.hasNext()) {
      history.next();
    }
    Iterator<HistoryEntry> life = company.life();
    if (kind != null) {
      life = new WithIncident(life, new Incident(kind, "", FROM, TO), rows);
    }
    List<HistoryEntry> entries = new ArrayList<>();
    while (entries.isEmpty()
        || entries.get(entries.size() - 1).ingestTime() < TO.plusSeconds(3600).toEpochMilli()) {
      entries.add(life.next());
    }
    return entries;
  }

  private static List<HistoryEntry> during(List<HistoryEntry> life) {
    return life.stream()
        .filter(
            entry ->
                entry.ingestTime() >= FROM.toEpochMilli() && entry.ingestTime() < TO.toEpochMilli())
        .toList();
  }

  private static List<HistoryEntry> records(List<HistoryEntry> life) {
    Predicate<HistoryEntry> isRecord = SourceRecord.class::isInstance;
    return life.stream()
        .filter(isRecord)
        .filter(entry -> entry.ingestTime() <= TO.plusSeconds(3_000).toEpochMilli())
        .toList();
  }

  private static List<String> others(List<HistoryEntry> life, String source) {
    return life.stream()
        .filter(entry -> !isOf(entry, source))
        .filter(entry -> entry.ingestTime() <= TO.plusSeconds(3_000).toEpochMilli())
        .map(entry -> entry.getClass().getSimpleName() + " " + entry.ingestTime())
        .toList();
  }

  private static boolean isOf(HistoryEntry entry, String source) {
    return (entry instanceof SourceRecord row
            && row.source().equals(source)
            && row.topic() != Topic.IDENTITY_MAP)
        || (entry instanceof SourceHeartbeat beat
            && beat.source().equals(source)
            && beat.topic() != Topic.IDENTITY_MAP);
  }
}
