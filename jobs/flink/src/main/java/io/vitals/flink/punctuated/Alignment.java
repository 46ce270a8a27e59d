package io.vitals.flink.punctuated;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Keeps the inputs of a job, and their partitions, side by side in time while history is read: what
 * has little in it waits for what has much. Else it would be months ahead, and all that came of it
 * would stand in state, and in every checkpoint, until the others come there.
 */
public final class Alignment {
  /** Far more than inputs differ by while they are read as records come. */
  private static final Duration FURTHEST_AHEAD = Duration.ofDays(4);

  private static final Duration LOOK_AT_OTHERS = Duration.ofMillis(250);

  private Alignment() {}

  /** The same time, side by side with that of all inputs of the job that are aligned. */
  public static <T> WatermarkStrategy<T> of(WatermarkStrategy<T> time) {
    return time.withWatermarkAlignment("inputs", FURTHEST_AHEAD, LOOK_AT_OTHERS);
  }
}
