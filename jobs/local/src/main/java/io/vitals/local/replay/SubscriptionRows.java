package io.vitals.local.replay;

import io.vitals.local.history.SourceRecord;
import io.vitals.schemas.Operation;
import io.vitals.schemas.SubscriptionChange;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * Rows of {@code subscriptions}: a creation on the start date that does not know the end, and, when
 * there is an end date, an update on that day that does. An end before the start is learned with
 * the start.
 */
final class SubscriptionRows implements RowReader {
  static final String SOURCE = "subscriptions";
  private static final String CURRENCY = "USD";

  private final RecordWriter<SubscriptionChange> writer = RecordWriter.of(SubscriptionChange.class);

  @Override
  public String source() {
    return SOURCE;
  }

  @Override
  public Topic topic() {
    return Topic.SOURCE_CRM;
  }

  @Override
  public List<String> columns() {
    return List.of(
        "subscription_id",
        "account_id",
        "start_date",
        "end_date",
        "plan_tier",
        "seats",
        "arr_amount",
        "is_trial",
        "billing_frequency",
        "auto_renew_flag");
  }

  @Override
  public List<SourceRecord> read(CsvRow row) {
    LocalDate start = row.requiredDate("start_date");
    LocalDate end = row.date("end_date");
    SubscriptionChange change =
        SubscriptionChange.newBuilder()
            .setSource(SOURCE)
            .setSubscriptionId(row.required("subscription_id"))
            .setSourceVersion(1)
            .setOp(Operation.CREATE)
            .setAccountKey(row.required("account_id"))
            .setEventTime(CsvRow.startOf(start))
            .setPlan(row.text("plan_tier"))
            .setSeats(row.integer("seats"))
            .setArrMinor(cents(row))
            .setCurrency(CURRENCY)
            .setStartDate(start)
            .setAutoRenew(row.flag("auto_renew_flag"))
            .setBillingFrequency(row.text("billing_frequency"))
            .setTrial(row.flag("is_trial"))
            .build();
    SourceRecord created = sourceRecord(change, start);
    if (end == null) {
      return List.of(created);
    }
    change.setSourceVersion(2);
    change.setOp(Operation.UPDATE);
    change.setEventTime(CsvRow.startOf(end));
    change.setEndDate(end);
    return List.of(created, sourceRecord(change, end.isBefore(start) ? start : end));
  }

  private SourceRecord sourceRecord(SubscriptionChange change, LocalDate learned) {
    Instant time = CsvRow.startOf(learned);
    return new SourceRecord(
        topic(), change.getAccountKey(), SOURCE, time.toEpochMilli(), writer.write(change));
  }

  private static Long cents(CsvRow row) {
    BigDecimal amount = row.number("arr_amount");
    try {
      return amount == null ? null : amount.movePointRight(2).longValueExact();
    } catch (ArithmeticException e) {
      throw new UnreadableRowException("arr_amount is no amount in cents");
    }
  }
}
