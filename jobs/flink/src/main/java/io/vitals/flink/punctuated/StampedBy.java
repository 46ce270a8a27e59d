package io.vitals.flink.punctuated;

/** Who says when a record of a topic was appended. */
public enum StampedBy {
  /** The broker: {@code LogAppendTime}. */
  BROKER,
  /** A loader of history, with times of its own: {@code CreateTime}. */
  WRITER,
  /** One or the other. */
  EITHER
}
