package io.vitals.flink.anomaly;

import io.vitals.domain.anomaly.series.AccountWatch;
import io.vitals.domain.anomaly.series.HourCounts;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.MapState;

/**
 * The hours of an account in state.
 *
 * @param counts by hour, since 1970-01-01 UTC
 */
record StoredHours(MapState<Integer, HourCounts> counts) implements AccountWatch.HourStore {
  @Override
  public HourCounts get(int hour) throws Exception {
    return counts.get(hour);
  }

  @Override
  public void forgetBefore(int hour) throws Exception {
    List<Integer> past = new ArrayList<>();
    for (int known : counts.keys()) {
      if (known < hour) {
        past.add(known);
      }
    }
    for (int known : past) {
      counts.remove(known);
    }
  }
}
