package io.vitals.local.cli.shared;

import java.util.Map;

/**
 * How to reach a Kafka cluster that is not ours.
 *
 * @param bootstrapServers as {@code bootstrap.servers} of Kafka
 * @param settings further settings of the client; may hold secrets, so they are never printed
 */
public record KafkaConnection(String bootstrapServers, Map<String, String> settings) {

  public KafkaConnection {
    settings = Map.copyOf(settings);
  }

  @Override
  public String toString() {
    return bootstrapServers;
  }
}
