package io.vitals.flink.alerts;

import io.vitals.domain.alerting.SubjectAlerts;
import io.vitals.domain.alerting.SubjectAlerts.BrokenSource;
import io.vitals.domain.alerting.SubjectState;
import io.vitals.domain.freshness.FreshnessTimeline;
import io.vitals.domain.freshness.SourceDeclaration;
import io.vitals.flink.punctuated.InboundRecord;
import io.vitals.flink.punctuated.OutboundRecord;
import io.vitals.flink.punctuated.RowsAhead;
import io.vitals.schemas.Alert;
import io.vitals.schemas.SourceFreshness;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordReader;
import io.vitals.schemas.wire.RecordWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The alerts of a subject. What is learned waits for its time. Bounded for each subject by {@link
 * SubjectState} and by the rows of the seconds not yet reached.
 */
final class AlertsFunction
    extends KeyedBroadcastProcessFunction<String, SubjectRow, InboundRecord, OutboundRecord> {
  private static final long serialVersionUID = 1L;

  /**
   * After a break every account is published anew, at its own moment of a minute, and read here.
   */
  private static final long JUDGED_ANEW_WITHIN_MILLIS = 120_000;

  static final MapStateDescriptor<String, FreshnessTimeline> FRESHNESS =
      new MapStateDescriptor<>(
          "freshness", Types.STRING, TypeInformation.of(FreshnessTimeline.class));
  static final ValueStateDescriptor<SubjectState> STATE =
      new ValueStateDescriptor<>("alerts", TypeInformation.of(SubjectState.class));
  static final MapStateDescriptor<Long, List<SubjectRow>> AHEAD =
      new MapStateDescriptor<>(
          "rows-ahead", Types.LONG, Types.LIST(TypeInformation.of(SubjectRow.class)));

  private final Map<String, SourceDeclaration> declared;

  private transient ValueState<SubjectState> state;
  private transient RowsAhead<SubjectRow> ahead;
  private transient RecordReader<SourceFreshness> freshness;
  private transient RecordWriter<Alert> alerts;

  /**
   * @param declared the declared sources by id
   */
  AlertsFunction(Map<String, SourceDeclaration> declared) {
    this.declared = declared;
  }

  @Override
  public void open(OpenContext context) {
    state = getRuntimeContext().getState(STATE);
    ahead = new RowsAhead<>(getRuntimeContext().getMapState(AHEAD));
    freshness = RecordReader.of(SourceFreshness.class);
    alerts = RecordWriter.of(Alert.class);
  }

  @Override
  public void processBroadcastElement(
      InboundRecord record, Context context, Collector<OutboundRecord> out) throws Exception {
    SourceFreshness row = freshness.read(record.value());
    if (row.getTransition()) {
      BroadcastState<String, FreshnessTimeline> timelines = context.getBroadcastState(FRESHNESS);
      FreshnessTimeline known = timelines.get(row.getSource());
      timelines.put(
          row.getSource(),
          (known == null ? FreshnessTimeline.empty() : known)
              .with(row, context.currentWatermark()));
    }
  }

  @Override
  public void processElement(SubjectRow row, ReadOnlyContext context, Collector<OutboundRecord> out)
      throws Exception {
    // What a job that stood still, or a person, says of a time that has passed is learned now.
    long time = Math.max(row.time(), context.timerService().currentWatermark() + 1);
    ahead.add(time, row, context.timerService());
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<OutboundRecord> out)
      throws Exception {
    if (context.timerService().currentWatermark() == Long.MAX_VALUE) {
      return;
    }
    List<SubjectRow> learned = ahead.take(time);
    SubjectState before = state.value();
    if (before == null && learned.isEmpty()) {
      return;
    }
    SubjectAlerts subject =
        new SubjectAlerts(
            before == null ? SubjectState.start() : before,
            broken(context.getBroadcastState(FRESHNESS), time),
            broken(context.getBroadcastState(FRESHNESS), time - JUDGED_ANEW_WITHIN_MILLIS),
            Instant.ofEpochMilli(time));
    for (SubjectRow row : learned) {
      learn(subject, row);
    }
    subject.pass();
    for (Alert alert : subject.told()) {
      out.collect(OutboundRecord.of(Topic.ALERTS, alert.getEpisodeId(), alerts.write(alert), time));
    }
    keep(subject, context);
  }

  private static void learn(SubjectAlerts subject, SubjectRow row) {
    if (row.account() != null) {
      subject.published(row.account());
    } else if (row.condition() != null) {
      subject.judged(row.condition());
    } else if (row.verdict() != null) {
      subject.heard(row.verdict().episodeId(), row.verdict().kind(), row.verdict().by());
    }
  }

  private void keep(SubjectAlerts subject, OnTimerContext context) throws Exception {
    SubjectState next = subject.state();
    if (next.account() == null && next.episodes().isEmpty()) {
      state.clear();
      return;
    }
    state.update(next);
    long look = subject.nextLook();
    if (look != Long.MAX_VALUE) {
      context.timerService().registerEventTimeTimer(look);
    }
  }

  private List<BrokenSource> broken(
      ReadOnlyBroadcastState<String, FreshnessTimeline> timelines, long time) throws Exception {
    List<BrokenSource> broken = new ArrayList<>();
    for (Map.Entry<String, FreshnessTimeline> source : timelines.immutableEntries()) {
      SourceDeclaration declaration = declared.get(source.getKey());
      if (declaration != null && source.getValue().holdsAt(time)) {
        broken.add(new BrokenSource(source.getKey(), declaration.entities()));
      }
    }
    return broken;
  }
}
