package io.vitals.flink.quality;

import io.vitals.domain.quality.AccountSummary;

/**
 * An account as it is from a time on.
 *
 * @param time epoch milliseconds
 * @param summary the account
 */
public record SummaryAt(long time, AccountSummary summary) {
  String tenant() {
    return summary.tenant();
  }
}
