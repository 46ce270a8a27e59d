package io.vitals.local.anomaly;

import io.vitals.domain.adoption.UsageDelta;
import io.vitals.domain.adoption.UsageSums;
import io.vitals.domain.anomaly.CountPrior;
import io.vitals.domain.anomaly.CountSettings;
import io.vitals.domain.anomaly.WorkingCalendar;
import io.vitals.domain.anomaly.episode.Anomalies;
import io.vitals.domain.anomaly.episode.AnomalyMemory;
import io.vitals.domain.anomaly.episode.AnomalySettings;
import io.vitals.domain.anomaly.peers.KnownPeers;
import io.vitals.domain.anomaly.peers.PeerCount;
import io.vitals.domain.anomaly.peers.PeerPrior;
import io.vitals.domain.anomaly.peers.PeerSums;
import io.vitals.domain.anomaly.peers.SlotCounts;
import io.vitals.domain.anomaly.series.AccountStanding;
import io.vitals.domain.anomaly.series.AccountWatch;
import io.vitals.domain.anomaly.series.AccountWatchState;
import io.vitals.domain.anomaly.series.DetectorStore;
import io.vitals.domain.anomaly.series.Family;
import io.vitals.domain.anomaly.series.HourCounts;
import io.vitals.domain.anomaly.series.Hours;
import io.vitals.domain.anomaly.series.SegmentWatch;
import io.vitals.domain.anomaly.series.SeriesCount;
import io.vitals.domain.anomaly.series.SeriesDetectors;
import io.vitals.domain.anomaly.series.SeriesMeasure;
import io.vitals.domain.anomaly.series.SeriesPanel;
import io.vitals.domain.anomaly.series.SeriesPoint;
import io.vitals.domain.anomaly.series.Subject;
import io.vitals.domain.health.Completeness;
import io.vitals.local.history.HistoryEntry;
import io.vitals.local.history.SourceRecord;
import io.vitals.schemas.AccountChange;
import io.vitals.schemas.IdentityMapping;
import io.vitals.schemas.Signal;
import io.vitals.schemas.SignalScope;
import io.vitals.schemas.SubscriptionChange;
import io.vitals.schemas.TelemetryEvent;
import io.vitals.schemas.TicketChange;
import io.vitals.schemas.wire.RecordReader;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The anomaly job's rules over a simulated company without a cluster: a day of life in a second.
 * Every source is complete, as the simulated ones are.
 */
final class WatchedCompany {
  private final SeriesPanel panel;
  private final CountSettings daily;
  private final KnownPeers peers = new KnownPeers();
  private final Map<String, PeerSums> peerSums = new TreeMap<>();
  private final Map<String, PeerSums> peersToday = new TreeMap<>();
  private final Map<String, String> ids = new HashMap<>();
  private final Map<String, Watched> accounts = new TreeMap<>();
  private final Map<String, Watched> segments = new TreeMap<>();
  private final RecordReader<IdentityMapping> mappings = RecordReader.of(IdentityMapping.class);
  private final RecordReader<TelemetryEvent> telemetry = RecordReader.of(TelemetryEvent.class);
  private final RecordReader<TicketChange> tickets = RecordReader.of(TicketChange.class);
  private final RecordReader<AccountChange> crm = RecordReader.of(AccountChange.class);
  private final RecordReader<SubscriptionChange> subscriptions =
      RecordReader.of(SubscriptionChange.class);
  private final UsageSums sums = new UsageSums();
  private final List<Signal> signals = new ArrayList<>();
  private AnomalyMemory memory = AnomalyMemory.start();
  private long nextJudging = Long.MIN_VALUE;

  /** A subject with what is remembered of it. */
  private static final class Watched implements DetectorStore, AccountWatch.HourStore {
    private final TreeMap<Integer, HourCounts> hours = new TreeMap<>();
    private final Map<String, Long> sums = new HashMap<>();
    private final Map<String, byte[]> memories = new HashMap<>();
    private final Map<String, SlotCounts> slots = new HashMap<>();
    private final Map<String, Long> amounts = new HashMap<>();
    private final Map<String, LocalDate> ends = new HashMap<>();
    private String segment;
    private AccountWatchState state;
    private SegmentWatch.State segmentState;

    @Override
    public byte[] get(String name) {
      return memories.get(name);
    }

    @Override
    public void put(String name, byte[] memory) {
      memories.put(name, memory);
    }

    @Override
    public HourCounts get(int hour) {
      return hours.get(hour);
    }

    @Override
    public void forgetBefore(int hour) {
      hours.headMap(hour).clear();
    }

    private boolean active(long now) {
      LocalDate today = LocalDate.ofEpochDay(Math.floorDiv(now, 24 * Hours.MILLIS));
      return amounts.keySet().stream()
          .anyMatch(id -> ends.get(id) == null || today.isBefore(ends.get(id)));
    }

    private AccountStanding standing() {
      long arr = amounts.values().stream().mapToLong(Long::longValue).sum();
      return new AccountStanding(true, segment, arr, null);
    }
  }

  WatchedCompany(WorkingCalendar calendar) {
    this.daily = CountSettings.daily(calendar);
    this.panel = new SeriesPanel(SeriesDetectors.standard(calendar));
  }

  /** Lives through entries, up to an instant. */
  void live(Iterator<HistoryEntry> entries, Instant until) throws Exception {
    while (entries.hasNext()) {
      HistoryEntry entry = entries.next();
      long time = entry.ingestTime();
      if (time >= until.toEpochMilli()) {
        return;
      }
      if (nextJudging == Long.MIN_VALUE) {
        nextJudging = Hours.nextJudging(time);
      }
      while (time > nextJudging) {
        judge(nextJudging);
        nextJudging = Hours.nextJudging(nextJudging);
      }
      if (entry instanceof SourceRecord record) {
        take(record);
      }
    }
  }

  /** All that was told. */
  List<Signal> signals() {
    return signals;
  }

  private void take(SourceRecord record) {
    switch (record.topic()) {
      case IDENTITY_MAP -> {
        IdentityMapping mapping = mappings.read(record.value());
        ids.put(mapping.getSource() + "/" + mapping.getAccountKey(), mapping.getAccountId());
      }
      case SOURCE_TELEMETRY -> {
        TelemetryEvent event = telemetry.read(record.value());
        event.setAccountId(ids.get(record.source() + "/" + event.getAccountKey()));
        event.setUserHash(event.getUserId() == null ? null : (long) event.getUserId().hashCode());
        sums.add(event, record.ingestTime());
      }
      case SOURCE_TICKETS -> count(tickets.read(record.value()), record.source());
      case SOURCE_CRM -> change(record);
      default -> {}
    }
  }

  private void change(SourceRecord record) {
    Object row = either(record);
    if (row instanceof AccountChange change) {
      account(record.source(), change.getAccountKey()).segment = change.getSegment();
    } else if (row instanceof SubscriptionChange change) {
      Watched account = account(record.source(), change.getAccountKey());
      Long arr = change.getArrMinor();
      account.amounts.put(change.getSubscriptionId(), arr == null ? 0 : arr);
      account.ends.put(change.getSubscriptionId(), change.getEndDate());
    }
  }

  private Object either(SourceRecord record) {
    try {
      return crm.read(record.value());
    } catch (RuntimeException notAnAccount) {
      try {
        return subscriptions.read(record.value());
      } catch (RuntimeException neither) {
        return null;
      }
    }
  }

  private Watched account(String source, String key) {
    return accounts.computeIfAbsent(ids.get(source + "/" + key), id -> new Watched());
  }

  private void count(TicketChange ticket, String source) {
    Watched account = account(source, ticket.getAccountKey());
    if (account.state == null) {
      return;
    }
    int opened = Hours.of(ticket.getOpenedAt().toEpochMilli());
    if (opened >= account.state.supportFrom()) {
      HourCounts known = account.hours.getOrDefault(opened, HourCounts.none());
      account.hours.put(opened, known.withOpened(ticket.getTicketId()));
    }
    if (ticket.getEscalated() && ticket.getEscalatedAt() != null) {
      int escalated = Hours.of(ticket.getEscalatedAt().toEpochMilli());
      if (escalated >= account.state.supportFrom()) {
        HourCounts known = account.hours.getOrDefault(escalated, HourCounts.none());
        account.hours.put(escalated, known.withEscalated(ticket.getTicketId()));
      }
    }
  }

  private void judge(long now) throws Exception {
    sums.takeAll(this::use);
    Completeness all = Completeness.of(Instant.ofEpochMilli(now));
    List<SeriesPoint> points = new ArrayList<>();
    List<SeriesCount> counted = new ArrayList<>();
    for (Map.Entry<String, Watched> entry : accounts.entrySet()) {
      Watched account = entry.getValue();
      if (!account.active(now)) {
        if (account.state != null) {
          account.state = null;
          account.memories.clear();
          account.slots.clear();
          account.hours.clear();
          points.add(SeriesPoint.end(SignalScope.ACCOUNT, entry.getKey()));
        }
        continue;
      }
      if (account.state == null) {
        account.state = AccountWatch.start(Hours.of(now));
      }
      account.state =
          AccountWatch.count(
              account.state,
              Subject.account(entry.getKey(), account.standing()),
              now,
              all,
              account,
              new AccountWatch.Output() {
                @Override
                public void count(SeriesCount count) {
                  counted.add(count);
                }

                @Override
                public void hour(int hour, Family family, HourCounts counts) {
                  sum(account.segment, hour, family, counts);
                  sum("", hour, family, counts);
                }
              });
    }
    counted.forEach(this::compare);
    if (Hours.dayJudging(now) == now) {
      learnPeers(now);
    }
    for (SeriesCount count : counted) {
      points.add(judge(count, accounts.get(count.subject())));
    }
    for (Map.Entry<String, Watched> entry : segments.entrySet()) {
      Watched segment = entry.getValue();
      segment.segmentState =
          SegmentWatch.count(
              segment.segmentState,
              Subject.segment(entry.getKey()),
              now,
              all,
              (hour, measure) -> {
                Long sum = segment.sums.remove(hour + "/" + measure);
                return sum == null ? 0 : sum;
              },
              count -> points.add(judge(count, segment)));
    }
    if (!points.isEmpty()) {
      Anomalies.Step step =
          Anomalies.decide(
              memory,
              Instant.ofEpochMilli(now),
              points,
              List.of(),
              List.of(),
              AnomalySettings.standard());
      memory = step.next();
      signals.addAll(step.signals());
    }
  }

  private SeriesPoint judge(SeriesCount count, Watched subject) {
    try {
      return panel.judge(
          count,
          subject,
          first ->
              first.scope() == SignalScope.ACCOUNT
                  ? peers.at(nextJudging, first.segment(), first.series())
                  : null);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private void compare(SeriesCount count) {
    if (!count.isDaily()) {
      return;
    }
    Map<String, SlotCounts> slots = accounts.get(count.subject()).slots;
    SlotCounts before =
        slots.computeIfAbsent(count.series(), name -> SlotCounts.none(daily.seasonSlots()));
    PeerCount compared = before.compare(count, daily);
    slots.put(count.series(), before.with(compared));
    for (PeerCount one : List.of(compared, compared.ofAll())) {
      PeerSums none = PeerSums.none(one.slots());
      peersToday.merge(
          one.segment() + "/" + one.series(), none.with(one), (known, unused) -> known.with(one));
    }
  }

  private void learnPeers(long now) {
    peersToday.forEach(
        (name, today) -> {
          PeerSums sums = peerSums.merge(name, today, (before, unused) -> today.afterADay(before));
          CountPrior prior = sums.prior();
          if (prior != null) {
            int end = name.indexOf('/');
            peers.add(new PeerPrior(name.substring(0, end), name.substring(end + 1), now, prior));
          }
        });
    peersToday.clear();
  }

  private void use(UsageDelta delta) {
    Watched account = accounts.get(delta.accountId());
    if (account != null
        && account.state != null
        && delta.eventHour() >= account.state.usageFrom()) {
      HourCounts known = account.hours.getOrDefault(delta.eventHour(), HourCounts.none());
      account.hours.put(delta.eventHour(), known.with(delta));
    }
  }

  private void sum(String segmentName, int hour, Family family, HourCounts counts) {
    Watched segment = segments.computeIfAbsent(segmentName, name -> new Watched());
    if (segment.segmentState == null) {
      segment.segmentState = new SegmentWatch.State(hour, hour);
    }
    for (SeriesMeasure measure : SeriesMeasure.values()) {
      boolean ofFamily =
          family == Family.SUPPORT
              ? measure.family() == Family.SUPPORT
              : measure.family() == Family.USAGE || measure.family() == Family.ERRORS;
      if (ofFamily) {
        segment.sums.merge(hour + "/" + measure, counts.of(measure), Long::sum);
      }
    }
  }
}
