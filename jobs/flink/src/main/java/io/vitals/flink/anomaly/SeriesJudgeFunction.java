package io.vitals.flink.anomaly;

import io.vitals.domain.anomaly.CountPrior;
import io.vitals.domain.anomaly.peers.KnownPeers;
import io.vitals.domain.anomaly.peers.PeerPrior;
import io.vitals.domain.anomaly.series.DetectorStore;
import io.vitals.domain.anomaly.series.SeriesCount;
import io.vitals.domain.anomaly.series.SeriesDetectors;
import io.vitals.domain.anomaly.series.SeriesPanel;
import io.vitals.domain.anomaly.series.SeriesPoint;
import io.vitals.flink.punctuated.RowsAhead;
import io.vitals.schemas.SignalScope;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Judges the counts of a subject. A count waits for its time, so that what is known of peers by
 * then is known. Bounded by the counts that wait, a detector of each series, and the peers of each
 * segment; a subject that is watched no more is forgotten.
 */
final class SeriesJudgeFunction
    extends KeyedBroadcastProcessFunction<String, SeriesCount, PeerPrior, SeriesPoint> {
  private static final long serialVersionUID = 1L;

  static final MapStateDescriptor<String, PeerPrior> PEERS =
      new MapStateDescriptor<>("peers", Types.STRING, TypeInformation.of(PeerPrior.class));
  static final MapStateDescriptor<Long, List<SeriesCount>> AHEAD =
      new MapStateDescriptor<>(
          "ahead", Types.LONG, Types.LIST(TypeInformation.of(SeriesCount.class)));

  private final SeriesDetectors detectors;

  private transient RowsAhead<SeriesCount> ahead;
  private transient MapState<String, byte[]> memories;
  private transient SeriesPanel panel;
  private transient KnownPeers peers;

  SeriesJudgeFunction(SeriesDetectors detectors) {
    this.detectors = detectors;
  }

  @Override
  public void open(OpenContext context) {
    ahead = new RowsAhead<>(getRuntimeContext().getMapState(AHEAD));
    memories = getRuntimeContext().getMapState(StoredDetectors.MEMORIES);
    panel = new SeriesPanel(detectors);
  }

  @Override
  public void processBroadcastElement(PeerPrior row, Context context, Collector<SeriesPoint> out)
      throws Exception {
    BroadcastState<String, PeerPrior> state = context.getBroadcastState(PEERS);
    read(state.immutableEntries());
    peers.add(row);
    state.put(row.key(), row);
    for (PeerPrior forgotten : peers.forget(row, context.currentWatermark())) {
      state.remove(forgotten.key());
    }
  }

  @Override
  public void processElement(SeriesCount count, ReadOnlyContext context, Collector<SeriesPoint> out)
      throws Exception {
    ahead.add(context.timestamp(), count, context.timerService());
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<SeriesPoint> out)
      throws Exception {
    read(context.getBroadcastState(PEERS).immutableEntries());
    DetectorStore store = new StoredDetectors(memories);
    for (SeriesCount count : ahead.take(time)) {
      out.collect(panel.judge(count, store, first -> prior(first, time)));
      if (count.isEnd()) {
        memories.clear();
      }
    }
  }

  private CountPrior prior(SeriesCount first, long time) {
    return first.scope() == SignalScope.ACCOUNT
        ? peers.at(time, first.segment(), first.series())
        : null;
  }

  private void read(Iterable<Map.Entry<String, PeerPrior>> rows) {
    if (peers == null) {
      peers = new KnownPeers();
      rows.forEach(entry -> peers.add(entry.getValue()));
    }
  }
}
