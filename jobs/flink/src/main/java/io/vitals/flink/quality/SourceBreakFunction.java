package io.vitals.flink.quality;

import io.vitals.domain.freshness.BlastRadius;
import io.vitals.domain.freshness.BlastRadius.Fed;
import io.vitals.domain.freshness.BreakRow;
import io.vitals.domain.health.IngestHours;
import io.vitals.domain.quality.AccountSummary;
import io.vitals.flink.punctuated.InboundRecord;
import io.vitals.flink.punctuated.OutboundRecord;
import io.vitals.flink.punctuated.RowsAhead;
import io.vitals.schemas.Entity;
import io.vitals.schemas.SourceBreak;
import io.vitals.schemas.SourceFreshness;
import io.vitals.schemas.metrics.MetricDictionary;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordReader;
import io.vitals.schemas.wire.RecordWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Tells of each break of a source what it touches: when it begins, when its status or cause
 * changes, at each close of an hour while it lasts and its figures changed, and when it ends.
 * Accounts and freshness wait for their time. One key for all, so it runs in one place; bounded by
 * the accounts and the sources.
 */
final class SourceBreakFunction
    extends KeyedCoProcessFunction<Integer, SummaryAt, InboundRecord, OutboundRecord> {
  private static final long serialVersionUID = 1L;

  static final MapStateDescriptor<String, AccountSummary> ACCOUNTS =
      new MapStateDescriptor<>("accounts", Types.STRING, TypeInformation.of(AccountSummary.class));
  static final MapStateDescriptor<String, byte[]> OPEN =
      new MapStateDescriptor<>(
          "open", Types.STRING, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  /** When each source's last change of status or cause was; what comes again is not heard again. */
  static final MapStateDescriptor<String, Long> JUDGED =
      new MapStateDescriptor<>("judged", Types.STRING, Types.LONG);

  static final MapStateDescriptor<Long, List<byte[]>> FRESHNESS_AHEAD =
      new MapStateDescriptor<>(
          "freshness-ahead",
          Types.LONG,
          Types.LIST(PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));

  private transient MapState<String, AccountSummary> accounts;
  private transient MapState<String, byte[]> open;
  private transient MapState<String, Long> judged;
  private transient SummariesAhead accountsAhead;
  private transient RowsAhead<byte[]> freshnessAhead;
  private transient MetricDictionary dictionary;
  private transient RecordReader<SourceFreshness> freshness;
  private transient RecordReader<SourceBreak> breaks;
  private transient RecordWriter<SourceBreak> rows;

  @Override
  public void open(OpenContext context) {
    accounts = getRuntimeContext().getMapState(ACCOUNTS);
    open = getRuntimeContext().getMapState(OPEN);
    judged = getRuntimeContext().getMapState(JUDGED);
    accountsAhead = SummariesAhead.of("accounts-ahead", getRuntimeContext());
    freshnessAhead = new RowsAhead<>(getRuntimeContext().getMapState(FRESHNESS_AHEAD));
    dictionary = MetricDictionary.load();
    freshness = RecordReader.of(SourceFreshness.class);
    breaks = RecordReader.of(SourceBreak.class);
    rows = RecordWriter.of(SourceBreak.class);
  }

  @Override
  public void processElement1(SummaryAt summary, Context context, Collector<OutboundRecord> out)
      throws Exception {
    accountsAhead.add(summary.time(), summary.summary(), context.timerService());
  }

  @Override
  public void processElement2(InboundRecord record, Context context, Collector<OutboundRecord> out)
      throws Exception {
    if (freshness.read(record.value()).getTransition()) {
      freshnessAhead.add(record.time(), record.value(), context.timerService());
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<OutboundRecord> out)
      throws Exception {
    if (context.timerService().currentWatermark() == Long.MAX_VALUE) {
      return;
    }
    for (AccountSummary summary : accountsAhead.take(time)) {
      accounts.put(summary.accountId(), summary);
    }
    Instant now = Instant.ofEpochMilli(time);
    for (byte[] row : freshnessAhead.take(time)) {
      judge(freshness.read(row), now, out);
    }
    if (IngestHours.isClose(time)) {
      renew(now, out);
    }
    if (!open.isEmpty()) {
      context.timerService().registerEventTimeTimer(IngestHours.closeOf(time + 1));
    }
  }

  private void judge(SourceFreshness row, Instant now, Collector<OutboundRecord> out)
      throws Exception {
    String source = row.getSource();
    Long last = judged.get(source);
    if (last != null && last >= now.toEpochMilli()) {
      return;
    }
    judged.put(source, now.toEpochMilli());
    SourceBreak known = open.contains(source) ? breaks.read(open.get(source)) : null;
    if (!BreakRow.isWorthARow(known, row)) {
      return;
    }
    BlastRadius radius = radius(row.getEntities(), active());
    tell(BreakRow.next(known, row, radius, now), out);
  }

  private void renew(Instant now, Collector<OutboundRecord> out) throws Exception {
    List<SourceBreak> known = new ArrayList<>();
    for (Map.Entry<String, byte[]> entry : open.entries()) {
      known.add(breaks.read(entry.getValue()));
    }
    if (known.isEmpty()) {
      return;
    }
    List<Fed> active = active();
    for (SourceBreak lasting : known) {
      BlastRadius radius = radius(lasting.getEntities(), active);
      Optional<SourceBreak> renewed = BreakRow.renewed(lasting, radius, now);
      if (renewed.isPresent()) {
        tell(renewed.get(), out);
      }
    }
  }

  private BlastRadius radius(List<Entity> fed, List<Fed> active) {
    Set<Entity> entities = EnumSet.noneOf(Entity.class);
    entities.addAll(fed);
    return BlastRadius.of(entities, active, dictionary);
  }

  private List<Fed> active() throws Exception {
    List<Fed> active = new ArrayList<>();
    for (AccountSummary account : accounts.values()) {
      if (account.active()) {
        active.add(new Fed(account.arrMinor(), account.fedBy()));
      }
    }
    return active;
  }

  private void tell(SourceBreak row, Collector<OutboundRecord> out) throws Exception {
    byte[] value = rows.write(row);
    if (row.getEnded() == null) {
      open.put(row.getSource(), value);
    } else {
      open.remove(row.getSource());
    }
    out.collect(
        OutboundRecord.of(
            Topic.SOURCE_BREAKS, row.getSource(), value, row.getIngestTime().toEpochMilli()));
  }
}
