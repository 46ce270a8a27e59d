package io.vitals.flink.health;

import io.vitals.flink.punctuated.OutboundRecord;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.functions.MapFunction;

/** What is written to {@code account.score} goes to the gate as well. */
final class ToScoreRow implements MapFunction<OutboundRecord, ScoreRow> {
  private static final long serialVersionUID = 1L;

  @Override
  public ScoreRow map(OutboundRecord record) {
    return new ScoreRow(
        new String(record.key(), StandardCharsets.UTF_8), record.value(), record.timestamp());
  }
}
