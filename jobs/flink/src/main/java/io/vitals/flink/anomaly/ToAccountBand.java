package io.vitals.flink.anomaly;

import io.vitals.domain.health.PublishedPast;
import io.vitals.flink.punctuated.InboundRecord;
import io.vitals.schemas.AccountScore;
import io.vitals.schemas.HealthBand;
import io.vitals.schemas.wire.RecordReader;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;

/** Which accounts are at risk, by the scores of the close of an hour. */
final class ToAccountBand extends RichFlatMapFunction<InboundRecord, AccountBand> {
  private static final long serialVersionUID = 1L;

  private transient RecordReader<AccountScore> scores;
  private transient AccountScore score;

  @Override
  public void open(OpenContext context) {
    scores = RecordReader.of(AccountScore.class);
    score = new AccountScore();
  }

  @Override
  public void flatMap(InboundRecord record, Collector<AccountBand> out) {
    score = scores.read(record.value(), score);
    if (!score.getFinal$()) {
      return;
    }
    HealthBand band = score.getBand();
    boolean active = score.getFacts().getActiveSubscriptions() > 0;
    out.collect(
        new AccountBand(
            score.getAccountId(),
            score.getFacts().getSegment(),
            active,
            active && PublishedPast.isLevel(band),
            band == HealthBand.AT_RISK));
  }
}
