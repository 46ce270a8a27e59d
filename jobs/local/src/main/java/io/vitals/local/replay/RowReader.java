package io.vitals.local.replay;

import io.vitals.local.history.SourceRecord;
import io.vitals.schemas.topics.Topic;
import java.util.List;

/** What the rows of one file become. */
interface RowReader {
  /** The source's id: the file's name without {@code ravenstack_} and {@code .csv}. */
  String source();

  /** The topic its records go to. */
  Topic topic();

  /** The columns it reads. */
  List<String> columns();

  /**
   * The changes a row tells of, in the order in which they were learned; the first one is the row's
   * own creation.
   *
   * @throws UnreadableRowException if the row is not what it should be
   */
  List<SourceRecord> read(CsvRow row);
}
