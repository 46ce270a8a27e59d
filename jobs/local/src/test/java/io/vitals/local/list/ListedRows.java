package io.vitals.local.list;

import io.vitals.schemas.AccountFacts;
import io.vitals.schemas.AccountHealth;
import io.vitals.schemas.ControlMeasure;
import io.vitals.schemas.CountBand;
import io.vitals.schemas.DifferencePart;
import io.vitals.schemas.Entity;
import io.vitals.schemas.ExceptionType;
import io.vitals.schemas.FreshnessCause;
import io.vitals.schemas.FreshnessStatus;
import io.vitals.schemas.HealthBand;
import io.vitals.schemas.HealthStatus;
import io.vitals.schemas.InputStatus;
import io.vitals.schemas.LifecycleStage;
import io.vitals.schemas.MeasureEvidence;
import io.vitals.schemas.QualityException;
import io.vitals.schemas.Reconciliation;
import io.vitals.schemas.ScoreInput;
import io.vitals.schemas.Signal;
import io.vitals.schemas.SignalAction;
import io.vitals.schemas.SignalKind;
import io.vitals.schemas.SignalScope;
import io.vitals.schemas.SourceBreak;
import io.vitals.schemas.SourceFreshness;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** Rows as the jobs publish them, small ones. */
public final class ListedRows {
  public static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private ListedRows() {}

  /** A total of the CRM beside ours, with the parts of the difference. */
  public static Reconciliation reconciliation(
      ControlMeasure measure, long theirs, long ours, DifferencePart... parts) {
    return Reconciliation.newBuilder()
        .setIngestTime(NOON)
        .setSystem("crm")
        .setMeasure(measure)
        .setAsOf(NOON)
        .setTheirs(theirs)
        .setOurs(ours)
        .setParts(List.of(parts))
        .build();
  }

  /** An active account; amounts in minor units. */
  public static AccountHealth account(
      String id, String name, CountBand band, Long arrMinor, LocalDate renewal) {
    return AccountHealth.newBuilder()
        .setIngestTime(NOON)
        .setAccountId(id)
        .setScoredAt(NOON)
        .setScoreMicros(band == CountBand.UNKNOWN ? null : 61_250_400L)
        .setBand(HealthBand.WATCH)
        .setBandBeforeGates(HealthBand.WATCH)
        .setBandSince(NOON)
        .setStatus(HealthStatus.FRESH)
        .setCountBand(band)
        .setConfidenceMicros(900_000L)
        .setModel("default@1")
        .setModelHash("00")
        .setCodeVersion("test")
        .setInputs(
            List.of(
                input("usage_trend_ratio", 80_000_000L, 20_000_000),
                input("oldest_urgent_ticket_hours", 10_000_000L, 10_000_000),
                input("csat_ratio", null, 60_000_000)))
        .setGates(List.of())
        .setLedger(List.of())
        .setFacts(
            AccountFacts.newBuilder()
                .setName(name)
                .setSegment("mid_market")
                .setRegion("EMEA")
                .setOwnerId("csm-07")
                .setLifecycleStage(LifecycleStage.MATURE)
                .setActiveSubscriptions(1)
                .setArrMinor(arrMinor)
                .setRenewalDate(renewal)
                .build())
        .build();
  }

  private static ScoreInput input(String name, Long pointsMicros, long weightMicros) {
    return ScoreInput.newBuilder()
        .setName(name)
        .setPointsMicros(pointsMicros)
        .setWeightMicros(weightMicros)
        .setStatus(pointsMicros == null ? InputStatus.MISSING : InputStatus.FRESH)
        .setEntities(List.of(Entity.TELEMETRY))
        .build();
  }

  /** An exception of an account, seen at noon. */
  public static QualityException exception(
      ExceptionType type, String accountId, String subject, Instant opened, Instant closed) {
    return QualityException.newBuilder()
        .setIngestTime(NOON)
        .setExceptionId(type + "|" + accountId + "|" + subject)
        .setType(type)
        .setAccountId(accountId)
        .setSubject(subject)
        .setArrMinor(1_250_000L)
        .setOpened(opened)
        .setLastSeen(NOON)
        .setClosed(closed)
        .setEvidence("the CRM row of 2026-11-20 has none")
        .build();
  }

  /** An episode since the hour before noon, shown by twelve events where forty were expected. */
  public static Signal signal(
      SignalAction action, SignalKind kind, SignalScope scope, String subject, Long arrMinor) {
    Instant since = NOON.minusSeconds(3_600);
    return Signal.newBuilder()
        .setIngestTime(NOON)
        .setEpisodeId(kind.name().toLowerCase(Locale.ROOT) + "|" + subject + "|" + since)
        .setAction(action)
        .setKind(kind)
        .setScope(scope)
        .setSubject(subject)
        .setSince(since)
        .setUntil(action == SignalAction.CLEAR ? NOON : null)
        .setArrMinor(arrMinor)
        .setEvidence(
            List.of(
                MeasureEvidence.newBuilder()
                    .setMeasure("events")
                    .setBucketStart(since)
                    .setBucketSeconds(3_600)
                    .setObserved(12)
                    .setExpected(40.123456)
                    .setLow(20)
                    .setHigh(64)
                    .setTailProbability(1.23456e-7)
                    .build()))
        .build();
  }

  /** A source with this status since noon. */
  public static SourceFreshness source(String id, FreshnessStatus status, FreshnessCause cause) {
    return SourceFreshness.newBuilder()
        .setIngestTime(NOON)
        .setSource(id)
        .setEntities(List.of(Entity.TELEMETRY))
        .setStatus(status)
        .setCause(cause)
        .setSince(NOON)
        .setReason("last arrival 2026-11-23T11:30:00Z, expected every 15 minutes")
        .setLastEventTime(NOON.minusSeconds(1_800))
        .setSloCompliance7dMicros(962_500L)
        .setLagP50Ms(4_200L)
        .build();
  }

  /** A break of a source since noon. */
  public static SourceBreak sourceBreak(String id, Instant ended) {
    return SourceBreak.newBuilder()
        .setIngestTime(NOON)
        .setSource(id)
        .setStatus(FreshnessStatus.SILENT)
        .setCause(FreshnessCause.NO_ARRIVALS)
        .setSince(NOON)
        .setEnded(ended)
        .setReason("nothing arrives")
        .setAccounts(412)
        .setArrMinor(1_013_264_025L)
        .build();
  }
}
