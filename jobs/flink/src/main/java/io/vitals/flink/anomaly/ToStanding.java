package io.vitals.flink.anomaly;

import io.vitals.domain.anomaly.series.AccountStanding;
import io.vitals.flink.punctuated.InboundRecord;
import io.vitals.schemas.AccountFacts;
import io.vitals.schemas.AccountScore;
import io.vitals.schemas.wire.RecordReader;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;

/** How an account stands, by the scores of the close of an hour. */
final class ToStanding extends RichFlatMapFunction<InboundRecord, AccountInput> {
  private static final long serialVersionUID = 1L;

  private transient RecordReader<AccountScore> scores;
  private transient AccountScore score;

  @Override
  public void open(OpenContext context) {
    scores = RecordReader.of(AccountScore.class);
    score = new AccountScore();
  }

  @Override
  public void flatMap(InboundRecord record, Collector<AccountInput> out) {
    score = scores.read(record.value(), score);
    if (!score.getFinal$()) {
      return;
    }
    AccountFacts facts = score.getFacts();
    AccountStanding standing =
        new AccountStanding(
            facts.getActiveSubscriptions() > 0,
            facts.getSegment(),
            facts.getArrMinor(),
            facts.getRenewalDate() == null ? null : (int) facts.getRenewalDate().toEpochDay());
    out.collect(new AccountInput(score.getAccountId(), record.time(), null, null, standing));
  }
}
