package io.vitals.flink.quality;

import io.vitals.domain.quality.AccountSummary;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;

/**
 * Summaries of many accounts that wait for their time. Each has an entry of its own, since
 * thousands may be of one instant, as when a CRM tells all that it knows.
 */
final class SummariesAhead {
  private final MapState<Long, Integer> counts;
  private final MapState<String, AccountSummary> summaries;

  private SummariesAhead(
      MapState<Long, Integer> counts, MapState<String, AccountSummary> summaries) {
    this.counts = counts;
    this.summaries = summaries;
  }

  /** Those that wait under a name in the state of a function. */
  static SummariesAhead of(String name, RuntimeContext context) {
    return new SummariesAhead(
        context.getMapState(new MapStateDescriptor<>(name + "-counts", Types.LONG, Types.INT)),
        context.getMapState(
            new MapStateDescriptor<>(
                name, Types.STRING, TypeInformation.of(AccountSummary.class))));
  }

  /** Lets a summary wait, and a timer wake its key at the time. */
  void add(long time, AccountSummary summary, TimerService timers) throws Exception {
    Integer known = counts.get(time);
    int place = known == null ? 0 : known;
    counts.put(time, place + 1);
    summaries.put(key(time, place), summary);
    timers.registerEventTimeTimer(time);
  }

  /** Those of a time that has come, in the order in which they came; they wait no longer. */
  List<AccountSummary> take(long time) throws Exception {
    Integer count = counts.get(time);
    if (count == null) {
      return List.of();
    }
    counts.remove(time);
    List<AccountSummary> due = new ArrayList<>(count);
    for (int place = 0; place < count; place++) {
      due.add(summaries.get(key(time, place)));
      summaries.remove(key(time, place));
    }
    return due;
  }

  private static String key(long time, int place) {
    return time + "|" + place;
  }
}
