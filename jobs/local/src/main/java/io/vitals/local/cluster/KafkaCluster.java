package io.vitals.local.cluster;

import io.vitals.local.cli.shared.KafkaConnection;
import io.vitals.local.cli.shared.UserMistakeException;
import io.vitals.schemas.topics.Topic;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;

/** A cluster that is asked, with every way in which it does not answer as one line. */
final class KafkaCluster implements AutoCloseable {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);
  private static final Duration REQUEST_WITHIN = Duration.ofSeconds(10);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

  private final KafkaConnection connection;
  private final Admin admin;

  private KafkaCluster(KafkaConnection connection, Admin admin) {
    this.connection = connection;
    this.admin = admin;
  }

  /** What is asked of the cluster. */
  @FunctionalInterface
  interface Question<T> {
    T ask(Admin admin) throws ExecutionException, InterruptedException;
  }

  /**
   * A cluster, which need not answer yet.
   *
   * @throws UserMistakeException when the settings cannot be
   */
  static KafkaCluster connect(KafkaConnection connection) {
    Properties settings = new Properties();
    // A person waits: Kafka's own patience is a minute.
    settings.put(
        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Long.toString(ANSWER_WITHIN.toMillis()));
    settings.put(
        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Long.toString(REQUEST_WITHIN.toMillis()));
    settings.putAll(clientSettings(connection));
    return new KafkaCluster(connection, client(() -> Admin.create(settings)));
  }

  /**
   * A client that is made of the user's settings.
   *
   * @throws UserMistakeException when they cannot be
   */
  static <C> C client(Supplier<C> made) {
    try {
      return made.get();
    } catch (KafkaException e) {
      throw new UserMistakeException(
          "no Kafka client can be made of these settings: " + rootOf(e).getMessage());
    }
  }

  /** The settings of any client of this connection; the servers named apart win. */
  static Properties clientSettings(KafkaConnection connection) {
    Properties settings = new Properties();
    settings.putAll(connection.settings());
    settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, connection.bootstrapServers());
    return settings;
  }

  /**
   * Checks that a topic is there to be written to: a broker may make it on the first write, with
   * settings that the jobs refuse.
   *
   * @throws UserMistakeException when it is not, or no broker answers
   */
  static void requireTopic(KafkaConnection connection, Topic topic) throws InterruptedException {
    try (KafkaCluster cluster = connect(connection)) {
      if (!cluster.topics().contains(topic.topicName())) {
        throw new UserMistakeException(
            "no topic " + topic.topicName() + " there; create it with ./vitals topics");
      }
    }
  }

  /**
   * Asks, and waits for the answer.
   *
   * @throws UserMistakeException when no broker answers, or the answer is that it cannot be
   */
  <T> T ask(Question<T> question) throws InterruptedException {
    try {
      return question.ask(admin);
    } catch (ExecutionException | IllegalStateException e) {
      Throwable root = rootOf(e);
      if (root instanceof InterruptedException) {
        // The flag is set beside the exception, and closing must be able to wait.
        Thread.interrupted();
        throw (InterruptedException) new InterruptedException("asking Kafka").initCause(e);
      }
      if (root instanceof TimeoutException
          || root instanceof java.util.concurrent.TimeoutException) {
        throw new UserMistakeException("no broker answers at " + connection.bootstrapServers());
      }
      throw new UserMistakeException(
          e instanceof ExecutionException ? root.getMessage() : e.getMessage());
    }
  }

  /** The names of all topics that the client may see. */
  private Set<String> topics() throws InterruptedException {
    return ask(client -> client.listTopics().names().get());
  }

  @Override
  public void close() {
    admin.close(CLOSE_WITHIN);
  }

  static Throwable rootOf(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root;
  }
}
