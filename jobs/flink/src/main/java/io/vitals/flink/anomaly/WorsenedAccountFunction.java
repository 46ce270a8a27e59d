package io.vitals.flink.anomaly;

import io.vitals.domain.anomaly.series.SeriesMeasure;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Tells of an account that comes to be at risk, or whose score comes to lack inputs, for its
 * segment where that is known and for all accounts. An account that is scored for the first time
 * tells nothing. Bounded by what each account is like that is scored.
 */
final class WorsenedAccountFunction
    extends KeyedProcessFunction<String, AccountCondition, Worsened> {
  private static final long serialVersionUID = 1L;

  static final ValueStateDescriptor<AccountCondition> CONDITION =
      new ValueStateDescriptor<>("condition", TypeInformation.of(AccountCondition.class));

  private transient ValueState<AccountCondition> condition;

  @Override
  public void open(OpenContext context) {
    condition = getRuntimeContext().getState(CONDITION);
  }

  @Override
  public void processElement(AccountCondition now, Context context, Collector<Worsened> out)
      throws Exception {
    AccountCondition before = condition.value();
    if (now.scored() && before != null) {
      if (now.atRisk() && !before.atRisk()) {
        tell(now, SeriesMeasure.NEWLY_AT_RISK, 1, out);
      }
      if (now.missing() > before.missing()) {
        tell(now, SeriesMeasure.INPUTS_LOST, now.missing() - before.missing(), out);
      }
    }
    if (now.scored()) {
      condition.update(now);
    } else if (!now.active()) {
      condition.clear();
    }
  }

  private static void tell(
      AccountCondition account, SeriesMeasure measure, int count, Collector<Worsened> out) {
    if (account.segment() != null) {
      out.collect(new Worsened(account.segment(), measure, count));
    }
    out.collect(new Worsened("", measure, count));
  }
}
