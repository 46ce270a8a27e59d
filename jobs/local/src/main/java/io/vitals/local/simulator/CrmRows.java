package io.vitals.local.simulator;

import io.vitals.local.history.HistoryEntry;
import io.vitals.local.history.SourceRecord;
import io.vitals.schemas.AccountChange;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordReader;
import io.vitals.schemas.wire.SchemaStore;
import io.vitals.schemas.wire.SingleObject;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The CRM's rows as they pass by: the latest of each account, and some of the first, which an
 * incident may send again.
 */
public final class CrmRows {
  private static final int FIRST_ROWS = 200;
  private static final long ACCOUNT = SchemaStore.fingerprint(AccountChange.getClassSchema());

  private final RecordReader<AccountChange> reader = RecordReader.of(AccountChange.class);
  private final Map<String, SourceRecord> latest = new TreeMap<>();
  private final List<SourceRecord> first = new ArrayList<>();

  /** The same entries; each CRM row is remembered as it is taken. */
  public Iterator<HistoryEntry> passing(Iterator<HistoryEntry> entries) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return entries.hasNext();
      }

      @Override
      public HistoryEntry next() {
        HistoryEntry entry = entries.next();
        if (entry instanceof SourceRecord row && row.topic() == Topic.SOURCE_CRM) {
          remember(row);
        }
        return entry;
      }
    };
  }

  void remember(SourceRecord row) {
    if (first.size() < FIRST_ROWS) {
      first.add(row);
    }
    if (isAccount(row)) {
      latest.put(row.key(), row);
    }
  }

  static boolean isAccount(SourceRecord row) {
    return SingleObject.isOf(row.value(), ACCOUNT);
  }

  AccountChange read(SourceRecord row) {
    return reader.read(row.value());
  }

  /** The latest row of each account. */
  List<SourceRecord> latest() {
    return List.copyOf(latest.values());
  }

  /** Some of the first rows there were. */
  List<SourceRecord> first() {
    return List.copyOf(first);
  }
}
