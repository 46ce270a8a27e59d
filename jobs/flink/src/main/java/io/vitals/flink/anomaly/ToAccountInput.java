package io.vitals.flink.anomaly;

import io.vitals.flink.anomaly.AccountInput.TicketTimes;
import io.vitals.flink.health.AccountRecord;
import io.vitals.schemas.Operation;
import io.vitals.schemas.TicketChange;
import io.vitals.schemas.wire.RecordReader;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;

/** Use as it was summed up, and of a ticket's row what counts. */
final class ToAccountInput extends RichFlatMapFunction<AccountRecord, AccountInput> {
  private static final long serialVersionUID = 1L;

  private transient RecordReader<TicketChange> tickets;

  @Override
  public void open(OpenContext context) {
    tickets = RecordReader.of(TicketChange.class);
  }

  @Override
  public void flatMap(AccountRecord record, Collector<AccountInput> out) {
    if (record.usage() != null) {
      out.collect(new AccountInput(record.accountId(), record.time(), record.usage(), null, null));
      return;
    }
    TicketChange row = tickets.read(record.change());
    if (row.getOp() == Operation.DELETE) {
      return;
    }
    boolean escalated = row.getEscalated() && row.getEscalatedAt() != null;
    TicketTimes times =
        new TicketTimes(
            row.getSource() + "/" + row.getTicketId(),
            row.getOpenedAt().toEpochMilli(),
            escalated ? row.getEscalatedAt().toEpochMilli() : null);
    out.collect(new AccountInput(record.accountId(), record.time(), null, times, null));
  }
}
