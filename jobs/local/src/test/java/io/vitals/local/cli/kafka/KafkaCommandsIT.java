package io.vitals.local.cli.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.broker.EmbeddedBroker;
import io.vitals.local.cli.Session;
import io.vitals.local.cluster.CatalogueTopics;
import io.vitals.local.cluster.WallClock;
import io.vitals.schemas.ClockTick;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code topics} and {@code clock} as a user calls them, on a broker that is not ours to set up.
 */
class KafkaCommandsIT {

  @TempDir private Path directory;

  @Test
  void topicsAreCreatedAndTheClockTellsTheTime() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
      String servers = broker.bootstrapServers();
      aClockWithoutItsTopicIsAMistake(servers);
      topicsAreCreatedOnce(servers);
      theClockTicksUntilItIsInterrupted(servers);
    }
  }

  @Test
  void aBrokerThatIsNotThereIsOneLine() throws IOException {
    int port;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
    }
    for (String command : List.of("topics", "clock")) {
      Session session = session();
      assertThat(session.run(command, "--bootstrap-servers", "localhost:" + port)).isEqualTo(2);
      assertThat(session.err()).isEqualTo("vitals: no broker answers at localhost:" + port + "\n");
      assertThat(session.out()).isEmpty();
    }
    Session session = session();
    assertThat(session.run("topics", "--bootstrap-servers", "nonsense")).isEqualTo(2);
    assertThat(session.err()).contains("Invalid url in bootstrap.servers").hasLineCount(1);
  }

  private static void aClockWithoutItsTopicIsAMistake(String servers) {
    Session session = session();
    assertThat(session.run("clock", "--bootstrap-servers", servers)).isEqualTo(2);
    assertThat(session.err())
        .isEqualTo("vitals: no topic clock there; create it with ./vitals topics\n");
  }

  private static void topicsAreCreatedOnce(String servers) throws Exception {
    Session three = session();
    assertThat(three.run("topics", "--bootstrap-servers", servers, "--dry-run")).isEqualTo(2);
    assertThat(three.err()).contains("replication factor").hasLineCount(1);

    String[] one = {"topics", "--bootstrap-servers", servers, "--replication-factor", "1"};
    assertThat(outcomes(with(one, "--dry-run"))).containsOnly("would be created");
    try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", servers))) {
      assertThat(admin.listTopics().names().get()).isEmpty();
    }
    assertThat(outcomes(one)).hasSize(Topic.values().length).containsOnly("created");
    assertThat(outcomes(one)).containsOnly("exists");

    Session other = session();
    assertThat(other.run(with(one, "--declared-time"))).isEqualTo(2);
    assertThat(other.err())
        .contains("clock has message.timestamp.type=LogAppendTime, not CreateTime")
        .hasLineCount(1);
    assertThat(other.out()).isEmpty();
  }

  private static void theClockTicksUntilItIsInterrupted(String servers) throws Exception {
    Session session = session();
    Instant before = Instant.ofEpochMilli(System.currentTimeMillis());
    CompletableFuture<Integer> status = new CompletableFuture<>();
    Thread user =
        new Thread(() -> status.complete(session.run("clock", "--bootstrap-servers", servers)));
    user.start();
    List<ClockTick> ticks;
    try {
      ticks = ticks(servers, 3);
    } finally {
      user.interrupt();
    }
    assertThat(status.get(1, TimeUnit.MINUTES)).isZero();
    user.join();
    assertThat(session.out()).isEmpty();
    assertThat(session.err())
        .startsWith("One tick a second to topic clock at " + servers + ", until Ctrl-C\n")
        .endsWith("  1 tick\n");
    assertThat(ticks).extracting(ClockTick::getSettled).containsOnly(false);
    assertThat(ticks)
        .extracting(ClockTick::getIngestTime)
        .isSorted()
        .doesNotHaveDuplicates()
        .allMatch(time -> !time.isBefore(before));
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .noneMatch(name -> name.startsWith("kafka-producer-network-thread"));
  }

  private static List<ClockTick> ticks(String servers, int wanted) {
    RecordReader<ClockTick> reader = RecordReader.of(ClockTick.class);
    TopicPartition partition = new TopicPartition(Topic.CLOCK.topicName(), 0);
    List<ClockTick> ticks = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", servers),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      while (ticks.size() < wanted) {
        var records = consumer.poll(Duration.ofSeconds(30));
        assertThat(records.isEmpty()).as("no tick for half a minute").isFalse();
        records.forEach(tick -> ticks.add(reader.read(tick.value())));
      }
    }
    return ticks;
  }

  /** How each line ends, of a run that did what was asked. */
  private static List<String> outcomes(String... arguments) {
    Session session = session();
    assertThat(session.run(arguments)).as(session.err()).isZero();
    assertThat(session.err()).isEmpty();
    return session.out().lines().map(line -> line.replaceFirst("^\\S+\\s+", "")).toList();
  }

  private static String[] with(String[] arguments, String further) {
    return Stream.concat(Stream.of(arguments), Stream.of(further)).toArray(String[]::new);
  }

  private static Session session() {
    Session session = new Session();
    session.topics = new CatalogueTopics();
    session.clock = new WallClock(InstantSource.system());
    return session;
  }
}
