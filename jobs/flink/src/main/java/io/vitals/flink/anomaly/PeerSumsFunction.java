package io.vitals.flink.anomaly;

import io.vitals.domain.anomaly.CountPrior;
import io.vitals.domain.anomaly.peers.PeerCount;
import io.vitals.domain.anomaly.peers.PeerPrior;
import io.vitals.domain.anomaly.peers.PeerSums;
import io.vitals.domain.anomaly.series.Hours;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Says every day what is to be expected of an account of a segment. Counts are summed up by the day
 * that says so, since some are read ahead. Bounded by the sums of each series, of all days and of
 * those that were read ahead.
 */
final class PeerSumsFunction extends KeyedProcessFunction<String, PeerCount, PeerPrior> {
  private static final long serialVersionUID = 1L;

  static final MapStateDescriptor<String, PeerSums> TOTALS =
      new MapStateDescriptor<>("totals", Types.STRING, TypeInformation.of(PeerSums.class));
  static final MapStateDescriptor<String, PeerSums> AHEAD =
      new MapStateDescriptor<>("ahead", Types.STRING, TypeInformation.of(PeerSums.class));

  private transient MapState<String, PeerSums> totals;
  private transient MapState<String, PeerSums> ahead;

  @Override
  public void open(OpenContext context) {
    totals = getRuntimeContext().getMapState(TOTALS);
    ahead = getRuntimeContext().getMapState(AHEAD);
  }

  @Override
  public void processElement(PeerCount count, Context context, Collector<PeerPrior> out)
      throws Exception {
    long due = Hours.dayJudging(context.timestamp());
    String key = prefix(due) + count.series();
    PeerSums known = ahead.get(key);
    ahead.put(key, (known == null ? PeerSums.none(count.slots()) : known).with(count));
    context.timerService().registerEventTimeTimer(due);
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<PeerPrior> out)
      throws Exception {
    for (Map.Entry<String, PeerSums> entry : take(time).entrySet()) {
      String series = entry.getKey();
      PeerSums before = totals.get(series);
      PeerSums now = before == null ? entry.getValue() : entry.getValue().afterADay(before);
      totals.put(series, now);
      CountPrior prior = now.prior();
      if (prior != null) {
        out.collect(new PeerPrior(context.getCurrentKey(), series, time, prior));
      }
    }
  }

  private Map<String, PeerSums> take(long time) throws Exception {
    Map<String, PeerSums> due = new TreeMap<>();
    for (Map.Entry<String, PeerSums> entry : ahead.entries()) {
      if (entry.getKey().startsWith(prefix(time))) {
        due.put(entry.getKey().substring(prefix(time).length()), entry.getValue());
      }
    }
    for (String series : due.keySet()) {
      ahead.remove(prefix(time) + series);
    }
    return due;
  }

  private static String prefix(long time) {
    return time + "|";
  }
}
