package io.vitals.flink.quality;

import io.vitals.domain.health.IngestHours;
import io.vitals.domain.quality.PortfolioTotals;
import io.vitals.domain.quality.ReconciliationRules;
import io.vitals.domain.quality.ReconciliationRules.Known;
import io.vitals.domain.quality.TotalsHistory;
import io.vitals.schemas.SourceArrivals;
import io.vitals.schemas.SourceFreshness;
import io.vitals.schemas.wire.RecordReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/** What we know when totals are compared: our own by the minute, and what explains differences. */
final class ReconciliationState {
  static final ValueStateDescriptor<PortfolioTotals> OURS =
      new ValueStateDescriptor<>("ours", TypeInformation.of(PortfolioTotals.class));
  static final MapStateDescriptor<Long, PortfolioTotals> CHANGES =
      new MapStateDescriptor<>("changes", Types.LONG, TypeInformation.of(PortfolioTotals.class));
  static final MapStateDescriptor<String, PortfolioTotals> SURPLUS =
      new MapStateDescriptor<>("surplus", Types.STRING, TypeInformation.of(PortfolioTotals.class));

  /** By close of the hour, then by source and entity. */
  static final MapStateDescriptor<Long, Map<String, Long>> DEAD_LETTERS =
      new MapStateDescriptor<>("dead-letters", Types.LONG, Types.MAP(Types.STRING, Types.LONG));

  static final MapStateDescriptor<String, byte[]> SOURCES =
      new MapStateDescriptor<>(
          "sources", Types.STRING, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  private final RecordReader<SourceArrivals> arrivals = RecordReader.of(SourceArrivals.class);
  private final RecordReader<SourceFreshness> freshness = RecordReader.of(SourceFreshness.class);
  private final ValueState<PortfolioTotals> ours;
  private final MapState<Long, PortfolioTotals> changes;
  private final MapState<String, PortfolioTotals> surplus;
  private final MapState<Long, Map<String, Long>> deadLetters;
  private final MapState<String, byte[]> sources;

  ReconciliationState(RuntimeContext context) {
    ours = context.getState(OURS);
    changes = context.getMapState(CHANGES);
    surplus = context.getMapState(SURPLUS);
    deadLetters = context.getMapState(DEAD_LETTERS);
    sources = context.getMapState(SOURCES);
  }

  /** Our totals changed. */
  void change(long minute, PortfolioTotals by) throws Exception {
    PortfolioTotals known = ours.value();
    ours.update(known == null ? by : known.plus(by));
    PortfolioTotals before = changes.get(minute);
    changes.put(minute, before == null ? by : before.plus(by));
  }

  /** A row that may explain a difference. */
  void learn(ReconciliationRow row) throws Exception {
    switch (row.kind()) {
      case SURPLUS -> surplus.put(row.tenant(), row.totals());
      case FRESHNESS -> sources.put(freshness.read(row.record()).getSource(), row.record());
      case ARRIVALS -> unusable(arrivals.read(row.record()), IngestHours.closeOf(row.time()));
      case CHANGE, CLAIM -> throw new IllegalArgumentException("explains nothing: " + row.kind());
    }
  }

  private void unusable(SourceArrivals arrived, long hour) throws Exception {
    Map<String, Long> known = deadLetters.get(hour);
    Map<String, Long> next = known == null ? new HashMap<>() : new HashMap<>(known);
    next.merge(
        ReconciliationRules.deadLetterKey(arrived.getSource(), arrived.getEntity()),
        arrived.getDeadLetters(),
        Long::sum);
    deadLetters.put(hour, next);
  }

  /** Drops what is too long ago to be remembered. */
  void forget(Instant now) throws Exception {
    removeForgotten(changes, now);
    removeForgotten(deadLetters, now);
  }

  private static <V> void removeForgotten(MapState<Long, V> byTime, Instant now) throws Exception {
    List<Long> forgotten = new ArrayList<>();
    for (Long time : byTime.keys()) {
      if (TotalsHistory.isForgotten(time, now)) {
        forgotten.add(time);
      }
    }
    for (Long time : forgotten) {
      byTime.remove(time);
    }
  }

  /** Our totals of an instant. */
  PortfolioTotals ours(Instant asOf) throws Exception {
    PortfolioTotals now = ours.value() == null ? PortfolioTotals.NONE : ours.value();
    return TotalsHistory.at(asOf, now, changes.entries());
  }

  /** What we know of an instant. */
  Known known(Instant asOf, boolean subscriptionsAgree) throws Exception {
    PortfolioTotals doubled = PortfolioTotals.NONE;
    for (PortfolioTotals ofTenant : surplus.values()) {
      doubled = doubled.plus(ofTenant);
    }
    Map<String, Long> unusable = new HashMap<>();
    for (Map<String, Long> ofHour : deadLetters.values()) {
      ofHour.forEach((key, count) -> unusable.merge(key, count, Long::sum));
    }
    List<SourceFreshness> rows = new ArrayList<>();
    for (byte[] row : sources.values()) {
      rows.add(freshness.read(row));
    }
    return new Known(ours(asOf), doubled, unusable, rows, subscriptionsAgree);
  }

  /** Whether there is anything to forget one day. */
  boolean remembers() throws Exception {
    return !changes.isEmpty() || !deadLetters.isEmpty();
  }
}
