package io.vitals.local.replay;

import io.vitals.local.history.SourceRecord;
import io.vitals.schemas.ChurnOutcome;
import io.vitals.schemas.ChurnReason;
import io.vitals.schemas.Operation;
import io.vitals.schemas.OutcomeKind;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** Rows of {@code churn_events}: an outcome booked on its date. */
final class OutcomeRows implements RowReader {
  static final String SOURCE = "churn_events";

  private final RecordWriter<ChurnOutcome> writer = RecordWriter.of(ChurnOutcome.class);

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
        "churn_event_id",
        "account_id",
        "churn_date",
        "reason_code",
        "is_reactivation",
        "feedback_text");
  }

  @Override
  public List<SourceRecord> read(CsvRow row) {
    String account = row.required("account_id");
    LocalDate day = row.requiredDate("churn_date");
    Instant time = CsvRow.startOf(day);
    boolean reactivation = Boolean.TRUE.equals(row.flag("is_reactivation"));
    ChurnOutcome outcome =
        ChurnOutcome.newBuilder()
            .setSource(SOURCE)
            .setOutcomeId(row.required("churn_event_id"))
            .setSourceVersion(1)
            .setOp(Operation.CREATE)
            .setAccountKey(account)
            .setEventTime(time)
            .setKind(reactivation ? OutcomeKind.REACTIVATION : OutcomeKind.CHURN)
            .setEffectiveDate(day)
            .setReason(reason(row.text("reason_code")))
            .setReasonCode(row.text("reason_code"))
            .setFeedback(row.text("feedback_text"))
            .build();
    return List.of(
        new SourceRecord(topic(), account, SOURCE, time.toEpochMilli(), writer.write(outcome)));
  }

  private static ChurnReason reason(String code) {
    if (code == null) {
      return ChurnReason.UNKNOWN;
    }
    return switch (code.toLowerCase(Locale.ROOT)) {
      case "pricing" -> ChurnReason.PRICING;
      case "features" -> ChurnReason.FEATURES;
      case "support" -> ChurnReason.SUPPORT;
      case "budget" -> ChurnReason.BUDGET;
      case "competitor" -> ChurnReason.COMPETITOR;
      case "unknown" -> ChurnReason.UNKNOWN;
      default -> ChurnReason.OTHER;
    };
  }
}
