package io.vitals.flink.quality;

import io.vitals.domain.freshness.SourceDeclaration;
import io.vitals.domain.health.IngestHours;
import io.vitals.domain.quality.ObservedHour;
import io.vitals.domain.quality.OpenExceptions;
import io.vitals.domain.quality.OpenExceptions.Whose;
import io.vitals.domain.quality.SourceDrift;
import io.vitals.flink.punctuated.OutboundRecord;
import io.vitals.schemas.QualityRatio;
import java.time.Instant;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Judges at the close of each hour what intake observed of a source in it: fields that came filled
 * or not, event names that its taxonomy lacks. What is observed adds up in any order, and waits for
 * its hour. Bounded by what one source's drift holds, and one sum of each hour not yet reached.
 */
final class SourceDriftFunction extends KeyedProcessFunction<String, Observed, OutboundRecord> {
  private static final long serialVersionUID = 1L;

  static final ValueStateDescriptor<SourceDrift> DRIFT =
      new ValueStateDescriptor<>("drift", TypeInformation.of(SourceDrift.class));
  static final ValueStateDescriptor<OpenExceptions> OPEN =
      new ValueStateDescriptor<>("open", TypeInformation.of(OpenExceptions.class));

  /** The share told last. */
  static final ValueStateDescriptor<String> TOLD = new ValueStateDescriptor<>("told", Types.STRING);

  static final MapStateDescriptor<Long, ObservedHour> AHEAD =
      new MapStateDescriptor<>("ahead", Types.LONG, TypeInformation.of(ObservedHour.class));

  private static final String NOTHING = "0/0";

  private final Map<String, SourceDeclaration> sources;

  private transient ValueState<SourceDrift> drift;
  private transient ValueState<OpenExceptions> open;
  private transient ValueState<String> told;
  private transient MapState<Long, ObservedHour> ahead;
  private transient ExceptionRows exceptions;
  private transient RatioRows ratios;

  SourceDriftFunction(Map<String, SourceDeclaration> sources) {
    this.sources = sources;
  }

  @Override
  public void open(OpenContext context) {
    drift = getRuntimeContext().getState(DRIFT);
    open = getRuntimeContext().getState(OPEN);
    told = getRuntimeContext().getState(TOLD);
    ahead = getRuntimeContext().getMapState(AHEAD);
    exceptions = new ExceptionRows();
    ratios = new RatioRows();
  }

  @Override
  public void processElement(Observed observed, Context context, Collector<OutboundRecord> out)
      throws Exception {
    long close = IngestHours.closeOf(observed.time());
    ObservedHour known = ahead.get(close);
    ahead.put(close, known == null ? observed.part() : known.plus(observed.part()));
    context.timerService().registerEventTimeTimer(close);
  }

  @Override
  public void onTimer(long close, OnTimerContext context, Collector<OutboundRecord> out)
      throws Exception {
    if (context.timerService().currentWatermark() == Long.MAX_VALUE) {
      return;
    }
    String source = context.getCurrentKey();
    ObservedHour hour = ahead.get(close);
    ahead.remove(close);
    SourceDrift before = drift.value() == null ? SourceDrift.none() : drift.value();
    SourceDeclaration declared = sources.get(source);
    SourceDrift now =
        declared == null
            ? SourceDrift.none()
            : before.after(close, hour == null ? ObservedHour.none() : hour, declared.eventNames());
    drift.update(now);
    tell(now, source, Instant.ofEpochMilli(close), out);
    if (now.awaitsTime()) {
      context.timerService().registerEventTimeTimer(IngestHours.closeOf(close + 1));
    }
  }

  private void tell(SourceDrift now, String source, Instant at, Collector<OutboundRecord> out)
      throws Exception {
    OpenExceptions before = open.value() == null ? OpenExceptions.none() : open.value();
    Whose whose = new Whose(null, source, null, null, null);
    OpenExceptions.Step step = before.next(now.findings(), whose, at);
    if (!step.rows().isEmpty()) {
      open.update(step.next());
      step.rows().forEach(row -> out.collect(exceptions.of(row)));
    }
    QualityRatio share = now.taxonomy(source, at);
    String figures = share.getCount() + "/" + share.getTotal();
    if (!figures.equals(told.value() == null ? NOTHING : told.value())) {
      told.update(figures);
      out.collect(ratios.of(share));
    }
  }
}
