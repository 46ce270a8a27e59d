package io.vitals.domain.adoption;

import io.vitals.schemas.TelemetryEvent;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sums the telemetry of one account, event hour and ingest hour until it is flushed as a {@link
 * UsageDelta}. Mutable and for one thread: it stands on the hot path, once a record.
 */
public final class UsageAccumulator {
  /** Estimated heap of an empty one, bytes. */
  private static final int BASE_BYTES = 320;

  /** Estimated heap of a subscription: string, its characters, map entry, count; bytes. */
  private static final int SUBSCRIPTION_BYTES = 128;

  private final String accountId;
  private final int eventHour;
  private final int ingestHour;
  private final FeatureNames featureNames;
  private final BitSet features = new BitSet();
  private final LongHashSet users = new LongHashSet();
  private int records;
  private long events;
  private long errors;
  private boolean errorsMeasured;
  private long firstEventTime = Long.MAX_VALUE;
  private long lastEventTime = Long.MIN_VALUE;
  private long lastIngestTime = Long.MIN_VALUE;
  private String source = "";
  private Map<String, Integer> recordsPerSubscription;

  /**
   * @param accountId the account whose records it takes
   * @param eventHour epoch hour in which they happened
   * @param ingestHour epoch hour in which we learned of them
   */
  public UsageAccumulator(String accountId, int eventHour, int ingestHour) {
    this(accountId, eventHour, ingestHour, new FeatureNames());
  }

  /** One of several that share the names of features. */
  UsageAccumulator(String accountId, int eventHour, int ingestHour, FeatureNames featureNames) {
    this.accountId = accountId;
    this.eventHour = eventHour;
    this.ingestHour = ingestHour;
    this.featureNames = featureNames;
  }

  /** Whether it takes records of these hours. */
  boolean isOf(int otherEventHour, int otherIngestHour) {
    return eventHour == otherEventHour && ingestHour == otherIngestHour;
  }

  /** The epoch hour from which on both what happened and that we know of it have begun. */
  int countsFromHour() {
    return Math.max(eventHour, ingestHour);
  }

  /**
   * Adds a record, which must be of this account and these hours. A quantity or error count below 0
   * counts as 0.
   */
  public void add(TelemetryEvent event) {
    records++;
    events += Math.max(0, event.getQuantity());
    Integer errorCount = event.getErrorCount();
    if (errorCount != null) {
      errorsMeasured = true;
      errors += Math.max(0, errorCount);
    }
    String feature = event.getFeature();
    if (feature != null) {
      features.set(featureNames.numberOf(feature));
    }
    Long user = event.getUserHash();
    if (user != null) {
      users.add(user);
    }
    long eventTime = event.getEventTime().toEpochMilli();
    firstEventTime = Math.min(firstEventTime, eventTime);
    lastEventTime = Math.max(lastEventTime, eventTime);
    long ingestTime = event.getIngestTime().toEpochMilli();
    if (ingestTime >= lastIngestTime) {
      source = UsageDelta.laterSource(lastIngestTime, source, ingestTime, event.getSource());
      lastIngestTime = ingestTime;
    }
    if (event.getSubscriptionId() != null) {
      countSubscription(event.getSubscriptionId());
    }
  }

  /** How many records it holds. */
  public int records() {
    return records;
  }

  /**
   * About how many bytes of heap it holds, without the names of features: for a limit at which to
   * flush, not for accounting.
   */
  public int estimatedBytes() {
    int subscriptions = recordsPerSubscription == null ? 0 : recordsPerSubscription.size();
    return BASE_BYTES
        + users.bytes()
        + features.size() / Byte.SIZE
        + subscriptions * SUBSCRIPTION_BYTES;
  }

  /**
   * What was added so far.
   *
   * @throws IllegalStateException when nothing was
   */
  public UsageDelta toDelta() {
    if (records == 0) {
      throw new IllegalStateException("no record of " + accountId + " in hour " + eventHour);
    }
    return new UsageDelta(
        accountId,
        eventHour,
        ingestHour,
        records,
        events,
        errorsMeasured ? errors : null,
        featureNames.sorted(features),
        users.size() == 0 ? null : users.toSortedArray(),
        firstEventTime,
        lastEventTime,
        lastIngestTime,
        source,
        recordsPerSubscription == null
            ? null
            : recordsPerSubscription.keySet().toArray(String[]::new),
        recordsPerSubscription == null
            ? null
            : recordsPerSubscription.values().stream().mapToInt(Integer::intValue).toArray());
  }

  private void countSubscription(String subscription) {
    if (recordsPerSubscription == null) {
      recordsPerSubscription = new TreeMap<>();
    }
    recordsPerSubscription.merge(subscription, 1, Integer::sum);
  }
}
