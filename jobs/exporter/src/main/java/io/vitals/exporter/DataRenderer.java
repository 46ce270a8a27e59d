package io.vitals.exporter;

import static io.vitals.exporter.SeriesValues.seconds;
import static io.vitals.exporter.SeriesValues.word;

import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.vitals.domain.alerting.AlertCatalogue;
import io.vitals.domain.alerting.AlertDeclaration;
import io.vitals.exporter.AlertFigures.Judged;
import io.vitals.exporter.AlertFigures.Standing;
import io.vitals.exporter.MovementFigures.Move;
import io.vitals.exporter.MovementFigures.Moved;
import io.vitals.schemas.Alert;
import io.vitals.schemas.AlertKind;
import io.vitals.schemas.AlertPhase;
import io.vitals.schemas.AlertSeverity;
import io.vitals.schemas.ControlMeasure;
import io.vitals.schemas.CountBand;
import io.vitals.schemas.DifferenceClass;
import io.vitals.schemas.DifferencePart;
import io.vitals.schemas.ExceptionType;
import io.vitals.schemas.FreshnessStatus;
import io.vitals.schemas.QualityException;
import io.vitals.schemas.QualityMeasure;
import io.vitals.schemas.QualityRatio;
import io.vitals.schemas.Reconciliation;
import io.vitals.schemas.SignalScope;
import io.vitals.schemas.SourceBreak;
import io.vitals.schemas.SourceFreshness;
import io.vitals.schemas.metrics.ExportedMetrics;
import java.time.Instant;
import java.util.Collection;
import java.util.Currency;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Turns how sources and data do into the series of a scrape. Holds no state between two. */
final class DataRenderer implements SeriesRenderer<DataSnapshot> {
  private static final double MICROS = 1e6;
  private static final String ALL = "all";
  private static final List<AlertPhase> LASTING =
      List.of(AlertPhase.FIRING, AlertPhase.ACKNOWLEDGED, AlertPhase.RESOLVING);

  private final FamilyDefinitions<DataFamily> definitions;
  private final double minorPerUnit;

  /**
   * A renderer.
   *
   * @param dictionary defines every metric exposed
   * @param currency the reporting currency
   * @throws IllegalArgumentException if the dictionary lacks a metric
   */
  DataRenderer(ExportedMetrics dictionary, Currency currency) {
    minorPerUnit = Math.pow(10, currency.getDefaultFractionDigits());
    definitions = new FamilyDefinitions<>(DataFamily.class, dictionary, label -> true);
  }

  @Override
  public List<MetricFamilyDescriptor> families() {
    return definitions.descriptors();
  }

  /** The series of this snapshot; none before anything was read. */
  @Override
  public MetricSnapshots render(DataSnapshot snapshot) {
    SeriesBuilder<DataFamily> series = definitions.series();
    for (SourceFreshness source : snapshot.sources()) {
      renderSource(series, source);
      snapshot
          .breaks()
          .ifPresent(
              breaks -> renderBreak(series, source.getSource(), breaks.get(source.getSource())));
    }
    if (!snapshot.sources().isEmpty()) {
      snapshot.exceptions().ifPresent(open -> renderExceptions(series, open));
    }
    overTenants(snapshot.ratios()).forEach(ratio -> renderRatio(series, ratio));
    snapshot.reconciliations().forEach(row -> renderReconciliation(series, row));
    snapshot
        .anomalies()
        .forEach(
            (outcome, count) ->
                series.add(DataFamily.ANOMALIES, labels(DataFamily.ANOMALIES, outcome), count));
    snapshot.movements().ifPresent(movements -> renderMovements(series, movements));
    snapshot
        .churned()
        .forEach(
            (churn, accounts) ->
                series.add(
                    DataFamily.CHURNED_ACCOUNTS,
                    labels(
                        DataFamily.CHURNED_ACCOUNTS,
                        word(churn.reason()),
                        churn.segment(),
                        churn.days() + "d"),
                    accounts));
    snapshot
        .alerts()
        .ifPresent(
            alerts -> {
              renderAlerts(series, alerts);
              alerts.gravest().forEach(alert -> renderEpisode(series, alert));
            });
    return series.build();
  }

  /** Each tenant has shares of its own; a series is of all of them, and few segments have one. */
  private static Collection<QualityRatio> overTenants(List<QualityRatio> ratios) {
    Map<QualityMeasure, UnaryOperator<String>> bounds = bounds(ratios);
    Map<List<Object>, QualityRatio> sums = new LinkedHashMap<>();
    for (QualityRatio told : ratios) {
      String segment = told.getSegment();
      QualityRatio ratio =
          segment.isEmpty()
              ? told
              : QualityRatio.newBuilder(told)
                  .setSegment(bounds.get(told.getMeasure()).apply(segment))
                  .build();
      sums.merge(
          List.of(ratio.getMeasure(), ratio.getSubject(), segment(ratio)),
          ratio,
          (one, other) ->
              QualityRatio.newBuilder(one)
                  .setCount(one.getCount() + other.getCount())
                  .setTotal(one.getTotal() + other.getTotal())
                  .setArrMinor(one.getArrMinor() + other.getArrMinor())
                  .setArrTotalMinor(one.getArrTotalMinor() + other.getArrTotalMinor())
                  .build());
    }
    return sums.values();
  }

  /** What a segment is shown as in each measure. */
  private static Map<QualityMeasure, UnaryOperator<String>> bounds(List<QualityRatio> ratios) {
    Map<QualityMeasure, Map<String, Long>> sizes = new EnumMap<>(QualityMeasure.class);
    for (QualityRatio ratio : ratios) {
      if (!ratio.getSegment().isEmpty()) {
        sizes
            .computeIfAbsent(ratio.getMeasure(), measure -> new HashMap<>())
            .merge(ratio.getSegment(), ratio.getTotal(), Math::max);
      }
    }
    Map<QualityMeasure, UnaryOperator<String>> bounds = new EnumMap<>(QualityMeasure.class);
    sizes.forEach((measure, bySegment) -> bounds.put(measure, Dimension.bound(bySegment)));
    return bounds;
  }

  /** The label of a segment; one that bears the name of all is told apart from it. */
  private static String segment(QualityRatio ratio) {
    String segment = ratio.getSegment();
    return segment.isEmpty() ? ALL : segment.equals(ALL) ? ALL + "_" : segment;
  }

  private void renderSource(SeriesBuilder<DataFamily> series, SourceFreshness row) {
    String source = row.getSource();
    for (FreshnessStatus status : FreshnessStatus.values()) {
      series.add(
          DataFamily.SOURCE_STATE,
          labels(DataFamily.SOURCE_STATE, source, word(status)),
          row.getStatus() == status ? 1 : 0);
    }
    series.add(
        DataFamily.SOURCE_CAUSE,
        labels(DataFamily.SOURCE_CAUSE, source, word(row.getCause()), word(row.getCadenceBasis())),
        1);
    Labels bySource = labels(DataFamily.SOURCE_SINCE, source);
    series.addIfKnown(DataFamily.SOURCE_SINCE, bySource, seconds(row.getSince()));
    series.addIfKnown(DataFamily.SOURCE_LAST_EVENT, bySource, seconds(row.getLastEventTime()));
    series.addIfKnown(DataFamily.SOURCE_LAST_ARRIVAL, bySource, seconds(row.getLastArrivalTime()));
    series.addIfKnown(
        DataFamily.SOURCE_COMPLETE_THROUGH, bySource, seconds(row.getCompleteThrough()));
    series.addIfKnown(DataFamily.SOURCE_LAST_GOOD, bySource, seconds(row.getLastGoodTime()));
    addOf(series, DataFamily.SOURCE_LAG, source, "0.5", row.getLagP50Ms(), 1_000);
    addOf(series, DataFamily.SOURCE_LAG, source, "0.99", row.getLagP99Ms(), 1_000);
    series.add(DataFamily.SOURCE_RECORDS, bySource, row.getRecords());
    series.addIfKnown(DataFamily.SOURCE_RECORDS_EXPECTED, bySource, row.getRecordsExpected());
    series.addIfKnown(DataFamily.SOURCE_CADENCE, bySource, row.getExpectedCadenceSeconds());
    series.add(DataFamily.SOURCE_SLO_TARGET, bySource, row.getSloTargetMicros() / MICROS);
    addOf(
        series,
        DataFamily.SOURCE_SLO_COMPLIANCE,
        source,
        "7d",
        row.getSloCompliance7dMicros(),
        MICROS);
    addOf(
        series,
        DataFamily.SOURCE_SLO_COMPLIANCE,
        source,
        "28d",
        row.getSloCompliance28dMicros(),
        MICROS);
    addOf(series, DataFamily.SOURCE_SLO_BURN, source, "1h", row.getBurnRate1hMicros(), MICROS);
    addOf(series, DataFamily.SOURCE_SLO_BURN, source, "6h", row.getBurnRate6hMicros(), MICROS);
    series.add(DataFamily.SOURCE_QUIET_PARTITIONS, bySource, row.getQuietPartitions().size());
  }

  /** No break is a 0, so that an end is told and not guessed from a series that is gone. */
  private void renderBreak(SeriesBuilder<DataFamily> series, String source, SourceBreak row) {
    boolean open = row != null && row.getEnded() == null;
    Labels bySource = labels(DataFamily.BREAK_ACCOUNTS, source);
    series.add(DataFamily.BREAK_ACCOUNTS, bySource, open ? row.getAccounts() : 0);
    series.add(DataFamily.BREAK_ARR, bySource, open ? row.getArrMinor() / minorPerUnit : 0);
    series.addIfKnown(
        DataFamily.BREAK_ACTIVE_ACCOUNTS, bySource, open ? (Integer) row.getAccountsTotal() : null);
  }

  /**
   * A kind without open alerts is a 0: an end is told and not guessed from a series that is gone.
   */
  private void renderAlerts(SeriesBuilder<DataFamily> series, AlertFigures alerts) {
    for (AlertDeclaration declared : AlertCatalogue.all()) {
      AlertKind kind = declared.kind();
      for (AlertSeverity severity : AlertSeverity.values()) {
        for (AlertPhase phase : LASTING) {
          series.add(
              DataFamily.ALERTS_OPEN,
              labels(DataFamily.ALERTS_OPEN, declared.key(), word(severity), word(phase)),
              alerts.open().getOrDefault(new Standing(kind, severity, phase), 0));
        }
      }
      Labels byKind = labels(DataFamily.ALERTS_INHIBITED, declared.key());
      series.add(DataFamily.ALERTS_INHIBITED, byKind, alerts.inhibited().getOrDefault(kind, 0));
      Judged judged = alerts.judged().get(kind);
      series.addIfKnown(
          DataFamily.ALERTS_PRECISION, byKind, judged == null ? null : (Double) judged.precision());
    }
    for (double share : new double[] {0.5, 0.9}) {
      series.addIfKnown(
          DataFamily.ALERTS_TIME_TO_ACKNOWLEDGE,
          labels(DataFamily.ALERTS_TIME_TO_ACKNOWLEDGE, Double.toString(share)),
          alerts.secondsToAcknowledge(share));
    }
    series.addIfKnown(
        DataFamily.HEALTH_AGREEMENT,
        Labels.EMPTY,
        alerts.agreement().isPresent() ? (Double) alerts.agreement().getAsDouble() : null);
  }

  /** A kind that only a later release declares has no team to show. */
  private void renderEpisode(SeriesBuilder<DataFamily> series, Alert alert) {
    if (alert.getKind() == AlertKind.UNKNOWN) {
      return;
    }
    AlertDeclaration declared = AlertCatalogue.of(alert.getKind());
    boolean ofSource = alert.getScope() == SignalScope.SOURCE;
    boolean ofSegment = alert.getScope() == SignalScope.SEGMENT;
    String segment = ofSegment ? alert.getSubject() : alert.getSegment();
    series.add(
        DataFamily.ALERT_SINCE,
        labels(
            DataFamily.ALERT_SINCE,
            alert.getEpisodeId(),
            declared.key(),
            word(alert.getSeverity()),
            declared.teamFor(alert.getScope()).label(),
            word(alert.getPhase()),
            word(alert.getScope()),
            alert.getSubject(),
            segment == null ? "" : segment,
            ofSource ? alert.getSubject() : ""),
        seconds(alert.getSince()));
    series.addIfKnown(
        DataFamily.ALERT_ARR,
        labels(DataFamily.ALERT_ARR, alert.getEpisodeId()),
        alert.getArrMinor() == null ? null : (Double) (alert.getArrMinor() / minorPerUnit));
  }

  /** No move is a 0: that nobody moved is known. */
  private void renderMovements(SeriesBuilder<DataFamily> series, MovementFigures movements) {
    for (int days : LatestMovements.WINDOWS) {
      for (CountBand from : CountBand.values()) {
        for (CountBand to : CountBand.values()) {
          if (from != to) {
            Moved moved = movements.byMove().getOrDefault(new Move(from, to, days), Moved.NONE);
            Labels labels = labels(DataFamily.MOVEMENTS_ACCOUNTS, word(from), word(to), days + "d");
            series.add(DataFamily.MOVEMENTS_ACCOUNTS, labels, moved.accounts());
            series.add(DataFamily.MOVEMENTS_ARR, labels, moved.arrMinor() / minorPerUnit);
          }
        }
      }
    }
  }

  private void renderExceptions(SeriesBuilder<DataFamily> series, List<QualityException> open) {
    for (ExceptionType type : ExceptionType.values()) {
      if (type == ExceptionType.UNKNOWN) {
        continue;
      }
      List<QualityException> ofType =
          open.stream().filter(exception -> exception.getType() == type).toList();
      Map<String, Long> arrByAccount = new HashMap<>();
      Instant oldest = null;
      for (QualityException exception : ofType) {
        if (exception.getAccountId() != null && exception.getArrMinor() != null) {
          arrByAccount.put(exception.getAccountId(), exception.getArrMinor());
        }
        Instant opened = exception.getOpened();
        oldest = oldest == null || opened.isBefore(oldest) ? opened : oldest;
      }
      Labels byType = labels(DataFamily.EXCEPTIONS, word(type));
      series.add(DataFamily.EXCEPTIONS, byType, ofType.size());
      series.add(
          DataFamily.EXCEPTIONS_ARR,
          byType,
          arrByAccount.values().stream().mapToLong(arr -> arr).sum() / minorPerUnit);
      series.addIfKnown(DataFamily.EXCEPTIONS_OLDEST, byType, seconds(oldest));
    }
  }

  private void renderRatio(SeriesBuilder<DataFamily> series, QualityRatio ratio) {
    Double share = share(ratio.getCount(), ratio.getTotal());
    String segment = segment(ratio);
    if (ratio.getMeasure() == QualityMeasure.COMPLETENESS) {
      Labels labels = labels(DataFamily.COMPLETENESS, ratio.getSubject(), segment);
      series.addIfKnown(DataFamily.COMPLETENESS, labels, share);
      series.addIfKnown(
          DataFamily.COMPLETENESS_ARR,
          labels,
          share(ratio.getArrMinor(), ratio.getArrTotalMinor()));
      if (ratio.getSegment().isEmpty() && ratio.getTargetMicros() != null) {
        series.add(
            DataFamily.COMPLETENESS_TARGET,
            labels(DataFamily.COMPLETENESS_TARGET, ratio.getSubject()),
            ratio.getTargetMicros() / MICROS);
      }
    } else if (ratio.getMeasure() == QualityMeasure.DUPLICATES) {
      series.addIfKnown(DataFamily.DUPLICATES, Labels.EMPTY, share);
    } else if (ratio.getMeasure() == QualityMeasure.TAXONOMY) {
      series.addIfKnown(
          DataFamily.TAXONOMY, labels(DataFamily.TAXONOMY, ratio.getSubject()), share);
    } else if (ratio.getMeasure() == QualityMeasure.HEALTH_INPUTS) {
      series.addIfKnown(
          DataFamily.HEALTH_INPUTS,
          labels(DataFamily.HEALTH_INPUTS, ratio.getSubject(), segment),
          share);
    }
  }

  /** A reason that explains nothing is a 0, so that a difference is seen to end. */
  private void renderReconciliation(SeriesBuilder<DataFamily> series, Reconciliation row) {
    if (row.getMeasure() == ControlMeasure.UNKNOWN) {
      return;
    }
    double per = row.getMeasure() == ControlMeasure.ARR ? minorPerUnit : 1;
    String measure = word(row.getMeasure());
    Labels labels = labels(DataFamily.RECONCILIATION_THEIRS, row.getSystem(), measure);
    series.add(DataFamily.RECONCILIATION_THEIRS, labels, row.getTheirs() / per);
    series.add(DataFamily.RECONCILIATION_OURS, labels, row.getOurs() / per);
    series.addIfKnown(DataFamily.RECONCILIATION_AS_OF, labels, seconds(row.getAsOf()));
    for (DifferenceClass reason : DifferenceClass.values()) {
      long amount =
          row.getParts().stream()
              .filter(part -> part.getReason() == reason)
              .mapToLong(DifferencePart::getAmount)
              .sum();
      if (reason != DifferenceClass.UNKNOWN || amount != 0) {
        series.add(
            DataFamily.RECONCILIATION_DIFFERENCE,
            labels(DataFamily.RECONCILIATION_DIFFERENCE, row.getSystem(), measure, word(reason)),
            amount / per);
      }
    }
  }

  private void addOf(
      SeriesBuilder<DataFamily> series,
      DataFamily family,
      String source,
      String which,
      Long value,
      double per) {
    series.addIfKnown(
        family, labels(family, source, which), value == null ? null : (Double) (value / per));
  }

  private static Double share(long part, long whole) {
    return whole == 0 ? null : (Double) ((double) part / whole);
  }

  private Labels labels(DataFamily family, String... values) {
    return definitions.labels(family, values);
  }
}
