package io.vitals.flink.anomaly;

/**
 * Whether an account is at risk, as of the close of an hour. Flat.
 *
 * @param accountId the account
 * @param segment its segment, null when not known; empty for the portfolio
 * @param active whether it has an active subscription
 * @param scored whether it is active and has a band
 * @param atRisk whether the band is that of accounts at risk
 */
public record AccountBand(
    String accountId, String segment, boolean active, boolean scored, boolean atRisk) {
  AccountBand inPortfolio() {
    return new AccountBand(accountId, "", active, scored, atRisk);
  }
}
