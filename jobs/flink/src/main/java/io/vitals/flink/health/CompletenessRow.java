package io.vitals.flink.health;

/**
 * What a source said in a partition that it has sent all of.
 *
 * @param source the source
 * @param partition the source topic's partition
 * @param time when it became known, epoch milliseconds
 * @param through what it said, epoch milliseconds
 */
public record CompletenessRow(String source, int partition, long time, long through) {
  /** Key in state of a row of this source and partition. */
  String key(long known) {
    return source + "/" + partition + "@" + known;
  }
}
