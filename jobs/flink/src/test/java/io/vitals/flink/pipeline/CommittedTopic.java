package io.vitals.flink.pipeline;

import io.vitals.flink.punctuated.Punctuations;
import io.vitals.flink.testing.TopicContents;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A topic of ours as a read_committed consumer sees it, followed as it grows. */
final class CommittedTopic implements AutoCloseable {
  private final Topic topic;
  private final TopicContents contents;
  private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
  private final long[] reached;
  private final List<String> faults = new ArrayList<>();

  CommittedTopic(Topic topic, String bootstrapServers) {
    this.topic = topic;
    this.contents = TopicContents.of(topic, bootstrapServers);
    this.reached = new long[topic.partitions()];
    Arrays.fill(reached, Long.MIN_VALUE);
  }

  /** The records committed so far, without punctuation, each partition in its order. */
  synchronized List<ConsumerRecord<byte[], byte[]>> records() {
    read();
    return List.copyOf(records);
  }

  /** How far every partition's punctuation has come. */
  synchronized long reached() {
    read();
    return Arrays.stream(reached).min().orElseThrow();
  }

  /** How far any partition's punctuation has come. */
  synchronized long furthest() {
    read();
    return Arrays.stream(reached).max().orElseThrow();
  }

  /** Records at or below a punctuation before them, and punctuation that goes back. */
  synchronized List<String> faults() {
    read();
    return List.copyOf(faults);
  }

  private void read() {
    for (ConsumerRecord<byte[], byte[]> record : contents.next()) {
      long time = RecordTime.read(record.value());
      boolean punctuation = Punctuations.isPunctuation(record.value());
      if (time < reached[record.partition()]
          || (!punctuation && time == reached[record.partition()])) {
        faults.add(
            "%s/%d@%d is at %d, behind the punctuation %d"
                .formatted(
                    topic, record.partition(), record.offset(), time, reached[record.partition()]));
      }
      if (punctuation) {
        reached[record.partition()] = time;
      } else {
        records.add(record);
      }
    }
  }

  @Override
  public void close() {
    contents.close();
  }
}
