package io.vitals.flink.health;

import io.vitals.domain.adoption.Days;
import io.vitals.domain.adoption.UsageAccumulator;
import io.vitals.flink.punctuated.InboundRecord;
import io.vitals.schemas.AccountChange;
import io.vitals.schemas.SubscriptionChange;
import io.vitals.schemas.TelemetryEvent;
import io.vitals.schemas.TicketChange;
import io.vitals.schemas.wire.RecordReader;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
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
final class UsageAggregator extends AbstractStreamOperator<AccountRecord>
    implements OneInputStreamOperator<InboundRecord, AccountRecord>, BoundedOneInput {
  private static final long serialVersionUID = 1L;

  /** Memory is estimated when this many records came since the last estimate. */
  private static final int RECORDS_BETWEEN_ESTIMATES = 1024;

  private final long maxBytes;

  private transient Map<Slice, UsageAccumulator> slices;
  private transient RecordReader<TelemetryEvent> telemetry;
  private transient RecordReader<TicketChange> tickets;
  private transient RecordReader<AccountChange> accounts;
  private transient RecordReader<SubscriptionChange> subscriptions;
  private transient TelemetryEvent event;
  private transient StreamRecord<AccountRecord> out;
  private transient int recordsToEstimate;

  private record Slice(String accountId, int eventHour, int ingestHour) {
    /** From when on it counts, as {@link AccountRecord#time}. */
    long start() {
      return Math.max(eventHour, ingestHour) * HourClock.MILLIS_AN_HOUR;
    }
  }

  UsageAggregator(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  @Override
  public void open() throws Exception {
    super.open();
    slices = new HashMap<>();
    telemetry = RecordReader.of(TelemetryEvent.class);
    tickets = RecordReader.of(TicketChange.class);
    accounts = RecordReader.of(AccountChange.class);
    subscriptions = RecordReader.of(SubscriptionChange.class);
    event = new TelemetryEvent();
    out = new StreamRecord<>(null);
    recordsToEstimate = RECORDS_BETWEEN_ESTIMATES;
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
    flushBegunBy(mark.getTimestamp());
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
    int eventHour = Days.hourOf(event.getEventTime().toEpochMilli());
    int ingestHour = Days.hourOf(record.time());
    Slice slice = new Slice(event.getAccountId(), eventHour, ingestHour);
    UsageAccumulator accumulator = slices.get(slice);
    if (accumulator == null) {
      accumulator = new UsageAccumulator(event.getAccountId(), eventHour, ingestHour);
      slices.put(slice, accumulator);
    }
    accumulator.add(event);
    if (--recordsToEstimate == 0) {
      recordsToEstimate = RECORDS_BETWEEN_ESTIMATES;
      flushIfTooMuch();
    }
  }

  private void flushIfTooMuch() {
    long bytes = 0;
    for (UsageAccumulator accumulator : slices.values()) {
      bytes += accumulator.estimatedBytes();
    }
    if (bytes > maxBytes) {
      flush();
    }
  }

  private void pass(InboundRecord record, String accountId) {
    emit(AccountRecord.of(accountId, record.time(), record.topic(), record.value()));
  }

  /** What is of an hour that has not begun would only wait further on. */
  private void flushBegunBy(long watermark) {
    Iterator<Map.Entry<Slice, UsageAccumulator>> entries = slices.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<Slice, UsageAccumulator> entry = entries.next();
      if (entry.getKey().start() <= watermark) {
        emit(AccountRecord.of(entry.getValue().toDelta()));
        entries.remove();
      }
    }
  }

  private void flush() {
    for (UsageAccumulator accumulator : slices.values()) {
      emit(AccountRecord.of(accumulator.toDelta()));
    }
    slices.clear();
  }

  private void emit(AccountRecord record) {
    output.collect(out.replace(record, record.time()));
  }
}
