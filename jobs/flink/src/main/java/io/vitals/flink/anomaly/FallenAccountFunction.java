package io.vitals.flink.anomaly;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Tells of an account that comes to be at risk, its segment where that is known and all accounts.
 * An account that is scored for the first time tells nothing. Bounded by the band of each account
 * that is scored.
 */
final class FallenAccountFunction extends KeyedProcessFunction<String, AccountBand, AccountBand> {
  private static final long serialVersionUID = 1L;

  static final ValueStateDescriptor<AccountBand> BAND =
      new ValueStateDescriptor<>("band", TypeInformation.of(AccountBand.class));

  private transient ValueState<AccountBand> band;

  @Override
  public void open(OpenContext context) {
    band = getRuntimeContext().getState(BAND);
  }

  @Override
  public void processElement(AccountBand now, Context context, Collector<AccountBand> out)
      throws Exception {
    AccountBand before = band.value();
    if (now.scored() && before != null && now.atRisk() && !before.atRisk()) {
      if (now.segment() != null) {
        out.collect(now);
      }
      out.collect(now.inPortfolio());
    }
    if (now.scored()) {
      band.update(now);
    } else if (!now.active()) {
      band.clear();
    }
  }
}
