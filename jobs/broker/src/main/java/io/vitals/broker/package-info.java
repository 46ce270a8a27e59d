/**
 * A real Kafka broker inside this process, for the embedded stack and for tests, and the set-up of
 * the catalogue's topics on any Kafka. Knows Kafka and the topic catalogue, no job. Start reading
 * at {@link io.vitals.broker.EmbeddedBroker} and {@link io.vitals.broker.TopicSetup}.
 */
package io.vitals.broker;
