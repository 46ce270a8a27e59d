package io.vitals.local.cli.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.local.cli.Session;
import io.vitals.local.cli.kafka.TopicOutcome.State;
import io.vitals.local.cli.shared.KafkaConnection;
import io.vitals.local.cli.shared.RunFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code topics} and {@code clock} ask for, and what they make of the answer. */
class KafkaCommandsTest {

  private final Session session = new Session();
  private final List<TopicsRequest> requests = new ArrayList<>();

  @TempDir private Path directory;

  @Test
  void topicsAreAskedForAsTheOptionsSay() throws IOException {
    Path file =
        Files.writeString(directory.resolve("client.properties"), "sasl.jaas.config=word\n");
    session.topics =
        request -> {
          requests.add(request);
          return List.of(
              new TopicOutcome("clock", State.CREATED),
              new TopicOutcome("account.health", State.EXISTS),
              new TopicOutcome("dead.letters", State.ABSENT));
        };
    assertThat(
            session.run(
                ("topics --bootstrap-servers a:1,b:2 --replication-factor 2 --declared-time --dry-run"
                        + " --command-config "
                        + file)
                    .split(" ")))
        .isZero();
    assertThat(requests)
        .containsExactly(
            new TopicsRequest(
                new KafkaConnection("a:1,b:2", Map.of("sasl.jaas.config", "word")), 2, true, true));
    assertThat(session.out())
        .isEqualTo(
            """
            clock                  created
            account.health         exists
            dead.letters           would be created
            """);
    assertThat(session.err()).isEmpty();
  }

  @Test
  void topicsAreReplicatedAndStampedByTheBrokerUnlessSaidOtherwise() {
    session.topics =
        request -> {
          requests.add(request);
          return List.of();
        };
    assertThat(session.run("topics", "--bootstrap-servers", "a:1")).isZero();
    assertThat(requests)
        .containsExactly(new TopicsRequest(new KafkaConnection("a:1", Map.of()), 3, false, false));
  }

  @Test
  void aFileThatCannotBeReadIsNotQuoted() throws IOException {
    Path file = Files.writeString(directory.resolve("bad"), "password=\\usecret\n");
    assertThat(
            session.run("clock", "--bootstrap-servers", "a:1", "--command-config", file.toString()))
        .isEqualTo(2);
    assertThat(session.err())
        .contains("--command-config: not a readable file of Java properties: ")
        .doesNotContain("secret")
        .hasLineCount(1);
  }

  @Test
  void aConnectionIsPrintedWithoutItsSettings() {
    assertThat(new KafkaConnection("a:1", Map.of("sasl.jaas.config", "word"))).hasToString("a:1");
  }

  @Test
  void aClockThatItsUserEndsIsDone() {
    session.clock =
        (connection, screen) -> {
          screen.note("first tick at " + connection);
          throw new InterruptedException();
        };
    assertThat(session.run("clock", "--bootstrap-servers", "a:1")).isZero();
    assertThat(session.out()).isEmpty();
    assertThat(session.err()).isEqualTo("first tick at a:1\n");
  }

  @Test
  void aCompanyIsSimulatedAsTheOptionsSay() {
    List<SimulateRequest> simulated = new ArrayList<>();
    session.simulate =
        (request, screen) -> {
          simulated.add(request);
          throw new InterruptedException();
        };
    assertThat(
            session.run(
                ("simulate --bootstrap-servers a:1 --accounts 7 --days 3 --seed 4 --speed 60"
                        + " --replication-factor 2")
                    .split(" ")))
        .isZero();
    assertThat(session.run("simulate", "--bootstrap-servers", "a:1")).isZero();
    KafkaConnection connection = new KafkaConnection("a:1", Map.of());
    assertThat(simulated)
        .containsExactly(
            new SimulateRequest(connection, 7, 3, 4, 60, 2),
            new SimulateRequest(connection, 500, 90, 1, 1, 1));
  }

  @Test
  void aClockThatKafkaRefusesHasFailed() {
    session.clock =
        (connection, screen) -> {
          throw new RunFailedException("Kafka takes no tick: gone");
        };
    assertThat(session.run("clock", "--bootstrap-servers", "a:1")).isEqualTo(1);
    assertThat(session.err()).startsWith("vitals: clock failed: Kafka takes no tick: gone");
  }
}
