package io.vitals.local.list;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vitals.flink.punctuated.Punctuations;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordReader;
import io.vitals.schemas.wire.RecordTime;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** The latest row of each key of some topics, and how far their time has come. */
public final class LatestRows {
  private final Map<Topic, Map<String, byte[]>> rows = new EnumMap<>(Topic.class);
  private long newest = Long.MIN_VALUE;

  /**
   * Takes in a record; those of a partition come in their order.
   *
   * @param key null for none
   * @param value still encoded; null removes the key's row
   */
  public void add(Topic topic, byte[] key, byte[] value) {
    if (value != null) {
      newest = Math.max(newest, RecordTime.read(value));
    }
    if (key == null || Punctuations.isPunctuation(value)) {
      return;
    }
    Map<String, byte[]> latest = rows.computeIfAbsent(topic, unused -> new LinkedHashMap<>());
    String name = new String(key, UTF_8);
    if (value == null) {
      latest.remove(name);
    } else {
      latest.put(name, value);
    }
  }

  /** The rows of a topic, decoded, in no order; all of them are of this type. */
  public <T extends SpecificRecord> List<T> of(Topic topic, Class<T> type) {
    RecordReader<T> reader = RecordReader.of(type);
    return rows.getOrDefault(topic, Map.of()).values().stream().map(reader::read).toList();
  }

  /** The newest ingest time among all records, punctuation too; empty when there are none. */
  public Optional<Instant> asOf() {
    return newest == Long.MIN_VALUE ? Optional.empty() : Optional.of(Instant.ofEpochMilli(newest));
  }
}
