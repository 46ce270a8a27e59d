package io.vitals.domain.adoption;

/**
 * The telemetry of one account that happened in one hour and of which we learned in one hour, or a
 * part of it: deltas of the same hours add up. Arrays are never changed.
 *
 * @param accountId the account
 * @param eventHour epoch hour in which it happened
 * @param ingestHour epoch hour in which we learned of it
 * @param records telemetry records
 * @param events uses: sum of the records' quantities
 * @param errors errors met; null when no record measured them
 * @param features names of the features used, ascending, distinct
 * @param users hashes of the users, ascending, distinct; null when no record names a user
 * @param firstEventTime earliest event, epoch milliseconds
 * @param lastEventTime latest event, epoch milliseconds
 * @param lastIngestTime when we learned of the last one, epoch milliseconds
 * @param source the source of the last one learned of, of several the last by name
 * @param subscriptionIds subscriptions the use was under, ascending; null when no record tells
 * @param recordsPerSubscription records of each of {@code subscriptionIds}; null as those
 */
@SuppressWarnings("ArrayRecordComponent") // flat and unboxed on purpose; compared by no one
public record UsageDelta(
    String accountId,
    int eventHour,
    int ingestHour,
    int records,
    long events,
    Long errors,
    String[] features,
    long[] users,
    long firstEventTime,
    long lastEventTime,
    long lastIngestTime,
    String source,
    String[] subscriptionIds,
    int[] recordsPerSubscription) {

  private static final String[] NO_NAMES = {};

  public UsageDelta {
    accountId = accountId == null ? "" : accountId;
    features = features == null ? NO_NAMES : features;
    source = source == null ? "" : source;
  }

  /**
   * Whether it corrects a past that was published already: its event hour is neither the hour we
   * learned of it in nor the one before.
   */
  public boolean isLateCorrection() {
    return eventHour < ingestHour - 1;
  }

  /**
   * Of two sources the one with the later ingest time, and of two at the same time the last by
   * name.
   */
  static String laterSource(long time, String source, long otherTime, String otherSource) {
    if (time != otherTime) {
      return time > otherTime ? source : otherSource;
    }
    return source.compareTo(otherSource) >= 0 ? source : otherSource;
  }
}
