package io.vitals.flink.health;

import io.vitals.domain.adoption.UsageDelta;
import io.vitals.domain.health.IngestHours;
import io.vitals.schemas.topics.Topic;

/**
 * What goes to an account's state: telemetry summed up, or one change row.
 *
 * @param accountId the account
 * @param time from when on it counts, epoch milliseconds: a row's ingest time, or the start of the
 *     hour from which on the telemetry may be seen; of a late correction, when we learned of it,
 *     since it makes a row at once
 * @param usage the telemetry; null for a change row
 * @param topic the change row's topic; null for telemetry
 * @param change the change row, encoded; null for telemetry
 */
public record AccountRecord(
    String accountId, long time, UsageDelta usage, Topic topic, byte[] change) {

  static AccountRecord of(UsageDelta usage) {
    long hour = Math.max(usage.eventHour(), usage.ingestHour()) * IngestHours.MILLIS_AN_HOUR;
    long time = usage.isLateCorrection() ? Math.max(hour, usage.lastIngestTime()) : hour;
    return new AccountRecord(usage.accountId(), time, usage, null, null);
  }

  static AccountRecord of(String accountId, long time, Topic topic, byte[] change) {
    return new AccountRecord(accountId, time, null, topic, change);
  }
}
