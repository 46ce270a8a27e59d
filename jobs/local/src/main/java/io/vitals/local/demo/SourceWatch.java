package io.vitals.local.demo;

import io.vitals.domain.freshness.FreshnessRules;
import io.vitals.local.simulator.Incident;
import io.vitals.local.stack.PunctuatedTopicReader;
import io.vitals.local.terminal.LiveView.Completeness;
import io.vitals.local.terminal.LiveView.IncidentState;
import io.vitals.local.terminal.LiveView.SourceState;
import io.vitals.local.terminal.LiveView.Touched;
import io.vitals.schemas.QualityException;
import io.vitals.schemas.QualityMeasure;
import io.vitals.schemas.QualityRatio;
import io.vitals.schemas.SourceBreak;
import io.vitals.schemas.SourceFreshness;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordReader;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** How the sources and the data do, as the jobs tell it. Belongs to one thread. */
final class SourceWatch implements AutoCloseable {
  private static final Duration NO_WAIT = Duration.ZERO;
  private static final double MICROS = 1e6;

  /** By less than this share of the accounts completeness moves by itself. */
  private static final double LEAST_DROP = 0.03;

  private final Map<String, SourceFreshness> sources = new TreeMap<>();
  private final Map<String, SourceBreak> breaks = new TreeMap<>();
  private final Map<String, QualityRatio> completeness = new TreeMap<>();
  private final Set<String> openExceptions = new HashSet<>();
  private final List<Watched> incidents = new ArrayList<>();
  private final List<PunctuatedTopicReader> readers;

  private static final class Watched {
    private final Incident incident;
    private Instant noticed;
    private Instant over;

    /** Share of accounts that had an owner before; 1 while it is not known. */
    private double usual = 1;

    private Watched(Incident incident) {
      this.incident = incident;
    }
  }

  SourceWatch(String bootstrapServers) {
    RecordReader<SourceFreshness> freshness = RecordReader.of(SourceFreshness.class);
    RecordReader<SourceBreak> breakRows = RecordReader.of(SourceBreak.class);
    RecordReader<QualityRatio> ratios = RecordReader.of(QualityRatio.class);
    RecordReader<QualityException> exceptions = RecordReader.of(QualityException.class);
    readers =
        List.of(
            new PunctuatedTopicReader(
                bootstrapServers, Topic.SOURCE_FRESHNESS, row -> add(freshness.read(row.value()))),
            new PunctuatedTopicReader(
                bootstrapServers,
                Topic.SOURCE_BREAKS,
                row -> {
                  SourceBreak read = breakRows.read(row.value());
                  breaks.put(read.getSource(), read);
                }),
            new PunctuatedTopicReader(
                bootstrapServers, Topic.QUALITY_RATIOS, row -> add(ratios.read(row.value()))),
            new PunctuatedTopicReader(
                bootstrapServers,
                Topic.QUALITY_EXCEPTIONS,
                row -> add(exceptions.read(row.value()))));
  }

  /** Looks out for an incident. */
  void plan(Incident incident) {
    Watched watched = new Watched(incident);
    Optional.ofNullable(completeness.get("owner_id"))
        .filter(row -> row.getTotal() > 0)
        .ifPresent(row -> watched.usual = share(row));
    incidents.add(watched);
  }

  /** Takes in what has come. */
  void poll() {
    readers.forEach(reader -> reader.poll(NO_WAIT));
  }

  private void add(SourceFreshness row) {
    sources.put(row.getSource(), row);
    boolean gates = FreshnessRules.holds(row.getStatus());
    for (Watched watched : incidents) {
      boolean concerned =
          watched.incident.kind().source().equals(row.getSource())
              && watched.incident.kind() != Incident.Kind.COMPLETENESS_DROP
              && row.getIngestTime().isAfter(watched.incident.from());
      if (concerned && gates && watched.noticed == null) {
        watched.noticed = row.getIngestTime();
      }
      if (concerned
          && !gates
          && watched.noticed != null
          && watched.over == null
          && !row.getIngestTime().isBefore(watched.incident.to())) {
        watched.over = row.getIngestTime();
      }
    }
  }

  private void add(QualityRatio row) {
    boolean isField = row.getMeasure() == QualityMeasure.COMPLETENESS && row.getSegment().isEmpty();
    if (!isField) {
      return;
    }
    completeness.put(row.getSubject(), row);
    for (Watched watched : incidents) {
      boolean concerned =
          watched.incident.kind() == Incident.Kind.COMPLETENESS_DROP
              && row.getSubject().equals("owner_id")
              && row.getTotal() > 0;
      if (!concerned) {
        continue;
      }
      boolean dropped = isLow(row) && share(row) < watched.usual - LEAST_DROP;
      if (!row.getIngestTime().isAfter(watched.incident.from())) {
        watched.usual = share(row);
      } else if (dropped && watched.noticed == null) {
        watched.noticed = row.getIngestTime();
      } else if (!dropped && watched.noticed != null && watched.over == null) {
        watched.over = row.getIngestTime();
      }
    }
  }

  private void add(QualityException row) {
    if (row.getClosed() == null) {
      openExceptions.add(row.getExceptionId());
    } else {
      openExceptions.remove(row.getExceptionId());
    }
  }

  List<SourceState> sources() {
    return sources.values().stream().map(this::state).toList();
  }

  private SourceState state(SourceFreshness row) {
    SourceBreak lasting = breaks.get(row.getSource());
    boolean open =
        FreshnessRules.holds(row.getStatus()) && lasting != null && lasting.getEnded() == null;
    return new SourceState(
        row.getSource(),
        row.getStatus(),
        row.getSince(),
        row.getReason(),
        Optional.ofNullable(row.getLastGoodEventTime()),
        open
            ? Optional.of(
                new Touched(lasting.getAccounts(), BigDecimal.valueOf(lasting.getArrMinor(), 2)))
            : Optional.empty());
  }

  /** The field that most accounts lack, if too many lack it. */
  Optional<Completeness> leastComplete() {
    return completeness.values().stream()
        .filter(SourceWatch::isLow)
        .map(row -> new Completeness(row.getSubject(), share(row), row.getTargetMicros() / MICROS))
        .min(Comparator.comparingDouble(Completeness::share));
  }

  long openExceptions() {
    return openExceptions.size();
  }

  List<IncidentState> incidents() {
    return incidents.stream()
        .map(
            watched ->
                new IncidentState(
                    watched.incident.kind().key(),
                    watched.incident.from(),
                    watched.incident.to(),
                    Optional.ofNullable(watched.noticed),
                    Optional.ofNullable(watched.over)))
        .toList();
  }

  @Override
  public void close() {
    readers.forEach(PunctuatedTopicReader::close);
  }

  private static boolean isLow(QualityRatio row) {
    return row.getTotal() > 0
        && row.getTargetMicros() != null
        && share(row) < row.getTargetMicros() / MICROS;
  }

  private static double share(QualityRatio row) {
    return (double) row.getCount() / row.getTotal();
  }
}
