package io.vitals.flink.health;

import io.vitals.domain.adoption.UsageDelta;
import io.vitals.domain.adoption.UsageSums;
import io.vitals.flink.punctuated.InboundRecord;
import io.vitals.schemas.AccountChange;
import io.vitals.schemas.SubscriptionChange;
import io.vitals.schemas.TelemetryEvent;
import io.vitals.schemas.TicketChange;
import io.vitals.schemas.wire.RecordReader;
import java.time.Instant;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Sums telemetry per account, event hour and ingest hour before it is shuffled, so that keyed state
 * is touched once a batch and not once a record. Flushes before each watermark what that makes
 * count, so that nothing is late by it; all before each barrier, so that it needs no state; when it
 * holds too much; and at the end. Change rows pass.
 */
public final class UsageAggregator extends AbstractStreamOperator<AccountRecord>
    implements OneInputStreamOperator<InboundRecord, AccountRecord>, BoundedOneInput {
  private static final long serialVersionUID = 1L;

  private final long maxBytes;

  private transient UsageSums sums;
  private transient RecordReader<TelemetryEvent> telemetry;
  private transient RecordReader<TicketChange> tickets;
  private transient RecordReader<AccountChange> accounts;
  private transient RecordReader<SubscriptionChange> subscriptions;
  private transient TelemetryEvent event;
  private transient StreamRecord<AccountRecord> out;

  /** Holds about so many bytes of heap at most. */
  public UsageAggregator(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  @Override
  public void open() throws Exception {
    super.open();
    sums = new UsageSums();
    telemetry = RecordReader.of(TelemetryEvent.class);
    tickets = RecordReader.of(TicketChange.class);
    accounts = RecordReader.of(AccountChange.class);
    subscriptions = RecordReader.of(SubscriptionChange.class);
    event = new TelemetryEvent();
    out = new StreamRecord<>(null);
  }

  @Override
  public void processElement(StreamRecord<InboundRecord> element) {
    InboundRecord record = element.getValue();
    if (record.punctuation()) {
      return;
    }
    switch (record.topic()) {
      case TELEMETRY_EVENTS -> aggregate(record);
      case TICKETS_CHANGES -> pass(record, tickets.read(record.value()).getAccountId());
      case CRM_ACCOUNTS -> pass(record, accounts.read(record.value()).getAccountId());
      case CRM_SUBSCRIPTIONS -> pass(record, subscriptions.read(record.value()).getAccountId());
      default -> throw new IllegalStateException("no input of health: " + record.topic());
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (Watermark.MAX_WATERMARK.equals(mark)) {
      flush();
    } else {
      // What is of an hour that has not begun would only wait further on.
      sums.takeBegunBy(Instant.ofEpochMilli(mark.getTimestamp()), this::emit);
    }
    super.processWatermark(mark);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    flush();
  }

  @Override
  public void endInput() {
    flush();
  }

  private void aggregate(InboundRecord record) {
    event = telemetry.read(record.value(), event);
    sums.add(event, record.time());
    if (sums.estimatedBytes() > maxBytes) {
      flush();
    }
  }

  private void pass(InboundRecord record, String accountId) {
    emit(AccountRecord.of(accountId, record.time(), record.topic(), record.value()));
  }

  private void flush() {
    sums.takeAll(this::emit);
  }

  private void emit(UsageDelta delta) {
    emit(AccountRecord.of(delta));
  }

  private void emit(AccountRecord record) {
    output.collect(out.replace(record, record.time()));
  }
}
