package io.vitals.flink.punctuated;

import io.vitals.flink.testing.TopicContents;
import io.vitals.schemas.Heartbeat;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordReader;
import io.vitals.schemas.wire.RecordTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What came out of a copying job, followed as it comes, and judged against what was fed. */
final class CopiedTopic implements AutoCloseable {
  private final Topic topic;
  private final TopicContents contents;
  private final RecordReader<Heartbeat> reader = RecordReader.of(Heartbeat.class);
  private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
  private final long[] reached;
  private int lastAttempt;

  private CopiedTopic(Topic topic, TopicContents contents) {
    this.topic = topic;
    this.contents = contents;
    this.reached = new long[topic.partitions()];
    Arrays.fill(reached, Long.MIN_VALUE);
  }

  static CopiedTopic of(Topic topic, String bootstrapServers) {
    return new CopiedTopic(topic, TopicContents.of(topic, bootstrapServers));
  }

  /** Takes in what was committed since. */
  synchronized void read() {
    for (ConsumerRecord<byte[], byte[]> record : contents.next()) {
      records.add(record);
      if (Punctuations.isPunctuation(record.value())) {
        reached[record.partition()] = RecordTime.read(record.value());
      } else {
        lastAttempt = Math.max(lastAttempt, FailingCopy.attemptOf(reader.read(record.value())));
      }
    }
  }

  /** The last attempt that a committed record was copied in. */
  synchronized int lastAttempt() {
    read();
    return lastAttempt;
  }

  /** The last punctuation of the partition that is furthest behind. */
  synchronized long reached() {
    read();
    return Arrays.stream(reached).min().orElseThrow();
  }

  /**
   * Everything that is not as it was fed: ids missing, doubled, restamped, behind; time changed.
   */
  List<String> faults(Map<String, Long> timeById, long begin) {
    List<String> faults = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    long[] told = new long[topic.partitions()];
    Arrays.fill(told, Long.MIN_VALUE);
    for (ConsumerRecord<byte[], byte[]> record : records) {
      long time = RecordTime.read(record.value());
      String where = topic + "/" + record.partition() + "@" + record.offset() + " ";
      if (Punctuations.isPunctuation(record.value())) {
        if (time < told[record.partition()] || !wasFed(time, begin)) {
          faults.add(where + "punctuation " + time + " after " + told[record.partition()]);
        }
        told[record.partition()] = time;
        continue;
      }
      Heartbeat heartbeat = reader.read(record.value());
      String id = FailingCopy.idOf(heartbeat);
      long watermark = heartbeat.getCompleteThrough().toEpochMilli();
      if (!seen.add(id)) {
        faults.add(where + id + " twice");
      }
      if (timeById.get(id) != time) {
        faults.add(where + id + " at " + time + ", not " + timeById.get(id));
      }
      if (time <= told[record.partition()] || time <= watermark) {
        faults.add(where + id + " behind");
      }
      if (watermark != 0 && !wasFed(watermark, begin)) {
        faults.add(where + "a watermark that nobody wrote: " + watermark);
      }
    }
    if (seen.size() != timeById.size()) {
      faults.add(topic + " has " + seen.size() + " records of " + timeById.size());
    }
    return faults.subList(0, Math.min(faults.size(), 20));
  }

  private static boolean wasFed(long time, long begin) {
    return Math.floorMod(time + 1 - begin, TestingFeed.ROUND) == 0;
  }

  @Override
  public void close() {
    contents.close();
  }
}
