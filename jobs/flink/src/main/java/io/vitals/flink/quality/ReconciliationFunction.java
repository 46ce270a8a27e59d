package io.vitals.flink.quality;

import io.vitals.domain.health.IngestHours;
import io.vitals.domain.quality.ReconciliationRules;
import io.vitals.domain.quality.TotalsHistory;
import io.vitals.flink.punctuated.OutboundRecord;
import io.vitals.flink.punctuated.RowsAhead;
import io.vitals.flink.quality.ReconciliationRow.Kind;
import io.vitals.schemas.ControlMeasure;
import io.vitals.schemas.ControlTotal;
import io.vitals.schemas.Reconciliation;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordReader;
import io.vitals.schemas.wire.RecordWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the totals of other systems with ours of the same instant: when one is told, and again
 * at each close of an hour, as what comes late or becomes known may explain more. A comparison is
 * told when it says something new. Rows wait for their time, except changes of our totals: they add
 * up in any order, and one that is read early explains a difference sooner. One key for all, so it
 * runs in one place; bounded by the minutes remembered, the tenants, the sources and the systems.
 */
final class ReconciliationFunction
    extends KeyedProcessFunction<Integer, ReconciliationRow, OutboundRecord> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(ReconciliationFunction.class);

  static final String TOO_OLD = "controlTotalsTooOld";

  static final MapStateDescriptor<String, byte[]> CLAIMS = encoded("claims");
  static final MapStateDescriptor<String, byte[]> TOLD = encoded("told");
  static final MapStateDescriptor<Long, List<ReconciliationRow>> AHEAD =
      new MapStateDescriptor<>(
          "ahead", Types.LONG, Types.LIST(TypeInformation.of(ReconciliationRow.class)));

  private transient ReconciliationState state;
  private transient MapState<String, byte[]> claims;
  private transient MapState<String, byte[]> told;
  private transient RowsAhead<ReconciliationRow> ahead;
  private transient RecordReader<ControlTotal> reader;
  private transient RecordReader<Reconciliation> rows;
  private transient RecordWriter<Reconciliation> writer;
  private transient Counter tooOld;

  @Override
  public void open(OpenContext context) {
    state = new ReconciliationState(getRuntimeContext());
    claims = getRuntimeContext().getMapState(CLAIMS);
    told = getRuntimeContext().getMapState(TOLD);
    ahead = new RowsAhead<>(getRuntimeContext().getMapState(AHEAD));
    reader = RecordReader.of(ControlTotal.class);
    rows = RecordReader.of(Reconciliation.class);
    writer = RecordWriter.of(Reconciliation.class);
    tooOld = getRuntimeContext().getMetricGroup().counter(TOO_OLD);
  }

  @Override
  public void processElement(ReconciliationRow row, Context context, Collector<OutboundRecord> out)
      throws Exception {
    if (row.kind() == Kind.CHANGE) {
      state.change(TotalsHistory.minuteOf(row.eventTime()), row.totals());
      context.timerService().registerEventTimeTimer(IngestHours.closeOf(row.time()));
    } else {
      ahead.add(row.time(), row, context.timerService());
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<OutboundRecord> out)
      throws Exception {
    if (context.timerService().currentWatermark() == Long.MAX_VALUE) {
      return;
    }
    Instant now = Instant.ofEpochMilli(time);
    List<ControlTotal> due = new ArrayList<>();
    for (ReconciliationRow row : ahead.take(time)) {
      if (row.kind() == Kind.CLAIM) {
        accept(row.record(), context.timerService().currentWatermark(), due);
      } else {
        state.learn(row);
      }
    }
    if (IngestHours.isClose(time)) {
      state.forget(now);
      forgetClaims(now, out);
      due = standing();
    }
    if (!due.isEmpty()) {
      Set<String> agreeing = systemsThatAgree(standing());
      for (ControlTotal claim : due) {
        compare(claim, agreeing.contains(claim.getSystem()), now, out);
      }
    }
    if (state.remembers() || !claims.isEmpty()) {
      context.timerService().registerEventTimeTimer(IngestHours.closeOf(time + 1));
    }
  }

  /**
   * Of several totals of one measure the one of the latest instant stands. One that is read long
   * after its time can be of an instant that is forgotten by now.
   */
  private void accept(byte[] record, long watermark, List<ControlTotal> due) throws Exception {
    ControlTotal claim = reader.read(record);
    Instant reached = Instant.ofEpochMilli(watermark);
    if (TotalsHistory.isForgotten(claim.getAsOf().toEpochMilli(), reached)) {
      tooOld.inc();
      LOG.warn(
          "A total of {} as of {} is not compared: the last {} days are remembered, up to {}",
          claim.getSystem(),
          claim.getAsOf(),
          TotalsHistory.REMEMBERED.toDays(),
          reached);
      return;
    }
    String key = ReconciliationRules.key(claim);
    byte[] known = claims.get(key);
    if (known == null || !reader.read(known).getAsOf().isAfter(claim.getAsOf())) {
      claims.put(key, record);
      due.removeIf(other -> ReconciliationRules.key(other).equals(key));
      due.add(claim);
    }
  }

  private List<ControlTotal> standing() throws Exception {
    List<ControlTotal> standing = new ArrayList<>();
    for (byte[] claim : claims.values()) {
      standing.add(reader.read(claim));
    }
    return standing;
  }

  /** A total that nobody renews is taken back: its difference would stand for ever. */
  private void forgetClaims(Instant now, Collector<OutboundRecord> out) throws Exception {
    for (ControlTotal claim : standing()) {
      if (TotalsHistory.isForgotten(claim.getAsOf().toEpochMilli(), now)) {
        String key = ReconciliationRules.key(claim);
        byte[] last = told.get(key);
        if (last != null) {
          Reconciliation withdrawn =
              Reconciliation.newBuilder(rows.read(last))
                  .setIngestTime(now)
                  .setWithdrawn(true)
                  .build();
          out.collect(row(key, writer.write(withdrawn), now));
        }
        claims.remove(key);
        told.remove(key);
        out.collect(row(key, null, now));
      }
    }
  }

  private void compare(
      ControlTotal claim, boolean subscriptionsAgree, Instant now, Collector<OutboundRecord> out)
      throws Exception {
    String key = ReconciliationRules.key(claim);
    Reconciliation row =
        ReconciliationRules.compare(claim, state.known(claim.getAsOf(), subscriptionsAgree), now);
    byte[] content =
        writer.write(Reconciliation.newBuilder(row).setIngestTime(Instant.EPOCH).build());
    if (!Arrays.equals(content, told.get(key))) {
      told.put(key, content);
      out.collect(row(key, writer.write(row), now));
    }
  }

  private static OutboundRecord row(String key, byte[] value, Instant now) {
    return OutboundRecord.of(Topic.QUALITY_RECONCILIATIONS, key, value, now.toEpochMilli());
  }

  /** Those that count as many active subscriptions as we do. */
  private Set<String> systemsThatAgree(List<ControlTotal> standing) throws Exception {
    Set<String> agreeing = new HashSet<>();
    for (ControlTotal claim : standing) {
      if (claim.getMeasure() == ControlMeasure.ACTIVE_SUBSCRIPTIONS
          && claim.getTotal() == state.ours(claim.getAsOf()).activeSubscriptions()) {
        agreeing.add(claim.getSystem());
      }
    }
    return agreeing;
  }

  private static MapStateDescriptor<String, byte[]> encoded(String name) {
    return new MapStateDescriptor<>(
        name, Types.STRING, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
  }
}
