package io.vitals.flink.punctuated;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitals.flink.punctuated.TestingWriter.Written;
import io.vitals.schemas.topics.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class PartitionWriterTest {
  private static final Topic WIDE = Topic.CRM_ACCOUNTS;
  private static final Topic NARROW = Topic.SOURCE_FRESHNESS;
  private static final List<Topic> TOPICS = List.of(WIDE, NARROW);
  private static final int PARTITIONS = 8;
  private static final long NOON = Instant.parse("2026-03-02T12:00:00Z").toEpochMilli();
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final int MAX_PARALLELISM = 128;

  @Test
  void passesRecordsThatAreAheadAndRestampsThoseBehind() throws Exception {
    try (TestingWriter writer = TestingWriter.fresh(TOPICS)) {
      writer.watermark(NOON);
      writer.written();
      writer.record(WIDE, 3, NOON + 1);
      writer.record(WIDE, 3, NOON);
      writer.record(NARROW, 0, NOON - HOUR);
      writer.tombstone(WIDE, 2, NOON - 1);
      assertThat(writer.written())
          .containsExactly(
              record(WIDE, 3, NOON + 1),
              record(WIDE, 3, NOON + 1),
              record(NARROW, 0, NOON + 1),
              record(WIDE, 2, NOON + 1));
      assertThat(writer.restamped()).isEqualTo(3);
    }
  }

  @Test
  void punctuatesEveryPartitionBeforeEveryBarrierChangedOrNot() throws Exception {
    try (TestingWriter writer = TestingWriter.fresh(TOPICS)) {
      writer.watermark(NOON);
      writer.watermark(NOON + 5);
      writer.written();
      writer.checkpoint();
      assertThat(writer.written()).containsExactlyElementsOf(everywhere(NOON + 5));
      writer.checkpoint();
      assertThat(writer.written()).containsExactlyElementsOf(everywhere(NOON + 5));
    }
  }

  @Test
  void punctuatesWhenTimeEntersAnotherHour() throws Exception {
    try (TestingWriter writer = TestingWriter.fresh(TOPICS)) {
      writer.watermark(NOON - 10);
      assertThat(writer.written()).containsExactlyElementsOf(everywhere(NOON - 10));
      writer.watermark(NOON - 1);
      assertThat(writer.written()).isEmpty();
      writer.watermark(NOON);
      assertThat(writer.written()).containsExactlyElementsOf(everywhere(NOON));
      writer.watermark(NOON + 3 * HOUR + 7);
      assertThat(writer.written()).containsExactlyElementsOf(everywhere(NOON + 3 * HOUR + 7));
    }
  }

  @Test
  void tellsNoTimeBeforeThereIsOne() throws Exception {
    try (TestingWriter writer = TestingWriter.fresh(TOPICS)) {
      writer.checkpoint();
      writer.record(WIDE, 0, NOON);
      writer.endInput();
      assertThat(writer.written()).containsExactly(record(WIDE, 0, NOON));
    }
  }

  @Test
  void theEndOfInputIsNoTimeAndNothingFollowsIt() throws Exception {
    try (TestingWriter writer = TestingWriter.fresh(TOPICS)) {
      writer.watermark(NOON);
      writer.watermark(NOON + 9);
      writer.written();
      writer.watermark(Long.MAX_VALUE);
      assertThat(writer.written()).isEmpty();
      writer.record(WIDE, 1, NOON + 10);
      writer.endInput();
      List<Written> expected = new ArrayList<>(List.of(record(WIDE, 1, NOON + 10)));
      expected.addAll(everywhere(NOON + 9));
      assertThat(writer.written()).containsExactlyElementsOf(expected);
      writer.checkpoint();
      assertThat(writer.written()).isEmpty();
    }
  }

  @Test
  void afterARestoreSaysAgainWhatItLastSaidAndHoldsToIt() throws Exception {
    OperatorSubtaskState state;
    try (TestingWriter writer = TestingWriter.fresh(TOPICS)) {
      writer.watermark(NOON);
      state = writer.checkpoint();
    }
    try (TestingWriter writer = TestingWriter.of(TOPICS, 1, 0, state)) {
      assertThat(writer.written()).isEmpty();
      writer.record(WIDE, 4, NOON);
      writer.checkpoint();
      List<Written> expected = new ArrayList<>(List.of(record(WIDE, 4, NOON + 1)));
      expected.addAll(everywhere(NOON));
      assertThat(writer.written()).containsExactlyElementsOf(expected);
      writer.watermark(NOON - HOUR);
      assertThat(writer.written())
          .as("a watermark that has not caught up moves no time back")
          .containsExactlyElementsOf(everywhere(NOON));
    }
  }

  @Test
  void partitionsKeepTheirTimeWhenTheyChangeTheirWriter() throws Exception {
    List<OperatorSubtaskState> states = new ArrayList<>();
    for (int subtask = 0; subtask < 2; subtask++) {
      try (TestingWriter writer = TestingWriter.of(TOPICS, 2, subtask, null)) {
        writer.watermark(NOON + subtask);
        states.add(writer.checkpoint());
        assertThat(writer.written()).hasSize(2 * (subtask == 0 ? 5 : 4));
      }
    }
    List<Written> punctuated = new ArrayList<>();
    for (int subtask = 0; subtask < 3; subtask++) {
      try (TestingWriter writer = restored(states, 2, 3, subtask)) {
        writer.checkpoint();
        punctuated.addAll(writer.written());
      }
    }
    List<Written> expected = new ArrayList<>(List.of(punctuation(NARROW, 0, NOON)));
    for (int partition = 0; partition < PARTITIONS; partition++) {
      expected.add(punctuation(WIDE, partition, NOON + partition % 2));
    }
    assertThat(punctuated).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void aTopicThatIsNoLongerWrittenIsForgotten() throws Exception {
    OperatorSubtaskState state;
    try (TestingWriter writer = TestingWriter.fresh(TOPICS)) {
      writer.watermark(NOON);
      state = writer.checkpoint();
    }
    try (TestingWriter writer = TestingWriter.of(List.of(NARROW), 1, 0, state)) {
      writer.checkpoint();
      assertThat(writer.written()).containsExactly(punctuation(NARROW, 0, NOON));
    }
  }

  /**
   * Random streams, once in one go and once with a restore after every checkpoint: the same records
   * come out, and whichever way, nothing comes after a punctuation that denies it.
   */
  @Test
  void aRestoreInMidStreamEqualsNone() throws Exception {
    for (long seed = 1; seed <= 30; seed++) {
      List<Written> atOnce = run(seed, false);
      List<Written> restored = run(seed, true);
      assertThat(recordsOf(restored)).as("seed %d", seed).isEqualTo(recordsOf(atOnce));
      assertThat(firstLie(atOnce)).as("seed %d, in one go", seed).isEmpty();
      assertThat(firstLie(restored)).as("seed %d, restored", seed).isEmpty();
    }
  }

  private static List<Written> run(long seed, boolean restoring) throws Exception {
    Random random = new Random(seed);
    List<Written> written = new ArrayList<>();
    TestingWriter writer = TestingWriter.fresh(TOPICS);
    long watermark = NOON;
    try {
      for (int step = 0; step < 200; step++) {
        int choice = random.nextInt(20);
        int partition = random.nextInt(PARTITIONS);
        long time = watermark + random.nextLong(-HOUR / 2, HOUR / 2);
        if (choice == 0) {
          OperatorSubtaskState state = writer.checkpoint();
          if (restoring) {
            written.addAll(writer.written());
            writer.close();
            writer = TestingWriter.of(TOPICS, 1, 0, state);
          }
        } else if (choice < 4) {
          watermark += random.nextLong(HOUR / 2);
          writer.watermark(watermark);
        } else {
          writer.record(WIDE, partition, time);
        }
      }
      writer.endInput();
      written.addAll(writer.written());
      return written;
    } finally {
      writer.close();
    }
  }

  private static List<Written> recordsOf(List<Written> written) {
    return written.stream().filter(record -> !record.punctuation()).toList();
  }

  /** The first that goes back behind what its partition's reader was told. */
  private static List<Written> firstLie(List<Written> written) {
    Map<String, Long> told = new HashMap<>();
    for (Written record : written) {
      String partition = record.topic() + "/" + record.partition();
      long reached = told.getOrDefault(partition, Long.MIN_VALUE);
      if (record.punctuation() ? record.time() < reached : record.time() <= reached) {
        return List.of(record);
      }
      if (record.punctuation()) {
        told.put(partition, record.time());
      }
    }
    return List.of();
  }

  private static TestingWriter restored(
      List<OperatorSubtaskState> states, int before, int after, int subtask) throws Exception {
    OperatorSubtaskState all =
        AbstractStreamOperatorTestHarness.repackageState(
            states.toArray(OperatorSubtaskState[]::new));
    return TestingWriter.of(
        TOPICS,
        after,
        subtask,
        AbstractStreamOperatorTestHarness.repartitionOperatorState(
            all, MAX_PARALLELISM, before, after, subtask));
  }

  private static List<Written> everywhere(long time) {
    List<Written> all = new ArrayList<>();
    IntStream.range(0, PARTITIONS).forEach(it -> all.add(punctuation(WIDE, it, time)));
    all.add(punctuation(NARROW, 0, time));
    return all;
  }

  private static Written record(Topic topic, int partition, long time) {
    return new Written(topic, partition, time, false);
  }

  private static Written punctuation(Topic topic, int partition, long time) {
    return new Written(topic, partition, time, true);
  }
}
