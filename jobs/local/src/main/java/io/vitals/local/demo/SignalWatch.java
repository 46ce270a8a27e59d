package io.vitals.local.demo;

import io.vitals.local.simulator.Incident;
import io.vitals.local.stack.PunctuatedTopicReader;
import io.vitals.local.terminal.LiveView.IncidentState;
import io.vitals.local.terminal.LiveView.SignalState;
import io.vitals.schemas.MeasureEvidence;
import io.vitals.schemas.Signal;
import io.vitals.schemas.SignalAction;
import io.vitals.schemas.SignalKind;
import io.vitals.schemas.SignalScope;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordReader;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What stands out, as the anomaly job tells it. Belongs to one thread. */
final class SignalWatch implements AutoCloseable {
  private static final String ALL_ACCOUNTS = "all accounts";

  private final Map<String, Signal> open = new LinkedHashMap<>();
  private final List<Watched> incidents = new ArrayList<>();
  private final PunctuatedTopicReader reader;

  private static final class Watched {
    private final Incident incident;
    private Instant noticed;
    private Instant over;

    private Watched(Incident incident) {
      this.incident = incident;
    }

    private boolean isOf(Signal signal) {
      SignalKind kind =
          incident.kind() == Incident.Kind.USAGE_COLLAPSE
              ? SignalKind.USAGE_COLLAPSE
              : SignalKind.TICKET_SURGE;
      return signal.getKind() == kind && signal.getSubject().equals(incident.subject());
    }
  }

  SignalWatch(String bootstrapServers) {
    RecordReader<Signal> signals = RecordReader.of(Signal.class);
    reader =
        new PunctuatedTopicReader(
            bootstrapServers, Topic.SIGNALS, row -> add(signals.read(row.value())));
  }

  /** Looks out for an incident. */
  void plan(Incident incident) {
    incidents.add(new Watched(incident));
  }

  /** Takes in what has come. */
  void poll() {
    reader.poll(Duration.ZERO);
  }

  private void add(Signal signal) {
    if (signal.getAction() == SignalAction.CLEAR) {
      open.remove(signal.getEpisodeId());
    } else {
      Signal before = open.remove(signal.getEpisodeId());
      if (before != null && signal.getArrMinor() == null) {
        signal.setArrMinor(before.getArrMinor());
      }
      open.put(signal.getEpisodeId(), signal);
    }
    for (Watched watched : incidents) {
      if (watched.isOf(signal) && !signal.getIngestTime().isBefore(watched.incident.from())) {
        if (signal.getAction() == SignalAction.RAISE && watched.noticed == null) {
          watched.noticed = signal.getIngestTime();
        } else if (signal.getAction() == SignalAction.CLEAR && watched.noticed != null) {
          watched.over = signal.getIngestTime();
        }
      }
    }
  }

  /**
   * Episodes that go on, the newest first.
   *
   * @param names of accounts, by id
   */
  List<SignalState> signals(UnaryOperator<String> names) {
    return open.values().stream()
        .sorted(Comparator.comparing(Signal::getSince).reversed())
        .map(signal -> state(signal, names))
        .toList();
  }

  List<IncidentState> incidents(UnaryOperator<String> names) {
    return incidents.stream()
        .map(
            watched ->
                new IncidentState(
                    watched.incident.kind().key() + ":" + names.apply(watched.incident.subject()),
                    watched.incident.from(),
                    watched.incident.to(),
                    Optional.ofNullable(watched.noticed),
                    Optional.ofNullable(watched.over)))
        .toList();
  }

  @Override
  public void close() {
    reader.close();
  }

  private static SignalState state(Signal signal, UnaryOperator<String> names) {
    MeasureEvidence shown = signal.getEvidence().isEmpty() ? null : signal.getEvidence().get(0);
    String subject =
        signal.getScope() == SignalScope.ACCOUNT
            ? names.apply(signal.getSubject())
            : signal.getScope() == SignalScope.PORTFOLIO ? ALL_ACCOUNTS : signal.getSubject();
    return new SignalState(
        signal.getKind(),
        subject,
        signal.getSince(),
        shown == null ? "" : shown.getMeasure(),
        shown == null ? 0 : shown.getObserved(),
        shown == null ? 0 : shown.getExpected(),
        Optional.ofNullable(signal.getArrMinor()).map(arr -> BigDecimal.valueOf(arr, 2)),
        Optional.ofNullable(signal.getRenewalDate()));
  }
}
