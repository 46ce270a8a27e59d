package io.vitals.exporter;

import io.vitals.schemas.AccountFacts;
import io.vitals.schemas.AccountHealth;
import io.vitals.schemas.CountBand;
import io.vitals.schemas.HealthBand;
import io.vitals.schemas.HealthStatus;
import io.vitals.schemas.InputStatus;
import io.vitals.schemas.LifecycleStage;
import io.vitals.schemas.MissingReason;
import io.vitals.schemas.ScoreInput;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Published rows as tests need them. */
final class TestAccounts {
  static final Instant MONDAY_NOON = Instant.parse("2026-03-02T12:00:00Z");

  static final LocalDate TODAY = LocalDate.parse("2026-03-02");

  private TestAccounts() {}

  /** An account about which all is known, counted so. */
  static AccountHealth account(String id, CountBand band, Long arrMinor) {
    boolean unknown = band == CountBand.UNKNOWN || band == CountBand.NOT_SCORED;
    return AccountHealth.newBuilder()
        .setIngestTime(MONDAY_NOON)
        .setAccountId(id)
        .setScoredAt(MONDAY_NOON)
        .setScoreMicros(unknown ? null : Long.valueOf(70_675_000))
        .setBand(band == CountBand.HELD ? HealthBand.HEALTHY : HealthBand.valueOf(band.name()))
        .setBandBeforeGates(HealthBand.HEALTHY)
        .setBandSince(MONDAY_NOON)
        .setStatus(status(band))
        .setCountBand(band)
        .setConfidenceMicros(960_000L)
        .setModel("default@1")
        .setModelHash("00")
        .setCodeVersion("test")
        .setInputs(new ArrayList<>(List.of(input("support.open_severity_points", 0.0))))
        .setGates(List.of())
        .setLedger(List.of())
        .setFacts(facts(id, arrMinor))
        .build();
  }

  static ScoreInput input(String name, Double value) {
    return ScoreInput.newBuilder()
        .setName(name)
        .setValue(value)
        .setWeightMicros(10_000_000)
        .setPointsMicros(value == null ? null : Long.valueOf(75_000_000))
        .setContributionMicros(value == null ? 0 : 7_500_000)
        .setSource(value == null ? null : "helpdesk")
        .setMissingReason(value == null ? MissingReason.NEVER_SEEN : null)
        .setStatus(value == null ? InputStatus.MISSING : InputStatus.FRESH)
        .setEventTime(value == null ? null : MONDAY_NOON)
        .setEntities(List.of())
        .build();
  }

  private static AccountFacts facts(String id, Long arrMinor) {
    return AccountFacts.newBuilder()
        .setName("Company " + id)
        .setTier("gold")
        .setSegment("enterprise")
        .setRenewalDate(TODAY.plusDays(30))
        .setSubscribedSince(TODAY.minusDays(20))
        .setFirstKeyEventTime(MONDAY_NOON)
        .setRegion("emea")
        .setIndustry("retail")
        .setOwnerId("o1")
        .setLifecycleStage(LifecycleStage.MATURE)
        .setKnownInCrm(true)
        .setActiveSubscriptions(1)
        .setArrMinor(arrMinor)
        .setDistinctUsers7d(12.0)
        .setDistinctUsers28d(20.0)
        .setStickinessRatio(0.25)
        .build();
  }

  private static HealthStatus status(CountBand band) {
    return switch (band) {
      case HEALTHY, WATCH, AT_RISK -> HealthStatus.FRESH;
      case HELD -> HealthStatus.HELD;
      case UNKNOWN -> HealthStatus.UNKNOWN;
      case NOT_SCORED -> HealthStatus.NOT_SCORED;
    };
  }
}
