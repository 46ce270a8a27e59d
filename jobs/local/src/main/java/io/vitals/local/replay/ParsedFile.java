package io.vitals.local.replay;

import io.vitals.local.history.Cut;
import io.vitals.local.history.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** A file whose rows were read as far as they can be. */
final class ParsedFile {
  private final RowReader reader;
  private final List<ParsedRow> rows;

  /**
   * A row and the records it became.
   *
   * @param records in the order in which they were learned; empty when it cannot be read
   */
  private record ParsedRow(CsvRow row, List<SourceRecord> records) {
    boolean readable() {
      return !records.isEmpty();
    }

    long time() {
      return records.get(0).ingestTime();
    }
  }

  private ParsedFile(RowReader reader, List<ParsedRow> rows) {
    this.reader = reader;
    this.rows = rows;
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException if it or a column is missing
   */
  static ParsedFile read(Path folder, RowReader reader) {
    Path file = folder.resolve("ravenstack_" + reader.source() + ".csv");
    List<ParsedRow> rows = new ArrayList<>();
    for (CsvRow row : CsvFile.read(file, reader.columns())) {
      rows.add(new ParsedRow(row, records(reader, row)));
    }
    return new ParsedFile(reader, rows);
  }

  private static List<SourceRecord> records(RowReader reader, CsvRow row) {
    try {
      return reader.read(row);
    } catch (UnreadableRowException e) {
      return List.of();
    }
  }

  /** Times of everything it tells of, epoch milliseconds. */
  LongStream times() {
    return rows.stream().flatMap(row -> row.records().stream()).mapToLong(SourceRecord::ingestTime);
  }

  /** Puts what the readable rows say of keys: the value of one column names that of the other. */
  void mapKeys(String keyColumn, String accountColumn, Map<String, String> accountsByKey) {
    for (ParsedRow row : rows) {
      if (row.readable()) {
        accountsByKey.put(row.row().required(keyColumn), row.row().required(accountColumn));
      }
    }
  }

  /**
   * The records learned before the end, in the order of the file; a row that cannot be read stands
   * as its text at the time of the last row sent before it.
   *
   * @param first time of an unreadable row that no other precedes, epoch milliseconds
   * @param end epoch milliseconds
   * @param cut what is held back; what it delivers later comes after all else, in the order of its
   *     time; null: nothing
   */
  List<SourceRecord> before(long first, long end, Cut cut) {
    List<SourceRecord> records = new ArrayList<>();
    List<SourceRecord> heldBack = new ArrayList<>();
    long last = first;
    for (ParsedRow row : rows) {
      if (!row.readable()) {
        byte[] raw = row.row().raw().getBytes(StandardCharsets.UTF_8);
        records.add(new SourceRecord(reader.topic(), reader.source(), reader.source(), last, raw));
      } else if (row.time() < end) {
        last = row.time();
        for (SourceRecord sent : row.records()) {
          boolean held = cut != null && cut.holds(sent.source(), sent.ingestTime());
          (held ? heldBack : records).add(sent);
        }
      }
    }
    heldBack.sort(Comparator.comparingLong(SourceRecord::ingestTime));
    heldBack.forEach(held -> cut.delivered(held).ifPresent(records::add));
    records.removeIf(sent -> sent.ingestTime() >= end);
    return records;
  }

  /**
   * What becomes of its rows.
   *
   * @param end where the history ends, epoch milliseconds
   * @param cut what is held back; null: nothing
   */
  RowCounts counts(long end, Cut cut) {
    long readable = rows.stream().filter(ParsedRow::readable).count();
    long sent = rows.stream().filter(row -> row.readable() && row.time() < end).count();
    long heldBack =
        rows.stream()
            .filter(row -> row.readable() && row.time() < end && isLost(row, end, cut))
            .count();
    return new RowCounts(
        reader.source(),
        rows.size(),
        sent - heldBack,
        rows.size() - readable,
        readable - sent,
        heldBack);
  }

  private static boolean isLost(ParsedRow row, long end, Cut cut) {
    return cut != null
        && cut.delivered(row.records().get(0))
            .filter(delivered -> delivered.ingestTime() < end)
            .isEmpty();
  }
}
