package io.vitals.bench;

/** What is measured, in the order of the report. */
enum BenchmarkCase {
  /** A plain consumer that decodes; no Flink. */
  CONSUME("a", "consume and decode, one thread"),
  /**
   * The health job's source and decoder as a Flink job that discards: what the others are held to.
   */
  DISCARD("b", "Flink job that decodes and discards"),
  /** The health job with its state on heap. */
  HEALTH_ON_HEAP("c", "health job, state on heap"),
  /** The health job with its state in RocksDB. */
  HEALTH_ON_ROCKSDB("d", "health job, state in RocksDB"),
  /** The intake job, over the same records as the sources send them. */
  INTAKE("e", "intake job");

  private final String letter;
  private final String description;

  BenchmarkCase(String letter, String description) {
    this.letter = letter;
    this.description = description;
  }

  String letter() {
    return letter;
  }

  String description() {
    return description;
  }

  /** Whether it writes scores. */
  boolean isHealth() {
    return this == HEALTH_ON_HEAP || this == HEALTH_ON_ROCKSDB;
  }
}
