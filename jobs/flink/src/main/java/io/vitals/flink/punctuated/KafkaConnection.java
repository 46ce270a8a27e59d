package io.vitals.flink.punctuated;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;

/**
 * How to reach Kafka.
 *
 * @param bootstrapServers host:port, separated by commas
 * @param clientSettings further settings of every client (security.protocol, sasl.jaas.config...);
 *     they may hold secrets and are never printed
 */
public record KafkaConnection(String bootstrapServers, Map<String, String> clientSettings)
    implements Serializable {
  public KafkaConnection {
    clientSettings = Map.copyOf(clientSettings);
  }

  /** A connection without further settings. */
  public static KafkaConnection to(String bootstrapServers) {
    return new KafkaConnection(bootstrapServers, Map.of());
  }

  /** The settings of a client, as Kafka names them. */
  public Properties properties() {
    Properties properties = new Properties();
    properties.putAll(clientSettings);
    properties.setProperty("bootstrap.servers", bootstrapServers);
    return properties;
  }

  /** A client that asks for topics and settings; the caller closes it. */
  public Admin admin() {
    return Admin.create(properties());
  }

  @Override
  public String toString() {
    return "Kafka at %s with %s"
        .formatted(bootstrapServers, new HashMap<>(clientSettings).keySet());
  }
}
