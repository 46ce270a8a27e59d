/**
 * {@code ./vitals topics}, {@code ./vitals clock} and {@code ./vitals simulate}: the commands that
 * serve the jobs on a Kafka of the user's. They run in {@link io.vitals.local.cluster}.
 */
package io.vitals.local.cli.kafka;
