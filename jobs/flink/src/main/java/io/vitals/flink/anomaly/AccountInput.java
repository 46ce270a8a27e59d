package io.vitals.flink.anomaly;

import io.vitals.domain.adoption.UsageDelta;
import io.vitals.domain.anomaly.series.AccountStanding;

/**
 * What became known of an account: one of use, a ticket, or its standing.
 *
 * @param accountId the account
 * @param time when, epoch milliseconds
 * @param usage telemetry summed up; null when it is something else
 * @param ticket when a ticket was opened and escalated; null likewise
 * @param standing its standing; null likewise
 */
public record AccountInput(
    String accountId, long time, UsageDelta usage, TicketTimes ticket, AccountStanding standing) {

  /**
   * When a ticket was opened and escalated.
   *
   * @param id the ticket with its source
   * @param opened epoch milliseconds
   * @param escalated epoch milliseconds; null when it never was, or not known
   */
  public record TicketTimes(String id, long opened, Long escalated) {}
}
