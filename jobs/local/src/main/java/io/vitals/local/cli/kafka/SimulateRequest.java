package io.vitals.local.cli.kafka;

import io.vitals.local.cli.shared.KafkaConnection;

/**
 * A simulated company as the user asked for it.
 *
 * @param accounts accounts of the company
 * @param days days of history
 * @param seed the same seed simulates the same company
 * @param speed seconds of event time per second of wall time, after history
 * @param replicationFactor of the topics created
 */
public record SimulateRequest(
    KafkaConnection connection,
    int accounts,
    int days,
    long seed,
    int speed,
    int replicationFactor) {}
