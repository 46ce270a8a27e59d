package io.vitals.local.replay;

import io.vitals.local.history.SourceRecord;
import io.vitals.schemas.AccountChange;
import io.vitals.schemas.Operation;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * Rows of {@code accounts}: a creation on the signup date. The file knows no segment, owner,
 * lifecycle stage or renewal date, so they stay missing; its churn flag is hindsight and is not
 * read.
 */
final class AccountRows implements RowReader {
  static final String SOURCE = "accounts";

  private final RecordWriter<AccountChange> writer = RecordWriter.of(AccountChange.class);

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
    return List.of("account_id", "account_name", "industry", "country", "signup_date", "plan_tier");
  }

  @Override
  public List<SourceRecord> read(CsvRow row) {
    String account = row.required("account_id");
    LocalDate signup = row.requiredDate("signup_date");
    Instant time = CsvRow.startOf(signup);
    String tier = row.text("plan_tier");
    AccountChange change =
        AccountChange.newBuilder()
            .setSource(SOURCE)
            .setSourceVersion(1)
            .setOp(Operation.CREATE)
            .setAccountKey(account)
            .setEventTime(time)
            .setName(row.text("account_name"))
            .setIndustry(row.text("industry"))
            .setRegion(row.text("country"))
            .setTier(tier == null ? null : tier.toLowerCase(Locale.ROOT))
            .setCustomerSince(signup)
            .build();
    return List.of(
        new SourceRecord(topic(), account, SOURCE, time.toEpochMilli(), writer.write(change)));
  }
}
