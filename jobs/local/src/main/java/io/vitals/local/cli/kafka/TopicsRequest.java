package io.vitals.local.cli.kafka;

import io.vitals.local.cli.shared.KafkaConnection;

/**
 * Topics as the user asked for them.
 *
 * @param replicationFactor of the topics created
 * @param declaredTime whether the topics written from outside carry a loader's own time
 * @param dryRun whether nothing may be changed
 */
public record TopicsRequest(
    KafkaConnection connection, int replicationFactor, boolean declaredTime, boolean dryRun) {}
