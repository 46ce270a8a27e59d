package io.vitals.flink.alerts;

import io.vitals.domain.alerting.AccountSituation;
import io.vitals.domain.alerting.SegmentRisk.Member;
import io.vitals.domain.health.PublishedPast;
import io.vitals.schemas.HealthBand;
import java.time.Duration;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** How an account does, as far as it matters to its segment. */
final class ToMemberRow implements FlatMapFunction<SubjectRow, MemberRow> {
  private static final long serialVersionUID = 1L;
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  @Override
  public void flatMap(SubjectRow row, Collector<MemberRow> out) {
    AccountSituation account = row.account();
    if (account == null) {
      return;
    }
    boolean atRisk = account.band() == HealthBand.AT_RISK;
    String accountId = account.accountId();
    out.collect(
        new MemberRow(
            accountId.substring(0, accountId.indexOf(':') + 1),
            account.segment() == null ? "" : account.segment(),
            new Member(
                accountId,
                account.active(),
                account.arrMinor(),
                atRisk ? (Integer) (int) Math.floorDiv(account.bandSince(), DAY_MILLIS) : null,
                atRisk),
            row.time(),
            !PublishedPast.isLevel(account.band())));
  }
}
