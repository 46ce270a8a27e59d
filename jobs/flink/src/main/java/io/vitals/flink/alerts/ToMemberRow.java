package io.vitals.flink.alerts;

import io.vitals.domain.alerting.SegmentRisk.Member;
import io.vitals.flink.punctuated.InboundRecord;
import io.vitals.schemas.AccountFacts;
import io.vitals.schemas.AccountHealth;
import io.vitals.schemas.HealthBand;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordReader;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;

/** How an account does, as far as it matters to its segment. */
final class ToMemberRow extends RichFlatMapFunction<InboundRecord, MemberRow> {
  private static final long serialVersionUID = 1L;
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  private transient RecordReader<AccountHealth> health;

  @Override
  public void open(OpenContext context) {
    health = RecordReader.of(AccountHealth.class);
  }

  @Override
  public void flatMap(InboundRecord record, Collector<MemberRow> out) {
    if (record.topic() != Topic.ACCOUNT_HEALTH || record.value() == null) {
      return;
    }
    AccountHealth row = health.read(record.value());
    AccountFacts facts = row.getFacts();
    boolean atRisk = row.getBand() == HealthBand.AT_RISK;
    String accountId = row.getAccountId();
    out.collect(
        new MemberRow(
            accountId.substring(0, accountId.indexOf(':') + 1),
            facts.getSegment() == null ? "" : facts.getSegment(),
            new Member(
                accountId,
                facts.getActiveSubscriptions() > 0,
                facts.getArrMinor(),
                atRisk
                    ? (Integer) (int) Math.floorDiv(row.getBandSince().toEpochMilli(), DAY_MILLIS)
                    : null,
                atRisk),
            record.time()));
  }
}
