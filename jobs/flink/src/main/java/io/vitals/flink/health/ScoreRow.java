package io.vitals.flink.health;

/**
 * A row of {@code account.score} on its way to the gate.
 *
 * @param accountId the account
 * @param value the row, encoded
 * @param time its ingest time, epoch milliseconds
 */
public record ScoreRow(String accountId, byte[] value, long time) {}
