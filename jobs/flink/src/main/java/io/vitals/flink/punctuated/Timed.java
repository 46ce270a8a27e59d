package io.vitals.flink.punctuated;

/** An element read from punctuated topics, as far as time is concerned. */
public interface Timed {
  /** The time of an element that has none: a tombstone. */
  long NO_TIME = Long.MIN_VALUE;

  /** Ingest time, epoch milliseconds; of a punctuation, the watermark. */
  long time();

  /** Whether it only says how far its partition's time has come. */
  boolean punctuation();
}
