package io.vitals.flink.alerts;

import static io.vitals.domain.alerting.Rejections.QUARTER_MILLIS;

import io.vitals.domain.alerting.Condition;
import io.vitals.domain.alerting.Rejections;
import io.vitals.domain.alerting.Rejections.Quarter;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Judges at each close of a quarter of an hour how much of a source could not be used. Bounded by
 * an hour's quarters; empty an hour after the source's last record.
 */
final class RejectionFunction extends KeyedProcessFunction<String, RejectionRow, SubjectRow> {
  private static final long serialVersionUID = 1L;

  static final ValueStateDescriptor<Rejections> COUNTS =
      new ValueStateDescriptor<>("rejections", TypeInformation.of(Rejections.class));

  private transient ValueState<Rejections> counts;

  @Override
  public void open(OpenContext context) {
    counts = getRuntimeContext().getState(COUNTS);
  }

  @Override
  public void processElement(RejectionRow row, Context context, Collector<SubjectRow> out)
      throws Exception {
    long watermark = context.timerService().currentWatermark();
    long start = quarter(Math.max(row.time(), watermark + 1));
    Rejections before = counts.value();
    counts.update(
        (before == null ? Rejections.none() : before)
            .with(new Quarter(start, row.records(), row.rejected(), row.unmapped())));
    context.timerService().registerEventTimeTimer(start + QUARTER_MILLIS);
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<SubjectRow> out)
      throws Exception {
    Rejections known = counts.value();
    if (known == null || context.timerService().currentWatermark() == Long.MAX_VALUE) {
      return;
    }
    Instant close = Instant.ofEpochMilli(time);
    for (Condition condition : known.conditions(context.getCurrentKey(), close)) {
      out.collect(SubjectRow.condition(condition, time));
    }
    Rejections next = known.closedAt(close);
    if (next.quarters().isEmpty()) {
      counts.clear();
    } else {
      counts.update(next);
      context.timerService().registerEventTimeTimer(time + QUARTER_MILLIS);
    }
  }

  private static long quarter(long time) {
    return Math.floorDiv(time, QUARTER_MILLIS) * QUARTER_MILLIS;
  }
}
