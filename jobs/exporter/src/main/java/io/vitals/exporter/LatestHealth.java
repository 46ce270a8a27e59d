package io.vitals.exporter;

import io.vitals.schemas.AccountHealth;
import io.vitals.schemas.Punctuation;
import io.vitals.schemas.ScoreInput;
import io.vitals.schemas.wire.RecordReader;
import io.vitals.schemas.wire.RecordTypes;
import io.vitals.schemas.wire.SchemaStore;
import io.vitals.schemas.wire.SingleObject;
import io.vitals.schemas.wire.UnreadableRecordException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The latest row of every account and the time of every partition, built up record by record.
 * Belongs to the one thread that reads the topic.
 */
final class LatestHealth {
  private static final Logger LOG = LoggerFactory.getLogger(LatestHealth.class);
  private static final long PUNCTUATION =
      SchemaStore.fingerprint(RecordTypes.schemaOf(Punctuation.class));

  private final RecordReader<AccountHealth> healthReader = RecordReader.of(AccountHealth.class);
  private final RecordReader<Punctuation> punctuationReader = RecordReader.of(Punctuation.class);
  private final Map<String, AccountHealth> byAccount = new HashMap<>();
  private final Map<Integer, Instant> timeByPartition = new HashMap<>();
  private final int partitions;
  private long recordsRead;
  private long unreadable;

  /** Knows nothing yet of a topic of so many partitions. */
  LatestHealth(int partitions) {
    this.partitions = partitions;
  }

  /**
   * Takes in one record of the topic. One that cannot be read is counted, and its account keeps the
   * row it had.
   *
   * @param partition the partition it stands in
   * @param key the account's id; anything for a punctuation
   * @param value a row of the account, a punctuation, or null: the account is gone
   */
  void apply(int partition, String key, byte[] value) {
    recordsRead++;
    if (value == null) {
      byAccount.remove(key);
      return;
    }
    try {
      if (SingleObject.isOf(value, PUNCTUATION)) {
        advance(partition, punctuationReader.read(value).getIngestTime());
      } else {
        keep(key, healthReader.read(value));
      }
    } catch (UnreadableRecordException e) {
      unreadable++;
      LOG.warn("Unreadable record in partition {}: {}", partition, e.getMessage());
    }
  }

  /** The latest row of every account, a copy. */
  Collection<AccountHealth> accounts() {
    return List.copyOf(byAccount.values());
  }

  /** Records taken in. */
  long recordsRead() {
    return recordsRead;
  }

  /** Of them, those that could not be read. */
  long unreadable() {
    return unreadable;
  }

  /** The least time any partition told; empty until every partition told its own. */
  Optional<Instant> streamTime() {
    return timeByPartition.size() < partitions
        ? Optional.empty()
        : timeByPartition.values().stream().min(Instant::compareTo);
  }

  private void keep(String key, AccountHealth health) {
    // Either would claim one series twice and so fail every scrape of all accounts.
    boolean ownKey = health.getAccountId().equals(key);
    boolean distinctInputs =
        health.getInputs().stream().map(ScoreInput::getName).distinct().count()
            == health.getInputs().size();
    if (ownKey && distinctInputs) {
      byAccount.put(key, health);
    } else {
      unreadable++;
      LOG.warn(
          "Row of {} not taken: {}",
          health.getAccountId(),
          ownKey ? "an input stands twice" : "it stands under another key");
    }
  }

  private void advance(int partition, Instant time) {
    // The end of a bounded run is no instant: the last one before it stays.
    if (time.toEpochMilli() != Long.MAX_VALUE) {
      timeByPartition.merge(partition, time, (former, now) -> now.isAfter(former) ? now : former);
    }
  }
}
