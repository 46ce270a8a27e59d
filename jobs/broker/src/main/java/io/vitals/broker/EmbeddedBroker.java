package io.vitals.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * One Kafka node, broker and KRaft controller in one, inside this process and bound to the loopback
 * interface. It keeps its data in a directory: started again there, it has what it had.
 *
 * <p>Not for production: one node, no replication, no authentication.
 */
public final class EmbeddedBroker implements AutoCloseable {
  /** The longest a transaction may stay open, and so the longest outage that loses nothing. */
  public static final Duration MAX_TRANSACTION_TIMEOUT = Duration.ofHours(1);

  /**
   * Our sinks use a transactional id once, so ids are forgotten as soon as no outage needs them.
   */
  private static final Duration TRANSACTIONAL_ID_EXPIRATION = Duration.ofDays(1);

  private static final String HOST = "localhost";
  private static final int NODE_ID = 1;

  /** Any fixed id will do, so that a directory can be started again. */
  private static final String CLUSTER_ID = "dml0YWxzLWVtYmVkZGVkLQ";

  private final KafkaRaftServer server;
  private final int port;

  private EmbeddedBroker(KafkaRaftServer server, int port) {
    this.server = server;
    this.port = port;
  }

  /**
   * Starts a broker and returns when it serves.
   *
   * @param dataDirectory where it keeps its data; created when absent
   * @param port of its listener; 0: a free one
   * @throws IllegalStateException if the directory cannot be used or the port is taken
   */
  public static EmbeddedBroker start(Path dataDirectory, int port) {
    int listenerPort = port == 0 ? freePort() : port;
    Map<String, String> settings = settings(dataDirectory, listenerPort, freePort());
    try {
      format(Files.createDirectories(dataDirectory));
      KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.apply(settings, false), Time.SYSTEM);
      startOrShutDown(server);
      return new EmbeddedBroker(server, listenerPort);
    } catch (Exception e) {
      throw new IllegalStateException(
          "no broker at port " + listenerPort + " with data in " + dataDirectory, e);
    }
  }

  /** Where clients connect, {@code host:port}. */
  public String bootstrapServers() {
    return HOST + ":" + port;
  }

  /** Shuts the broker down and returns when it is; its data stays. */
  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  private static void startOrShutDown(KafkaRaftServer server) {
    try {
      server.startup();
    } catch (RuntimeException e) {
      server.shutdown();
      throw e;
    }
  }

  private static void format(Path dataDirectory) throws Exception {
    new Formatter()
        .setClusterId(CLUSTER_ID)
        .setNodeId(NODE_ID)
        .addDirectory(dataDirectory.toString())
        .setMetadataLogDirectory(dataDirectory.toString())
        .setControllerListenerName("CONTROLLER")
        .setHasDynamicQuorum(false)
        .setIgnoreFormatted(true)
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
        .run();
  }

  private static Map<String, String> settings(Path dataDirectory, int port, int controllerPort) {
    Map<String, String> settings = new HashMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", Integer.toString(NODE_ID));
    settings.put("controller.quorum.voters", NODE_ID + "@" + HOST + ":" + controllerPort);
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put(
        "listeners",
        "BROKER://" + HOST + ":" + port + ",CONTROLLER://" + HOST + ":" + controllerPort);
    settings.put("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("inter.broker.listener.name", "BROKER");
    settings.put("log.dirs", dataDirectory.toString());

    settings.put("auto.create.topics.enable", "false");
    settings.put("default.replication.factor", "1");
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "1");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("transaction.state.log.num.partitions", "1");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("share.coordinator.state.topic.num.partitions", "1");
    settings.put("transaction.max.timeout.ms", Long.toString(MAX_TRANSACTION_TIMEOUT.toMillis()));
    settings.put(
        "transactional.id.expiration.ms", Long.toString(TRANSACTIONAL_ID_EXPIRATION.toMillis()));
    settings.put("group.initial.rebalance.delay.ms", "0");

    // A small stack: one machine, a handful of clients, quick to stop.
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "4");
    settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(16 << 20));
    settings.put("log.index.size.max.bytes", Integer.toString(1 << 20));
    settings.put("controlled.shutdown.enable", "false");
    return settings;
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException("no free port on " + HOST, e);
    }
  }
}
