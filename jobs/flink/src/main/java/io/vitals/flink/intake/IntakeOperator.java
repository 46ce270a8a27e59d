package io.vitals.flink.intake;

import io.vitals.domain.intake.Identities;
import io.vitals.domain.intake.IdentityHistory;
import io.vitals.domain.intake.Judgement;
import io.vitals.domain.intake.Judgement.Accepted;
import io.vitals.domain.intake.Judgement.Alive;
import io.vitals.domain.intake.Judgement.Late;
import io.vitals.domain.intake.Judgement.Rejected;
import io.vitals.domain.intake.Judgement.Unresolved;
import io.vitals.domain.intake.RecordIntake;
import io.vitals.domain.intake.UserHash;
import io.vitals.schemas.DeadLetterReason;
import io.vitals.schemas.Entity;
import io.vitals.schemas.Heartbeat;
import io.vitals.schemas.IdentityMapping;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.SingleObjectDecoder;
import io.vitals.schemas.wire.SourceDecoder;
import io.vitals.schemas.wire.SourceDecoder.Decoded;
import io.vitals.schemas.wire.SourceDecoder.Decoding;
import io.vitals.schemas.wire.SourceDecoder.Undecodable;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Decodes and judges source records (first input) by the identity map (second input, broadcast). A
 * record that needs a key nobody has mapped yet waits here, bounded in number and in ingest time,
 * and is judged without it after that.
 */
final class IntakeOperator extends AbstractStreamOperator<Arrived>
    implements TwoInputStreamOperator<SourceRecord, SourceRecord, Arrived> {
  private static final long serialVersionUID = 1L;

  static final MapStateDescriptor<String, IdentityHistory> IDENTITIES =
      new MapStateDescriptor<>(
          "identities", Types.STRING, TypeInformation.of(IdentityHistory.class));
  static final ListStateDescriptor<SourceRecord> PARKED =
      new ListStateDescriptor<>("parked", TypeInformation.of(SourceRecord.class));

  private final IntakeSettings settings;

  private transient Map<Topic, SourceDecoder> decoders;
  private transient RecordIntake intake;
  private transient Arrivals arrivals;
  private transient IdentityMap identities;
  private transient ListState<SourceRecord> parkedState;
  private transient ParkedRecords parked;

  private transient long watermark;

  IntakeOperator(IntakeSettings settings) {
    this.settings = settings;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    decoders = new EnumMap<>(Topic.class);
    for (Topic topic : IntakeJob.INPUT_TOPICS) {
      decoders.put(topic, new SingleObjectDecoder(topic));
    }
    intake =
        new RecordIntake(
            settings.eventNames(),
            new UserHash(settings.userHashKey(), settings.userHashKeyVersion()));
    arrivals = new Arrivals();
    identities = new IdentityMap(context.getOperatorStateStore().getBroadcastState(IDENTITIES));
    parkedState = context.getOperatorStateStore().getListState(PARKED);
    parked = new ParkedRecords(settings.maxParked());
    watermark = Long.MIN_VALUE;
  }

  /** What waited is judged again: since the snapshot, its source may have left the sources file. */
  @Override
  public void open() throws Exception {
    super.open();
    for (SourceRecord record : parkedState.get()) {
      handle(record, decode(record));
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    parkedState.update(parked.all());
  }

  @Override
  public void processElement1(StreamRecord<SourceRecord> element) {
    handle(element.getValue(), decode(element.getValue()));
  }

  @Override
  public void processElement2(StreamRecord<SourceRecord> element) throws Exception {
    SourceRecord record = element.getValue();
    Decoding decoding = decoders.get(Topic.IDENTITY_MAP).decode(record.value());
    if (decoding instanceof Decoded decoded
        && decoded.record() instanceof IdentityMapping row
        && Identities.isMapping(row)) {
      if (identities.remember(row, record.timestamp(), watermark)) {
        parked.release(row.getAccountKey()).forEach(waiting -> handle(waiting, decode(waiting)));
      }
    } else if (onlyOneSpeaks() && !isHeartbeat(decoding)) {
      handle(record, decoding);
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (!Watermark.MAX_WATERMARK.equals(mark)) {
      watermark = mark.getTimestamp();
      parked
          .releaseAfter(settings.unresolvedGrace().toMillis(), mark.getTimestamp())
          .forEach(this::dismiss);
    }
    super.processWatermark(mark);
  }

  private void handle(SourceRecord record, Decoding decoding) {
    if (decoding instanceof Decoded decoded) {
      pass(record, intake.judge(decoded.record(), learned(record), identities));
    } else if (decoding instanceof Undecodable fault
        && fault.reason() == DeadLetterReason.NULL_VALUE) {
      emit(arrivals.ignored(record));
    } else if (decoding instanceof Undecodable fault) {
      pass(record, new Rejected(null, Entity.UNKNOWN, null, fault.reason(), fault.detail()));
    }
  }

  private void pass(SourceRecord record, Judgement judgement) {
    if (judgement instanceof Accepted accepted) {
      emit(arrivals.accepted(record, accepted));
    } else if (judgement instanceof Alive alive) {
      emit(arrivals.alive(record, alive));
    } else if (judgement instanceof Unresolved unresolved) {
      parked.add(unresolved.awaitedKey(), record).ifPresent(this::dismiss);
    } else if (judgement instanceof Late late) {
      emit(arrivals.late(record, late));
    } else if (judgement instanceof Rejected fault) {
      emit(arrivals.rejected(record, fault));
    }
  }

  private void dismiss(SourceRecord record) {
    SpecificRecord decoded = ((Decoded) decode(record)).record();
    pass(record, intake.judgeAtLast(decoded, learned(record), identities));
  }

  private static Instant learned(SourceRecord record) {
    return Instant.ofEpochMilli(record.timestamp());
  }

  private Decoding decode(SourceRecord record) {
    return decoders.get(Topic.named(record.topic())).decode(record.value());
  }

  private void emit(Arrived arrived) {
    output.collect(new StreamRecord<>(arrived, arrived.ingestTime()));
  }

  /** Every subtask sees the whole identity map; what is wrong with it is said once. */
  private boolean onlyOneSpeaks() {
    return getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0;
  }

  private static boolean isHeartbeat(Decoding decoding) {
    return decoding instanceof Decoded decoded && decoded.record() instanceof Heartbeat;
  }
}
