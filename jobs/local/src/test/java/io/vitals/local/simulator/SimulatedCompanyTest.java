package io.vitals.local.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.vitals.local.history.HistoryEntry;
import io.vitals.local.history.SettledTick;
import io.vitals.local.history.SourceDeclarations;
import io.vitals.local.history.SourceHeartbeat;
import io.vitals.local.history.SourceRecord;
import io.vitals.schemas.IdentityMapping;
import io.vitals.schemas.TelemetryEvent;
import io.vitals.schemas.TicketChange;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordReader;
import io.vitals.schemas.wire.RecordTime;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SimulatedCompanyTest {
  private static final Instant END = Instant.parse("2024-06-03T10:20:00Z");
  private static final SimulationPlan SMALL = new SimulationPlan(7, 40, 15, END, 20);

  @Test
  void equalSeedsGiveEqualHistories() {
    assertThat(digest(new SimulatedCompany(SMALL)))
        .isEqualTo(digest(new SimulatedCompany(SMALL)))
        .isNotEqualTo(digest(new SimulatedCompany(new SimulationPlan(8, 40, 15, END, 20))));
  }

  @Test
  void lifeAfterAHistoryReadIsLifeAfterAHistorySkipped() {
    SimulatedCompany read = new SimulatedCompany(SMALL);
    read.history().entries().forEachRemaining(entry -> {});
    SimulatedCompany skipped = new SimulatedCompany(SMALL);
    skipped.skipHistory();

    assertThat(texts(read.life(), 5_000)).isEqualTo(texts(skipped.life(), 5_000));
  }

  @Test
  void lifeIsTheHistoryOfALongerPlan() {
    SimulatedCompany company = new SimulatedCompany(SMALL);
    company.skipHistory();
    List<SourceRecord> lived = records(company.life(), END.plus(Duration.ofDays(2)));

    // The same start, two days more; newcomers are drawn over the plan's days, so compare one that
    // was there from the start.
    SimulationPlan longer = new SimulationPlan(7, 40, 17, END.plus(Duration.ofDays(2)), 20);
    List<SourceRecord> planned =
        records(new SimulatedCompany(longer).history().entries(), longer.end()).stream()
            .filter(record -> record.ingestTime() >= END.toEpochMilli())
            .toList();

    String old = planned.get(0).key();
    assertThat(contents(lived, old)).isNotEmpty().isEqualTo(contents(planned, old));
  }

  @Test
  void lifeWaitsForTheHistory() {
    assertThatIllegalStateException().isThrownBy(() -> new SimulatedCompany(SMALL).life());
  }

  @Test
  void timeRisesHeartbeatsFollowTheirDataAndTicksFollowAll() {
    long reached = Long.MIN_VALUE;
    long lastTick = Long.MIN_VALUE;
    int ticks = 0;
    Iterator<HistoryEntry> entries = new SimulatedCompany(SMALL).history().entries();
    Map<String, Long> completeThrough = new HashMap<>();
    long regular = 0;
    long brokenPromises = 0;
    RecordReader<TelemetryEvent> reader = RecordReader.of(TelemetryEvent.class);
    while (entries.hasNext()) {
      HistoryEntry entry = entries.next();
      assertThat(entry.ingestTime()).isGreaterThanOrEqualTo(reached).isGreaterThan(lastTick);
      reached = entry.ingestTime();
      if (entry instanceof SettledTick tick) {
        lastTick = tick.ingestTime();
        ticks++;
      } else if (entry instanceof SourceHeartbeat beat) {
        completeThrough.put(beat.source(), beat.completeThrough());
        assertThat(beat.completeThrough())
            .isEqualTo(beat.ingestTime() + 1 - SimulatedCompany.SETTLING.toMillis());
      } else if (entry instanceof SourceRecord record && record.topic() == Topic.SOURCE_TELEMETRY) {
        long eventTime = reader.read(record.value()).getEventTime().toEpochMilli();
        assertThat(eventTime).isLessThanOrEqualTo(record.ingestTime());
        boolean kept = eventTime >= completeThrough.getOrDefault(record.source(), Long.MIN_VALUE);
        regular += kept ? 1 : 0;
        brokenPromises += kept ? 0 : 1;
      }
    }
    assertThat(lastTick).isEqualTo(END.toEpochMilli() - 1);
    assertThat(ticks).isEqualTo(15 * 24 + 11);
    assertThat((double) brokenPromises / regular).isBetween(0.001, 0.01);
  }

  @Test
  void everyKeyIsMappedBeforeItIsUsedAndEverySourceDeclared() {
    Set<String> mapped = new HashSet<>();
    Set<String> accounts = new HashSet<>();
    Set<String> sources = new HashSet<>();
    for (SourceRecord record : records(new SimulatedCompany(SMALL).history().entries(), END)) {
      assertThat(RecordTime.read(record.value())).isZero();
      if (record.topic() == Topic.IDENTITY_MAP) {
        IdentityMapping mapping = RecordReader.of(IdentityMapping.class).read(record.value());
        mapped.add(mapping.getSource() + "/" + mapping.getAccountKey());
        accounts.add(mapping.getAccountId());
      } else if (record.topic() != Topic.CONTROL_TOTALS) {
        assertThat(mapped).contains(record.source() + "/" + record.key());
        sources.add(record.source());
      }
    }
    assertThat(accounts).hasSize(40).allMatch(id -> id.startsWith("demo:"));
    assertThat(mapped).hasSize(120);
    assertThat(SourceDeclarations.bundled("demo"))
        .extracting(source -> source.id())
        .containsExactlyInAnyOrderElementsOf(sources);
  }

  @Test
  void defaultPlanHoldsMoreThanTwoMillionEvents() {
    // A fifth of the accounts and a sixth of the days: a thirtieth of the default plan.
    SimulationPlan sample = SimulationPlan.of(3, 100, 15, END);
    long events =
        records(new SimulatedCompany(sample).history().entries(), END).stream()
            .filter(record -> record.topic() == Topic.SOURCE_TELEMETRY)
            .count();
    assertThat(events * 30).isBetween(2_000_000L, 3_500_000L);
  }

  @Test
  void weekendsAndNightsAreQuiet() {
    int[] days = new int[8];
    Set<String> duplicates = new HashSet<>();
    long repeated = 0;
    long late = 0;
    long all = 0;
    RecordReader<TelemetryEvent> reader = RecordReader.of(TelemetryEvent.class);
    for (SourceRecord record :
        records(
            new SimulatedCompany(new SimulationPlan(5, 100, 28, END, 30)).history().entries(),
            END)) {
      if (record.topic() == Topic.SOURCE_TELEMETRY) {
        TelemetryEvent event = reader.read(record.value());
        all++;
        days[event.getEventTime().atZone(ZoneOffset.UTC).getDayOfWeek().getValue()]++;
        late += record.ingestTime() - event.getEventTime().toEpochMilli() > 600_000 ? 1 : 0;
        repeated += duplicates.add(event.getEventId()) ? 0 : 1;
        assertThat(event.getUserId()).matches("u-[0-9]+");
        assertThat(event.getFeature()).isIn(featuresOrNull());
      }
    }
    assertThat(days[DayOfWeek.SUNDAY.getValue()])
        .isLessThan(days[DayOfWeek.WEDNESDAY.getValue()] / 3);
    assertThat((double) late / all).isBetween(0.003, 0.007);
    assertThat((double) repeated / all).isBetween(0.0004, 0.002);
  }

  @Test
  void ticketsComeToAnEnd() {
    Map<String, TicketChange> last = new HashMap<>();
    int escalated = 0;
    int rated = 0;
    for (SourceRecord record :
        records(
            new SimulatedCompany(new SimulationPlan(11, 300, 60, END, 0.1)).history().entries(),
            END)) {
      if (record.topic() == Topic.SOURCE_TICKETS) {
        TicketChange ticket = RecordReader.of(TicketChange.class).read(record.value());
        TicketChange before = last.put(ticket.getTicketId(), ticket);
        long version = before == null ? 0 : before.getSourceVersion();
        assertThat(ticket.getSourceVersion()).isEqualTo(version + 1);
      }
    }
    for (TicketChange ticket : last.values()) {
      escalated += ticket.getEscalated() ? 1 : 0;
      rated += ticket.getCsatScore() != null ? 1 : 0;
    }
    long solved = last.values().stream().filter(ticket -> ticket.getSolvedAt() != null).count();
    assertThat(last.size()).isBetween(400, 4_000);
    assertThat((double) solved / last.size()).isGreaterThan(0.85);
    assertThat((double) escalated / last.size()).isBetween(0.01, 0.15);
    assertThat((double) rated / last.size()).isBetween(0.2, 0.45);
  }

  private static List<String> featuresOrNull() {
    List<String> features = new ArrayList<>(Product.FEATURES);
    features.add(null);
    return features;
  }

  private static List<String> contents(List<SourceRecord> records, String key) {
    return records.stream()
        .filter(record -> record.key().equals(key))
        .map(record -> record.ingestTime() + " " + Arrays.hashCode(record.value()))
        .toList();
  }

  private static int digest(SimulatedCompany company) {
    int digest = 1;
    Iterator<HistoryEntry> entries = company.history().entries();
    while (entries.hasNext()) {
      digest = 31 * digest + text(entries.next()).hashCode();
    }
    return digest;
  }

  private static List<String> texts(Iterator<HistoryEntry> entries, int count) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(text(entries.next()));
    }
    return texts;
  }

  private static String text(HistoryEntry entry) {
    return entry instanceof SourceRecord record
        ? record.ingestTime() + record.key() + Arrays.hashCode(record.value())
        : entry.toString();
  }

  private static List<SourceRecord> records(Iterator<HistoryEntry> entries, Instant end) {
    List<SourceRecord> records = new ArrayList<>();
    while (entries.hasNext()) {
      HistoryEntry entry = entries.next();
      if (entry.ingestTime() >= end.toEpochMilli()) {
        return records;
      }
      if (entry instanceof SourceRecord record) {
        records.add(record);
      }
    }
    return records;
  }
}
