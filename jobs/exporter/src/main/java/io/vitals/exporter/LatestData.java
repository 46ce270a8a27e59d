package io.vitals.exporter;

import io.vitals.domain.freshness.FreshnessRow;
import io.vitals.schemas.Alert;
import io.vitals.schemas.AlertVerdict;
import io.vitals.schemas.AnomalyDecision;
import io.vitals.schemas.BandMovement;
import io.vitals.schemas.ChurnOutcome;
import io.vitals.schemas.Punctuation;
import io.vitals.schemas.QualityException;
import io.vitals.schemas.QualityRatio;
import io.vitals.schemas.Reconciliation;
import io.vitals.schemas.SourceBreak;
import io.vitals.schemas.SourceFreshness;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordReader;
import io.vitals.schemas.wire.RecordTypes;
import io.vitals.schemas.wire.SchemaStore;
import io.vitals.schemas.wire.SingleObject;
import io.vitals.schemas.wire.UnreadableRecordException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The latest rows of sources, breaks, exceptions, shares, reconciliations, movements, outcomes and
 * alerts, built up record by record. Belongs to the one thread that reads the topics.
 */
final class LatestData {
  /** What it is built of. */
  static final List<Topic> TOPICS =
      List.of(
          Topic.SOURCE_FRESHNESS,
          Topic.SOURCE_BREAKS,
          Topic.QUALITY_EXCEPTIONS,
          Topic.QUALITY_RATIOS,
          Topic.QUALITY_RECONCILIATIONS,
          Topic.ACCOUNT_MOVEMENTS,
          Topic.CRM_OUTCOMES,
          Topic.ANOMALIES_DECISIONS,
          Topic.ALERTS,
          Topic.ALERTS_VERDICTS);

  private static final Logger LOG = LoggerFactory.getLogger(LatestData.class);
  private static final long PUNCTUATION =
      SchemaStore.fingerprint(RecordTypes.schemaOf(Punctuation.class));

  private final RecordReader<SourceFreshness> freshness = RecordReader.of(SourceFreshness.class);
  private final RecordReader<SourceBreak> breakRows = RecordReader.of(SourceBreak.class);
  private final RecordReader<QualityException> exceptionRows =
      RecordReader.of(QualityException.class);
  private final RecordReader<QualityRatio> ratioRows = RecordReader.of(QualityRatio.class);
  private final RecordReader<Reconciliation> reconciliationRows =
      RecordReader.of(Reconciliation.class);
  private final RecordReader<Alert> alertRows = RecordReader.of(Alert.class);
  private final RecordReader<AlertVerdict> verdictRows = RecordReader.of(AlertVerdict.class);
  private final RecordReader<AnomalyDecision> decisionRows = RecordReader.of(AnomalyDecision.class);
  private final RecordReader<BandMovement> movementRows = RecordReader.of(BandMovement.class);
  private final RecordReader<ChurnOutcome> outcomeRows = RecordReader.of(ChurnOutcome.class);
  private final RecordReader<Punctuation> punctuations = RecordReader.of(Punctuation.class);
  private final LatestMovements movements = new LatestMovements();
  private final LatestOutcomes outcomes = new LatestOutcomes();
  private final LatestDecisions decisions = new LatestDecisions();
  private final LatestAlerts alerts = new LatestAlerts();
  private final Set<Topic> told = EnumSet.noneOf(Topic.class);
  private final Map<String, SourceFreshness> sources = new TreeMap<>();
  private final Map<String, SourceBreak> breaks = new TreeMap<>();
  private final Map<String, QualityException> open = new TreeMap<>();
  private final Map<String, QualityRatio> ratios = new TreeMap<>();
  private final Map<String, Reconciliation> reconciliations = new TreeMap<>();

  /**
   * Takes in one record of a topic. One that cannot be read is logged, and the one before stays.
   */
  void apply(Topic topic, String key, byte[] value) {
    if (value == null) {
      if (key != null) {
        remove(topic, key);
      }
      return;
    }
    // Before a job said anything, that there is nothing is not known.
    told.add(topic);
    try {
      if (SingleObject.isOf(value, PUNCTUATION)) {
        passed(topic, punctuations.read(value).getIngestTime());
        return;
      }
      switch (topic) {
        case SOURCE_FRESHNESS -> {
          SourceFreshness row = freshness.read(value);
          // A repeat after a restart is older than what is known.
          sources.compute(
              row.getSource(),
              (source, known) -> {
                boolean isOlder =
                    known != null && row.getIngestTime().isBefore(known.getIngestTime());
                SourceFreshness latest = isOlder ? known : row;
                return FreshnessRow.isNoLongerDeclared(latest) ? null : latest;
              });
        }
        case SOURCE_BREAKS -> {
          SourceBreak row = breakRows.read(value);
          breaks.put(row.getSource(), row);
        }
        case QUALITY_EXCEPTIONS -> {
          QualityException row = exceptionRows.read(value);
          if (row.getClosed() == null) {
            open.put(row.getExceptionId(), row);
          } else {
            open.remove(row.getExceptionId());
          }
        }
        case QUALITY_RATIOS -> ratios.put(key, ratioRows.read(value));
        case QUALITY_RECONCILIATIONS -> reconciliations.put(key, reconciliationRows.read(value));
        case ACCOUNT_MOVEMENTS -> movements.apply(movementRows.read(value));
        case CRM_OUTCOMES -> outcomes.apply(outcomeRows.read(value));
        case ANOMALIES_DECISIONS -> decisions.apply(decisionRows.read(value));
        case ALERTS -> alerts.apply(alertRows.read(value));
        case ALERTS_VERDICTS -> alerts.apply(verdictRows.read(value));
        default -> throw new IllegalArgumentException("not read here: " + topic);
      }
    } catch (UnreadableRecordException e) {
      LOG.warn("Unreadable record of {}: {}", topic.topicName(), e.getMessage());
    }
  }

  private void passed(Topic topic, Instant time) {
    // The end of a bounded run is no instant.
    if (topic == Topic.ACCOUNT_MOVEMENTS && time.toEpochMilli() != Long.MAX_VALUE) {
      movements.advance(time);
    }
  }

  private void remove(Topic topic, String key) {
    switch (topic) {
      case SOURCE_FRESHNESS -> sources.remove(key);
      case SOURCE_BREAKS -> breaks.remove(key);
      case QUALITY_EXCEPTIONS -> open.remove(key);
      case QUALITY_RATIOS -> ratios.remove(key);
      case QUALITY_RECONCILIATIONS -> reconciliations.remove(key);
      case ALERTS -> alerts.remove(key);
      case ACCOUNT_MOVEMENTS, CRM_OUTCOMES, ANOMALIES_DECISIONS, ALERTS_VERDICTS ->
          LOG.debug("{} keeps every word", topic.topicName());
      default -> throw new IllegalArgumentException("not read here: " + topic);
    }
  }

  /**
   * A copy.
   *
   * @param read the topics that are read to their end; of the others nothing is told
   */
  DataSnapshot snapshot(Set<Topic> read) {
    return new DataSnapshot(
        rows(Topic.SOURCE_FRESHNESS, read, sources),
        isTold(Topic.SOURCE_BREAKS, read) ? Optional.of(Map.copyOf(breaks)) : Optional.empty(),
        isTold(Topic.QUALITY_EXCEPTIONS, read)
            ? Optional.of(List.copyOf(open.values()))
            : Optional.empty(),
        rows(Topic.QUALITY_RATIOS, read, ratios),
        rows(Topic.QUALITY_RECONCILIATIONS, read, reconciliations),
        isTold(Topic.ALERTS, read) ? Optional.of(alerts.figures()) : Optional.empty(),
        read.contains(Topic.ACCOUNT_MOVEMENTS) ? movements.figures() : Optional.empty(),
        read.containsAll(Set.of(Topic.ACCOUNT_MOVEMENTS, Topic.CRM_OUTCOMES))
            ? movements.time().map(this::churned).orElse(Map.of())
            : Map.of(),
        read.contains(Topic.ANOMALIES_DECISIONS) ? decisions.outcomes() : Map.of());
  }

  private boolean isTold(Topic topic, Set<Topic> read) {
    return told.contains(topic) && read.contains(topic);
  }

  private Map<LatestOutcomes.Churn, Integer> churned(Instant now) {
    return outcomes.churned(LocalDate.ofInstant(now, ZoneOffset.UTC), movements::segmentOf);
  }

  private static <T> List<T> rows(Topic topic, Set<Topic> read, Map<String, T> rows) {
    return read.contains(topic) ? List.copyOf(rows.values()) : List.of();
  }
}
