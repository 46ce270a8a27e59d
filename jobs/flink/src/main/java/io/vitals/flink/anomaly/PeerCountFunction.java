package io.vitals.flink.anomaly;

import io.vitals.domain.anomaly.CountSettings;
import io.vitals.domain.anomaly.WorkingCalendar;
import io.vitals.domain.anomaly.peers.PeerCount;
import io.vitals.domain.anomaly.peers.SlotCounts;
import io.vitals.domain.anomaly.series.SeriesCount;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * What an account's days say for its peers, those of its segment and all. Hours say nothing: they
 * are UTC and customers are not, so the day of one is not that of another. Bounded by one count of
 * each day of the week in each series; ends with the account.
 */
final class PeerCountFunction extends KeyedProcessFunction<String, SeriesCount, PeerCount> {
  private static final long serialVersionUID = 1L;

  static final MapStateDescriptor<String, SlotCounts> LAST =
      new MapStateDescriptor<>("last", Types.STRING, TypeInformation.of(SlotCounts.class));

  private final WorkingCalendar calendar;

  private transient MapState<String, SlotCounts> last;
  private transient CountSettings daily;

  PeerCountFunction(WorkingCalendar calendar) {
    this.calendar = calendar;
  }

  @Override
  public void open(OpenContext context) {
    last = getRuntimeContext().getMapState(LAST);
    daily = CountSettings.daily(calendar);
  }

  @Override
  public void processElement(SeriesCount count, Context context, Collector<PeerCount> out)
      throws Exception {
    if (count.isEnd()) {
      last.clear();
      return;
    }
    if (!count.isDaily()) {
      return;
    }
    SlotCounts known = last.get(count.series());
    SlotCounts before = known == null ? SlotCounts.none(daily.seasonSlots()) : known;
    PeerCount compared = before.compare(count, daily);
    last.put(count.series(), before.with(compared));
    if (compared.segment() != null) {
      out.collect(compared);
    }
    out.collect(compared.ofAll());
  }
}
