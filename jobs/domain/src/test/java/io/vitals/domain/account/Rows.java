package io.vitals.domain.account;

import io.vitals.schemas.AccountChange;
import io.vitals.schemas.Operation;
import io.vitals.schemas.SubscriptionChange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Change rows with the fields a test does not care for filled in. */
final class Rows {
  static final ZoneId UTC = ZoneOffset.UTC;
  static final LocalDate TODAY = LocalDate.parse("2026-06-15");
  static final LocalDate SIGNED = LocalDate.parse("2025-01-01");
  static final Instant CHANGED = Instant.parse("2026-01-10T12:00:00Z");
  static final Instant LEARNED = Instant.parse("2026-01-10T13:00:00Z");

  private Rows() {}

  /** A running subscription of 1,000.00 since {@link #SIGNED}. */
  static SubscriptionChange.Builder subscription(String id, long version) {
    return SubscriptionChange.newBuilder()
        .setIngestTime(LEARNED)
        .setSource("crm")
        .setSubscriptionId(id)
        .setSourceVersion(version)
        .setOp(Operation.UPDATE)
        .setAccountKey("key")
        .setEventTime(CHANGED)
        .setArrMinor(100_000L)
        .setCurrency("USD")
        .setStartDate(SIGNED);
  }

  static AccountChange.Builder account(long version) {
    return AccountChange.newBuilder()
        .setIngestTime(LEARNED)
        .setSource("crm")
        .setSourceVersion(version)
        .setOp(Operation.UPDATE)
        .setAccountKey("key")
        .setEventTime(CHANGED)
        .setName("Acme " + version);
  }

  static AccountState of(SubscriptionChange.Builder... changes) {
    AccountState state = AccountState.empty();
    for (SubscriptionChange.Builder change : changes) {
      state = state.with(change.build(), UTC);
    }
    return state;
  }

  static Instant noon(LocalDate day) {
    return day.atTime(12, 0).toInstant(ZoneOffset.UTC);
  }
}
