package io.vitals.flink.pipeline;

import io.vitals.flink.intake.IntakeJob;
import io.vitals.schemas.AccountHealth;
import io.vitals.schemas.AccountScore;
import io.vitals.schemas.DeadLetterReason;
import io.vitals.schemas.RejectedRecord;
import io.vitals.schemas.ScoreInput;
import io.vitals.schemas.TelemetryEvent;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What a run wrote, in a form in which two runs can be compared.
 *
 * @param canonical encoded rows of each canonical topic, account and source's key, in their order
 * @param rejected encoded rows of dead letters and late events, sorted
 * @param arrivals sums of what arrived
 * @param finals scores of hour closes by account and time
 * @param published the last published health by account
 * @param faults records that stand behind punctuation
 */
record PipelineOutput(
    Map<String, List<String>> canonical,
    Map<String, List<String>> rejected,
    Map<String, ArrivalTotals> arrivals,
    Map<String, List<String>> finals,
    Map<String, List<String>> published,
    List<String> faults) {
  private static final List<Topic> CANONICAL =
      List.of(
          Topic.TELEMETRY_EVENTS,
          Topic.TICKETS_CHANGES,
          Topic.CRM_ACCOUNTS,
          Topic.CRM_SUBSCRIPTIONS,
          Topic.CRM_OUTCOMES);
  private static final int SHOWN = 10;
  private static final long MICROS = 1_000_000;

  static PipelineOutput of(PipelineRun run) {
    List<String> faults = new ArrayList<>();
    for (Topic topic : IntakeJob.OUTPUT_TOPICS) {
      faults.addAll(run.topic(topic).faults());
    }
    faults.addAll(run.topic(Topic.ACCOUNT_SCORE).faults());
    faults.addAll(run.topic(Topic.ACCOUNT_HEALTH).faults());
    return new PipelineOutput(
        canonical(run),
        rejected(run),
        ArrivalTotals.of(run.topic(Topic.SOURCE_ARRIVALS).records()),
        finals(run),
        published(run),
        faults);
  }

  /**
   * An account that the source names by two keys waits for the mapping of each, so its rows are in
   * order by key.
   */
  private static Map<String, List<String>> canonical(PipelineRun run) {
    RecordReader<TelemetryEvent> telemetry = RecordReader.of(TelemetryEvent.class);
    Map<String, List<String>> rows = new TreeMap<>();
    for (Topic topic : CANONICAL) {
      for (ConsumerRecord<byte[], byte[]> record : run.topic(topic).records()) {
        String key = topic.topicName() + " of " + keyOf(record);
        if (topic == Topic.TELEMETRY_EVENTS) {
          key += " as " + telemetry.read(record.value()).getAccountKey();
        }
        add(rows, key, hex(record.value()));
      }
    }
    return rows;
  }

  /**
   * A record dismissed because its key stayed unknown is a dead letter from the watermark on that
   * ended its grace, and watermarks fall as they may; so of these the time is left out.
   */
  private static Map<String, List<String>> rejected(PipelineRun run) {
    RecordReader<RejectedRecord> reader = RecordReader.of(RejectedRecord.class);
    Map<String, List<String>> rows = new TreeMap<>();
    for (Topic topic : List.of(Topic.DEAD_LETTERS, Topic.LATE_EVENTS)) {
      for (ConsumerRecord<byte[], byte[]> record : run.topic(topic).records()) {
        RejectedRecord row = reader.read(record.value());
        if (row.getReason() == DeadLetterReason.UNKNOWN_ACCOUNT) {
          row.setIngestTime(Instant.EPOCH);
        }
        add(rows, topic.topicName(), row.toString());
      }
    }
    rows.values().forEach(list -> list.sort(String::compareTo));
    return rows;
  }

  private static Map<String, List<String>> finals(PipelineRun run) {
    RecordReader<AccountScore> reader = RecordReader.of(AccountScore.class);
    Map<String, List<String>> rows = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : run.topic(Topic.ACCOUNT_SCORE).records()) {
      AccountScore score = reader.read(record.value());
      if (score.getFinal$()) {
        StringBuilder text = new StringBuilder();
        text.append(score.getScoreMicros()).append(' ').append(score.getBand());
        text.append(' ').append(score.getModel());
        for (ScoreInput input : score.getInputs()) {
          text.append(' ').append(input.getName()).append('=').append(input.getValue());
        }
        add(rows, score.getAccountId() + " at " + score.getIngestTime(), text.toString());
      }
    }
    return rows;
  }

  /** A row is published when the score changes in whole points. */
  private static Map<String, List<String>> published(PipelineRun run) {
    RecordReader<AccountHealth> reader = RecordReader.of(AccountHealth.class);
    Map<String, List<String>> last = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : run.topic(Topic.ACCOUNT_HEALTH).records()) {
      AccountHealth health = reader.read(record.value());
      Long micros = health.getScoreMicros();
      last.put(
          health.getAccountId(),
          List.of(
              "%s %s %s"
                  .formatted(
                      micros == null ? null : Math.floorDiv(micros + MICROS / 2, MICROS),
                      health.getBand(),
                      health.getStatus())));
    }
    return last;
  }

  private static void add(Map<String, List<String>> rows, String key, String row) {
    rows.computeIfAbsent(key, k -> new ArrayList<>()).add(row);
  }

  private static String keyOf(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.key(), StandardCharsets.UTF_8);
  }

  private static String hex(byte[] value) {
    return HexFormat.of().formatHex(value);
  }

  /** Where two maps differ: the first few keys. */
  static <V> List<String> differences(Map<String, V> expected, Map<String, V> actual) {
    Map<String, V> all = new TreeMap<>(expected);
    all.putAll(actual);
    return all.keySet().stream()
        .filter(key -> !Objects.equals(expected.get(key), actual.get(key)))
        .limit(SHOWN)
        .map(key -> key + ": " + difference(expected.get(key), actual.get(key)))
        .toList();
  }

  private static String difference(Object expected, Object actual) {
    if (expected instanceof List<?> before && actual instanceof List<?> after) {
      List<Object> missing = new ArrayList<>(before);
      after.forEach(missing::remove);
      List<Object> added = new ArrayList<>(after);
      before.forEach(added::remove);
      return "%d rows missing of %d, %d added to %d; first missing %s, first added %s"
          .formatted(
              missing.size(),
              before.size(),
              added.size(),
              after.size(),
              missing.isEmpty() ? null : missing.get(0),
              added.isEmpty() ? null : added.get(0));
    }
    return "expected " + expected + " but was " + actual;
  }
}
