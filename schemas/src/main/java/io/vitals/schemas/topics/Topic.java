package io.vitals.schemas.topics;

import io.vitals.schemas.AccountChange;
import io.vitals.schemas.AccountHealth;
import io.vitals.schemas.AccountScore;
import io.vitals.schemas.Alert;
import io.vitals.schemas.AlertVerdict;
import io.vitals.schemas.AnomalyDecision;
import io.vitals.schemas.BandMovement;
import io.vitals.schemas.ChurnOutcome;
import io.vitals.schemas.ClockTick;
import io.vitals.schemas.ControlTotal;
import io.vitals.schemas.HealthModel;
import io.vitals.schemas.Heartbeat;
import io.vitals.schemas.IdentityMapping;
import io.vitals.schemas.Punctuation;
import io.vitals.schemas.QualityException;
import io.vitals.schemas.QualityRatio;
import io.vitals.schemas.Reconciliation;
import io.vitals.schemas.RejectedRecord;
import io.vitals.schemas.Signal;
import io.vitals.schemas.SourceArrivals;
import io.vitals.schemas.SourceBreak;
import io.vitals.schemas.SourceFreshness;
import io.vitals.schemas.SubscriptionChange;
import io.vitals.schemas.TelemetryEvent;
import io.vitals.schemas.TicketChange;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * The topic catalogue. Partition counts and keys are frozen: a key's partition must never change,
 * since one account's rows must stay in order and its state where it is. One exception: counts of
 * arrivals stand where the subtask that counted them writes, and are only ever added up.
 */
public enum Topic {
  SOURCE_TELEMETRY(
      "source.telemetry", Kind.SOURCE, "source's key", 4, TelemetryEvent.class, Heartbeat.class),
  SOURCE_TICKETS(
      "source.tickets", Kind.SOURCE, "source's key", 2, TicketChange.class, Heartbeat.class),
  SOURCE_CRM(
      "source.crm",
      Kind.SOURCE,
      "source's key",
      2,
      AccountChange.class,
      SubscriptionChange.class,
      ChurnOutcome.class,
      Heartbeat.class),
  IDENTITY_MAP(
      "identity.map", Kind.REFERENCE, "source and key", 1, IdentityMapping.class, Heartbeat.class),
  CLOCK("clock", Kind.CLOCK, "none", 1, ClockTick.class),
  HEALTH_MODELS("health.models", Kind.REFERENCE, "model and version", 1, HealthModel.class),
  CONTROL_TOTALS("control.totals", Kind.REFERENCE, "system and measure", 1, ControlTotal.class),

  TELEMETRY_EVENTS(
      "telemetry.events", Kind.CANONICAL, "account_id", 8, TelemetryEvent.class, Punctuation.class),
  TICKETS_CHANGES(
      "tickets.changes", Kind.CANONICAL, "account_id", 8, TicketChange.class, Punctuation.class),
  CRM_ACCOUNTS(
      "crm.accounts", Kind.CANONICAL, "account_id", 8, AccountChange.class, Punctuation.class),
  CRM_SUBSCRIPTIONS(
      "crm.subscriptions",
      Kind.CANONICAL,
      "account_id",
      8,
      SubscriptionChange.class,
      Punctuation.class),
  CRM_OUTCOMES(
      "crm.outcomes", Kind.CANONICAL, "account_id", 8, ChurnOutcome.class, Punctuation.class),
  SOURCE_ARRIVALS(
      "source.arrivals",
      Kind.CANONICAL,
      "source; partition of its writer",
      8,
      SourceArrivals.class,
      Punctuation.class),
  DEAD_LETTERS(
      "dead.letters", Kind.REJECTED, "source topic", 8, RejectedRecord.class, Punctuation.class),
  LATE_EVENTS(
      "late.events",
      Kind.REJECTED,
      "account's key at the source",
      8,
      RejectedRecord.class,
      Punctuation.class),

  SOURCE_FRESHNESS(
      "source.freshness", Kind.SIGNAL, "source", 1, SourceFreshness.class, Punctuation.class),
  ACCOUNT_SCORE(
      "account.score", Kind.CANONICAL, "account_id", 8, AccountScore.class, Punctuation.class),
  ACCOUNT_HEALTH(
      "account.health", Kind.COMPACTED, "account_id", 8, AccountHealth.class, Punctuation.class),
  ACCOUNT_MOVEMENTS(
      "account.movements", Kind.CANONICAL, "account_id", 8, BandMovement.class, Punctuation.class),

  SOURCE_BREAKS("source.breaks", Kind.COMPACTED, "source", 1, SourceBreak.class, Punctuation.class),
  QUALITY_EXCEPTIONS(
      "quality.exceptions",
      Kind.COMPACTED,
      "exception_id",
      8,
      QualityException.class,
      Punctuation.class),
  QUALITY_RATIOS(
      "quality.ratios",
      Kind.COMPACTED,
      "measure, subject and segment",
      1,
      QualityRatio.class,
      Punctuation.class),
  QUALITY_RECONCILIATIONS(
      "quality.reconciliations",
      Kind.COMPACTED,
      "system and measure",
      1,
      Reconciliation.class,
      Punctuation.class),

  SIGNALS("signals", Kind.SIGNAL, "kind and subject", 1, Signal.class, Punctuation.class),

  ANOMALIES_DECISIONS(
      "anomalies.decisions", Kind.SIGNAL, "moment", 1, AnomalyDecision.class, Punctuation.class),

  ALERTS("alerts", Kind.COMPACTED, "episode_id", 1, Alert.class, Punctuation.class),
  ALERTS_VERDICTS("alerts.verdicts", Kind.REFERENCE, "episode or account", 1, AlertVerdict.class);

  /** What a topic promises, by what it is for. */
  public enum Kind {
    /**
     * Written by systems outside; LogAppendTime, or CreateTime where a loader of history declares
     * ingest time.
     */
    SOURCE(false, false, Duration.ofMillis(-1), "as the source writes"),
    /**
     * Written by systems outside; each row counts from its time on. Kept whole, not compacted: a
     * replay would resolve and score the past by what was said of it later.
     */
    REFERENCE(false, false, Duration.ofMillis(-1), "as the source writes"),
    /** Written by the one clock. */
    CLOCK(false, false, Duration.ofDays(7), "at-least-once, rising"),
    /** Written by one of our jobs, one writer a partition, kept so that history can be replayed. */
    CANONICAL(true, false, Duration.ofMillis(-1), EXACTLY_ONCE),
    /** Records that could not be used, raw: own access list, kept shortly. */
    REJECTED(true, false, Duration.ofDays(14), EXACTLY_ONCE),
    /** Facts with deterministic content: a repeat changes nothing. */
    SIGNAL(true, false, Duration.ofMillis(-1), "at-least-once, idempotent by content"),
    /**
     * The latest row of a key is the truth. A compacted topic takes no record without a key, so its
     * punctuation and heartbeats need one too, one that no subject has.
     */
    COMPACTED(true, true, Duration.ofMillis(-1), EXACTLY_ONCE);

    private final boolean punctuated;
    private final boolean compacted;
    private final Duration retention;
    private final String guarantee;

    Kind(boolean punctuated, boolean compacted, Duration retention, String guarantee) {
      this.punctuated = punctuated;
      this.compacted = compacted;
      this.retention = retention;
      this.guarantee = guarantee;
    }
  }

  private static final String EXACTLY_ONCE = "exactly-once";

  private final String topicName;
  private final Kind kind;
  private final String key;
  private final int partitions;
  private final List<Class<? extends SpecificRecord>> records;

  @SafeVarargs
  Topic(
      String topicName,
      Kind kind,
      String key,
      int partitions,
      Class<? extends SpecificRecord>... records) {
    this.topicName = topicName;
    this.kind = kind;
    this.key = key;
    this.partitions = partitions;
    this.records = List.of(records);
  }

  /** Name of the topic in Kafka. */
  public String topicName() {
    return topicName;
  }

  /** What the topic is for. */
  public Kind kind() {
    return kind;
  }

  /** What its records are keyed by, in words. */
  public String key() {
    return key;
  }

  /** How many partitions it has; frozen. */
  public int partitions() {
    return partitions;
  }

  /** The record types it carries. */
  public List<Class<? extends SpecificRecord>> records() {
    return records;
  }

  /** Whether each partition has one writer of ours that puts its watermark there. */
  public boolean punctuated() {
    return kind.punctuated;
  }

  /** Whether only the latest row of a key is kept. */
  public boolean compacted() {
    return kind.compacted;
  }

  /**
   * How long records are kept; minus one millisecond: for ever, as {@code retention.ms} of Kafka.
   */
  public Duration retention() {
    return kind.retention;
  }

  /** What a consumer may rely on. */
  public String guarantee() {
    return kind.guarantee;
  }

  /** Whether our job writes it in transactions, which must then outlast an outage. */
  public boolean transactional() {
    return kind.guarantee.equals(EXACTLY_ONCE);
  }

  /**
   * How its consumers read, as the value of Kafka's {@code isolation.level}: what was written
   * exactly once must be read so, sources may use transactions, and for the rest it costs nothing.
   */
  public String isolationLevel() {
    return "read_committed";
  }

  /**
   * The partition a key belongs to in this topic, never changed: 32-bit FNV-1a taken over UTF-16
   * units instead of bytes, its upper half folded onto the lower, modulo the partitions.
   */
  public int partitionOf(String key) {
    int hash = 0x811C9DC5;
    for (int i = 0; i < key.length(); i++) {
      hash = (hash ^ key.charAt(i)) * 0x01000193;
    }
    return Math.floorMod(hash ^ (hash >>> 16), partitions);
  }

  /**
   * The topic with this name.
   *
   * @throws IllegalArgumentException if the catalogue has none
   */
  public static Topic named(String name) {
    return Arrays.stream(values())
        .filter(topic -> topic.topicName.equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no topic " + name + " in the catalogue"));
  }
}
