package io.vitals.flink.anomaly;

import io.vitals.domain.health.PublishedPast;
import io.vitals.domain.quality.ScoredFacts;
import io.vitals.flink.punctuated.InboundRecord;
import io.vitals.schemas.AccountScore;
import io.vitals.schemas.HealthBand;
import io.vitals.schemas.ScoreInput;
import io.vitals.schemas.wire.RecordReader;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;

/** How accounts do, by the scores of the close of an hour. */
final class ToAccountCondition extends RichFlatMapFunction<InboundRecord, AccountCondition> {
  private static final long serialVersionUID = 1L;

  private transient RecordReader<AccountScore> scores;
  private transient AccountScore score;

  @Override
  public void open(OpenContext context) {
    scores = RecordReader.of(AccountScore.class);
    score = new AccountScore();
  }

  @Override
  public void flatMap(InboundRecord record, Collector<AccountCondition> out) {
    score = scores.read(record.value(), score);
    if (!score.getFinal$()) {
      return;
    }
    HealthBand band = score.getBand();
    boolean active = score.getFacts().getActiveSubscriptions() > 0;
    out.collect(
        new AccountCondition(
            score.getAccountId(),
            score.getFacts().getSegment(),
            active,
            active && PublishedPast.isLevel(band),
            band == HealthBand.AT_RISK,
            missing(score)));
  }

  private static int missing(AccountScore score) {
    int missing = 0;
    for (ScoreInput input : score.getInputs()) {
      missing += ScoredFacts.isLacking(input) ? 1 : 0;
    }
    return missing;
  }
}
