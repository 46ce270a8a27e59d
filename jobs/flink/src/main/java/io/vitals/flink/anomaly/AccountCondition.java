package io.vitals.flink.anomaly;

/**
 * How an account does, as of the close of an hour. Flat.
 *
 * @param accountId the account
 * @param segment its segment; null when not known
 * @param active whether it has an active subscription
 * @param scored whether it is active and has a band
 * @param atRisk whether the band is that of accounts at risk
 * @param missing how many inputs its score lacks of those that apply to it
 */
public record AccountCondition(
    String accountId,
    String segment,
    boolean active,
    boolean scored,
    boolean atRisk,
    int missing) {}
