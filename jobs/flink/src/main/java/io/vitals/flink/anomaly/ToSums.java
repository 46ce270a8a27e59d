package io.vitals.flink.anomaly;

import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** An account's hour for its segment, where that is known, and for the portfolio. */
final class ToSums implements FlatMapFunction<AccountHour, AccountHour> {
  private static final long serialVersionUID = 1L;

  @Override
  public void flatMap(AccountHour hour, Collector<AccountHour> out) {
    if (hour.segment() != null) {
      out.collect(hour);
    }
    out.collect(hour.inPortfolio());
  }
}
