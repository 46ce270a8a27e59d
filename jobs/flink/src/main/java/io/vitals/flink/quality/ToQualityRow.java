package io.vitals.flink.quality;

import io.vitals.domain.quality.ScoredFacts;
import io.vitals.flink.punctuated.InboundRecord;
import io.vitals.schemas.AccountChange;
import io.vitals.schemas.AccountScore;
import io.vitals.schemas.SubscriptionChange;
import io.vitals.schemas.wire.RecordReader;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;

/** Finds the account of a row; of scores, those of the close of an hour count. */
final class ToQualityRow extends RichFlatMapFunction<InboundRecord, QualityRow> {
  private static final long serialVersionUID = 1L;

  private transient RecordReader<AccountChange> accounts;
  private transient RecordReader<SubscriptionChange> subscriptions;
  private transient RecordReader<AccountScore> scores;

  @Override
  public void open(OpenContext context) {
    accounts = RecordReader.of(AccountChange.class);
    subscriptions = RecordReader.of(SubscriptionChange.class);
    scores = RecordReader.of(AccountScore.class);
  }

  @Override
  public void flatMap(InboundRecord record, Collector<QualityRow> out) {
    switch (record.topic()) {
      case CRM_ACCOUNTS ->
          out.collect(change(accounts.read(record.value()).getAccountId(), record));
      case CRM_SUBSCRIPTIONS ->
          out.collect(change(subscriptions.read(record.value()).getAccountId(), record));
      case ACCOUNT_SCORE -> {
        AccountScore score = scores.read(record.value());
        if (score.getFinal$()) {
          out.collect(
              new QualityRow(
                  score.getAccountId(), record.time(), null, null, ScoredFacts.of(score)));
        }
      }
      default -> throw new IllegalStateException("no input of quality: " + record.topic());
    }
  }

  private static QualityRow change(String accountId, InboundRecord record) {
    return new QualityRow(accountId, record.time(), record.topic(), record.value(), null);
  }
}
