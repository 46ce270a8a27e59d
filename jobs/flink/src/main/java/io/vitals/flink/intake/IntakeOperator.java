package io.vitals.flink.intake;

import io.vitals.domain.intake.ArrivalCounts.Fate;
import io.vitals.domain.intake.Identities;
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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.state.BroadcastState;
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
 * record whose account nobody knows yet waits here, bounded in number and in ingest time, and is a
 * dead letter after that.
 */
final class IntakeOperator extends AbstractStreamOperator<Arrived>
    implements TwoInputStreamOperator<SourceRecord, SourceRecord, Arrived> {
  private static final long serialVersionUID = 1L;

  static final MapStateDescriptor<String, IdentityRow> IDENTITIES =
      new MapStateDescriptor<>("identities", Types.STRING, TypeInformation.of(IdentityRow.class));
  static final ListStateDescriptor<SourceRecord> PARKED =
      new ListStateDescriptor<>("parked", TypeInformation.of(SourceRecord.class));

  private final IntakeSettings settings;

  private transient Map<Topic, SourceDecoder> decoders;
  private transient RecordIntake intake;
  private transient Rejections rejections;
  private transient BroadcastState<String, IdentityRow> identityRows;
  private transient Identities identities;
  private transient ListState<SourceRecord> parkedState;
  private transient ArrayDeque<Parked> parked;
  private transient Set<String> awaitedKeys;

  /** A row of the identity map in state; a null account id: the key names nobody. */
  public record IdentityRow(String accountId, long since) {}

  /** A record that waits for its account's key to be mapped. */
  private record Parked(String accountKey, SourceRecord record) {}

  IntakeOperator(IntakeSettings settings) {
    this.settings = settings;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    decoders = new EnumMap<>(Topic.class);
    for (Topic topic : IntakeJob.DECODED_TOPICS) {
      decoders.put(topic, new SingleObjectDecoder(topic));
    }
    intake =
        new RecordIntake(
            settings.sources(),
            new UserHash(settings.userHashKey(), settings.userHashKeyVersion()));
    rejections = new Rejections();
    identityRows = context.getOperatorStateStore().getBroadcastState(IDENTITIES);
    identities = this::identityRow;
    parkedState = context.getOperatorStateStore().getListState(PARKED);
    parked = new ArrayDeque<>();
    awaitedKeys = new HashSet<>();
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
    parkedState.update(parked.stream().map(Parked::record).toList());
  }

  @Override
  public void processElement1(StreamRecord<SourceRecord> element) {
    SourceRecord record = element.getValue();
    Topic topic = Topic.named(record.topic());
    if (topic != Topic.CLOCK) {
      handle(record, decoders.get(topic).decode(record.value()));
    }
  }

  @Override
  public void processElement2(StreamRecord<SourceRecord> element) throws Exception {
    SourceRecord record = element.getValue();
    Decoding decoding = decoders.get(Topic.IDENTITY_MAP).decode(record.value());
    if (decoding instanceof Decoded decoded && decoded.record() instanceof IdentityMapping row) {
      remember(row, record.timestamp());
    } else if (onlyOneSpeaks() && !isHeartbeat(decoding)) {
      handle(record, decoding);
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (!Watermark.MAX_WATERMARK.equals(mark)) {
      dismissParked(mark.getTimestamp());
    }
    super.processWatermark(mark);
  }

  private void handle(SourceRecord record, Decoding decoding) {
    if (decoding instanceof Undecodable fault) {
      emitRejected(
          record, new Rejected(null, Entity.UNKNOWN, null, fault.reason(), fault.detail()));
      return;
    }
    SpecificRecord decoded = ((Decoded) decoding).record();
    Judgement judgement =
        intake.judge(decoded, Instant.ofEpochMilli(record.timestamp()), identities);
    if (judgement instanceof Accepted accepted) {
      emitAccepted(record, accepted);
    } else if (judgement instanceof Alive alive) {
      emitAlive(record, alive);
    } else if (judgement instanceof Unresolved unresolved) {
      park(new Parked(unresolved.accountKey(), record));
    } else if (judgement instanceof Late late) {
      emitLate(record, late);
    } else if (judgement instanceof Rejected fault) {
      emitRejected(record, fault);
    }
  }

  private void park(Parked waiting) {
    if (parked.size() >= settings.maxParked()) {
      dismiss(parked.poll().record());
    }
    parked.add(waiting);
    awaitedKeys.add(waiting.accountKey());
  }

  /**
   * A mapping that is said again holds since it was first said: else whatever was read between
   * would count from another time than what was read after.
   */
  private void remember(IdentityMapping row, long time) throws Exception {
    String key = identityKey(row.getSource(), row.getAccountKey());
    IdentityRow known = identityRows.get(key);
    if (known == null || !Objects.equals(known.accountId(), row.getAccountId())) {
      identityRows.put(key, new IdentityRow(row.getAccountId(), time));
      releaseParked(row.getAccountKey());
    }
  }

  /** Looks again at what waits for a key, in the order it came. */
  private void releaseParked(String accountKey) {
    if (!awaitedKeys.remove(accountKey)) {
      return;
    }
    List<SourceRecord> released = new ArrayList<>();
    Iterator<Parked> waiting = parked.iterator();
    while (waiting.hasNext()) {
      Parked next = waiting.next();
      if (next.accountKey().equals(accountKey)) {
        waiting.remove();
        released.add(next.record());
      }
    }
    released.forEach(record -> handle(record, decode(record)));
  }

  private void dismissParked(long watermark) {
    Iterator<Parked> waiting = parked.iterator();
    while (waiting.hasNext()) {
      SourceRecord record = waiting.next().record();
      if (record.timestamp() + settings.unresolvedGrace().toMillis() <= watermark) {
        waiting.remove();
        dismiss(record);
      }
    }
    if (parked.isEmpty()) {
      awaitedKeys.clear();
    }
  }

  private void dismiss(SourceRecord record) {
    Judgement judgement =
        intake.judge(
            ((Decoded) decode(record)).record(),
            Instant.ofEpochMilli(record.timestamp()),
            identities);
    if (judgement instanceof Unresolved unresolved) {
      emitRejected(
          record,
          new Rejected(
              unresolved.source(),
              unresolved.entity(),
              unresolved.operation(),
              DeadLetterReason.UNKNOWN_ACCOUNT,
              "its account key is not in identity.map after " + settings.unresolvedGrace()));
    }
  }

  private Decoding decode(SourceRecord record) {
    return decoders.get(Topic.named(record.topic())).decode(record.value());
  }

  private void emitAccepted(SourceRecord record, Accepted accepted) {
    emit(
        new Arrived(
            accepted.topic(),
            accepted.topic().partitionOf(accepted.accountId()),
            accepted.accountId(),
            accepted.value(),
            accepted.ingestTime(),
            accepted.fingerprint(),
            Fate.ACCEPTED,
            accepted.source(),
            accepted.entity(),
            accepted.operation(),
            record.partition(),
            accepted.eventTime(),
            null));
  }

  private void emitAlive(SourceRecord record, Alive alive) {
    emit(
        new Arrived(
            null,
            Topic.SOURCE_ARRIVALS.partitionOf(alive.source()),
            null,
            null,
            record.timestamp(),
            0,
            Fate.HEARTBEAT,
            alive.source(),
            Entity.HEARTBEAT,
            null,
            record.partition(),
            null,
            alive.completeThrough()));
  }

  private void emitLate(SourceRecord record, Late late) {
    emit(
        new Arrived(
            Topic.LATE_EVENTS,
            Topic.LATE_EVENTS.partitionOf(late.accountKey()),
            late.accountKey(),
            rejections.late(record, late),
            record.timestamp(),
            0,
            Fate.LATE,
            late.source(),
            late.entity(),
            null,
            record.partition(),
            late.eventTime(),
            null));
  }

  private void emitRejected(SourceRecord record, Rejected fault) {
    String named =
        fault.source() != null ? fault.source() : Rejections.sourceNamedBy(record);
    emit(
        new Arrived(
            Topic.DEAD_LETTERS,
            Topic.DEAD_LETTERS.partitionOf(record.topic()),
            record.topic(),
            rejections.deadLetter(record, named, fault.reason(), fault.detail()),
            record.timestamp(),
            0,
            Fate.DEAD_LETTER,
            named != null ? named : record.topic(),
            fault.entity(),
            fault.operation(),
            record.partition(),
            null,
            null));
  }

  private void emit(Arrived arrived) {
    output.collect(new StreamRecord<>(arrived, arrived.ingestTime()));
  }

  private Identities.Identity identityRow(String source, String key) {
    try {
      IdentityRow row = identityRows.get(identityKey(source, key));
      return row == null ? null : new Identities.Identity(row.accountId(), row.since());
    } catch (Exception e) {
      throw new IllegalStateException("broadcast state on heap cannot fail", e);
    }
  }

  private static String identityKey(String source, String key) {
    return (source == null ? "" : source) + '\u0000' + key;
  }

  /** Every subtask sees the whole identity map; what is wrong with it is said once. */
  private boolean onlyOneSpeaks() {
    return getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0;
  }

  private static boolean isHeartbeat(Decoding decoding) {
    return decoding instanceof Decoded decoded && decoded.record() instanceof Heartbeat;
  }
}
