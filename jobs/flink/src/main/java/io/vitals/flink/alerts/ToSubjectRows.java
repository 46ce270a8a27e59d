package io.vitals.flink.alerts;

import io.vitals.domain.alerting.AccountSituation;
import io.vitals.domain.alerting.Condition;
import io.vitals.domain.alerting.QualityConditions;
import io.vitals.domain.alerting.SignalConditions;
import io.vitals.domain.alerting.SourceConditions;
import io.vitals.flink.punctuated.InboundRecord;
import io.vitals.schemas.AccountHealth;
import io.vitals.schemas.QualityRatio;
import io.vitals.schemas.Reconciliation;
import io.vitals.schemas.Signal;
import io.vitals.schemas.SourceBreak;
import io.vitals.schemas.SourceFreshness;
import io.vitals.schemas.wire.RecordReader;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;

/** What each row says of its subject; a tombstone says nothing. */
final class ToSubjectRows extends RichFlatMapFunction<InboundRecord, SubjectRow> {
  private static final long serialVersionUID = 1L;

  private transient RecordReader<AccountHealth> health;
  private transient RecordReader<SourceFreshness> freshness;
  private transient RecordReader<SourceBreak> breaks;
  private transient RecordReader<QualityRatio> ratios;
  private transient RecordReader<Reconciliation> reconciliations;
  private transient RecordReader<Signal> signals;

  @Override
  public void open(OpenContext context) {
    health = RecordReader.of(AccountHealth.class);
    freshness = RecordReader.of(SourceFreshness.class);
    breaks = RecordReader.of(SourceBreak.class);
    ratios = RecordReader.of(QualityRatio.class);
    reconciliations = RecordReader.of(Reconciliation.class);
    signals = RecordReader.of(Signal.class);
  }

  @Override
  public void flatMap(InboundRecord record, Collector<SubjectRow> out) {
    byte[] value = record.value();
    if (value == null) {
      return;
    }
    long time = record.time();
    switch (record.topic()) {
      case ACCOUNT_HEALTH ->
          out.collect(SubjectRow.account(AccountSituation.of(health.read(value)), time));
      case SOURCE_FRESHNESS -> {
        SourceFreshness row = freshness.read(value);
        if (row.getTransition()) {
          SourceConditions.of(row).forEach(condition -> collect(condition, time, out));
        }
      }
      case SOURCE_BREAKS -> collect(SourceConditions.of(breaks.read(value)), time, out);
      case QUALITY_RATIOS ->
          QualityConditions.of(ratios.read(value))
              .ifPresent(condition -> collect(condition, time, out));
      case QUALITY_RECONCILIATIONS ->
          collect(QualityConditions.of(reconciliations.read(value)), time, out);
      case SIGNALS ->
          SignalConditions.of(signals.read(value))
              .ifPresent(condition -> collect(condition, time, out));
      default -> throw new IllegalArgumentException(record.topic() + " is not read for alerts");
    }
  }

  private static void collect(Condition condition, long time, Collector<SubjectRow> out) {
    out.collect(SubjectRow.condition(condition, time));
  }
}
