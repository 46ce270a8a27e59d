package io.vitals.schemas.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitals.schemas.Punctuation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicTest {
  /** These never change: an account's rows and state must stay where they are. */
  @ParameterizedTest
  @CsvSource({
    "'', 1",
    "a, 0",
    "acme:0001, 5",
    "acme:0002, 4",
    "globex:7f3a9c, 0",
    "crm, 3",
    "telemetry, 0",
    "'\u00e9\u2713\ud83d\ude00:1', 1"
  })
  void aKeyStaysInItsPartition(String key, int partition) {
    assertThat(Topic.TELEMETRY_EVENTS.partitionOf(key)).isEqualTo(partition);
    assertThat(Topic.ACCOUNT_HEALTH.partitionOf(key)).isEqualTo(partition);
  }

  @Test
  void aTopicOfOnePartitionHasEveryKeyThere() {
    assertThat(Topic.SOURCE_FRESHNESS.partitionOf("crm")).isZero();
  }

  @Test
  void keysAreSpreadEvenly() {
    List<List<String>> families =
        List.of(
            keys("acme:%04d"), keys("globex:%x"), keys("t-%d:account"), keys("0015g00000%06dAAA"));
    for (List<String> family : families) {
      int[] counts = new int[Topic.ACCOUNT_SCORE.partitions()];
      family.forEach(key -> counts[Topic.ACCOUNT_SCORE.partitionOf(key)]++);
      double expected = (double) family.size() / counts.length;
      double chiSquared =
          IntStream.of(counts).mapToDouble(n -> (n - expected) * (n - expected) / expected).sum();
      // Seven degrees of freedom: one even spread in 100,000 is worse than 35.
      assertThat(chiSquared).as("%s... %s", family.get(0), counts).isLessThan(35);
    }
  }

  @Test
  void aTopicIsFoundByItsName() {
    for (Topic topic : Topic.values()) {
      assertThat(Topic.named(topic.topicName())).isSameAs(topic);
    }
    assertThatThrownBy(() -> Topic.named("no.such"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no.such");
  }

  @Test
  void aTopicIsPunctuatedWhenItCarriesPunctuation() {
    for (Topic topic : Topic.values()) {
      assertThat(topic.records().contains(Punctuation.class))
          .as(topic.topicName())
          .isEqualTo(topic.punctuated());
    }
  }

  @Test
  void everythingIsReadCommittedAndOurLogsAreTransactional() {
    for (Topic topic : Topic.values()) {
      assertThat(topic.isolationLevel()).as(topic.topicName()).isEqualTo("read_committed");
      assertThat(topic.transactional())
          .as(topic.topicName())
          .isEqualTo(topic.punctuated() && topic.kind() != Topic.Kind.SIGNAL);
    }
  }

  @Test
  void retentionIsOneThatABrokerTakes() {
    for (Topic topic : Topic.values()) {
      assertThat(topic.retention().toMillis()).as(topic.topicName()).isGreaterThanOrEqualTo(-1);
    }
  }

  @Test
  void theReadmeShowsTheCatalogue() throws IOException {
    String readme = Files.readString(Path.of("README.md"));

    assertThat(readme)
        .as("schemas/README.md; write it: ./mvnw -q -pl schemas test-compile exec:java")
        .isEqualTo(TopicTable.replaceIn(readme));
  }

  private static List<String> keys(String pattern) {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      keys.add(pattern.formatted(i));
    }
    return keys;
  }
}
