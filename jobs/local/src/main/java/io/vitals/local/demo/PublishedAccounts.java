package io.vitals.local.demo;

import io.vitals.schemas.AccountHealth;
import io.vitals.schemas.wire.RecordReader;
import io.vitals.schemas.wire.RecordTime;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The latest published row of every account and how it changed within the last day. Rows are kept
 * encoded until somebody looks: while history loads nobody does, and the processor is needed
 * elsewhere.
 */
final class PublishedAccounts {
  private final RecordReader<AccountHealth> reader = RecordReader.of(AccountHealth.class);
  private final Map<String, byte[]> rows = new HashMap<>();
  private final Map<String, RecentChanges> changes = new HashMap<>();
  private final long changesFrom;

  /**
   * An account as it was published.
   *
   * @param latest its latest row
   * @param recent its changes within the last day
   */
  record Published(AccountHealth latest, RecentChanges recent) {}

  /**
   * Nothing yet.
   *
   * @param liveFrom when history ends; only changes within the day before and after are shown
   */
  PublishedAccounts(Instant liveFrom) {
    changesFrom = liveFrom.minus(RecentChanges.WINDOW).toEpochMilli();
  }

  /** Takes in a row of the topic. */
  void add(ConsumerRecord<byte[], byte[]> row) {
    String account = new String(row.key(), StandardCharsets.UTF_8);
    rows.put(account, row.value());
    if (RecordTime.read(row.value()) >= changesFrom) {
      changes.computeIfAbsent(account, id -> new RecentChanges()).add(reader.read(row.value()));
    }
  }

  /** How many accounts are published. */
  int count() {
    return rows.size();
  }

  /** The company's name; the id where none is known. */
  String name(String accountId) {
    byte[] row = rows.get(accountId);
    String name = row == null ? null : reader.read(row).getFacts().getName();
    return name == null ? accountId : name;
  }

  /** Every account at an instant, in no order. */
  List<Published> at(Instant now) {
    changes.values().forEach(recent -> recent.forgetBefore(now));
    return rows.entrySet().stream()
        .map(
            row ->
                new Published(
                    reader.read(row.getValue()),
                    changes.getOrDefault(row.getKey(), new RecentChanges())))
        .toList();
  }
}
