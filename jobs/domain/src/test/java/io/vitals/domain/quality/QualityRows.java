package io.vitals.domain.quality;

import io.vitals.schemas.AccountChange;
import io.vitals.schemas.LifecycleStage;
import io.vitals.schemas.Operation;
import io.vitals.schemas.SubscriptionChange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Rows of a test. */
final class QualityRows {
  static final LocalDate TODAY = LocalDate.parse("2026-03-02");

  private QualityRows() {}

  /** A CRM row without a fault. */
  static AccountChange.Builder account(long version, LocalDate day) {
    Instant time = day.atStartOfDay(ZoneOffset.UTC).toInstant();
    return AccountChange.newBuilder()
        .setIngestTime(time)
        .setSource("crm")
        .setSourceVersion(version)
        .setOp(Operation.UPDATE)
        .setAccountKey("k")
        .setAccountId("acme:1")
        .setEventTime(time)
        .setName("Acme")
        .setTier("pro")
        .setSegment("smb")
        .setOwnerId("o-1")
        .setLifecycleStage(LifecycleStage.MATURE)
        .setCustomerSince(LocalDate.parse("2024-01-01"))
        .setRenewalDate(LocalDate.parse("2026-12-31"));
  }

  static SubscriptionChange.Builder subscription(String id, String start, String end) {
    LocalDate from = LocalDate.parse(start);
    return SubscriptionChange.newBuilder()
        .setIngestTime(from.atStartOfDay(ZoneOffset.UTC).toInstant())
        .setSource("crm")
        .setSubscriptionId(id)
        .setSourceVersion(1)
        .setOp(Operation.CREATE)
        .setAccountKey("k")
        .setAccountId("acme:1")
        .setEventTime(from.atStartOfDay(ZoneOffset.UTC).toInstant())
        .setArrMinor(100_000L)
        .setCurrency("USD")
        .setStartDate(from)
        .setEndDate(end == null ? null : LocalDate.parse(end));
  }

  /** An active account without a fault. */
  static AccountQuality sound() {
    return AccountQuality.empty()
        .with(account(1, LocalDate.parse("2024-01-01")).build())
        .with(subscription("s", "2024-01-01", null).build());
  }

  static List<String> findings(AccountQuality quality) {
    return AccountRules.findings(quality, TODAY).stream()
        .map(finding -> finding.type() + " " + finding.subject() + ": " + finding.evidence())
        .toList();
  }

  static AccountSummary summary(String id, String name, String domain, String parent) {
    return new AccountSummary(
        "acme:" + id,
        true,
        true,
        100_00L,
        "smb",
        "o-1",
        LifecycleStage.MATURE,
        name,
        domain,
        parent == null ? null : "acme:" + parent,
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }
}
