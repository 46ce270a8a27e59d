package io.vitals.flink.punctuated;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How long transactions stay open and what they must outlast. One that times out is lost, silently
 * as far as the job is concerned.
 *
 * @param timeout after which the broker ends a transaction
 * @param checkpointInterval how often the job commits
 * @param longestOutage after which the job, restored, must still be able to commit
 */
public record TransactionSettings(
    Duration timeout, Duration checkpointInterval, Duration longestOutage) {

  /** What is wrong with them, for a broker that allows this much at most. */
  List<String> faults(Duration brokerMaximum) {
    List<String> faults = new ArrayList<>();
    if (timeout.compareTo(brokerMaximum) > 0) {
      faults.add(
          "the transaction timeout of %s exceeds the broker's transaction.max.timeout.ms of %s: raise that or lower the timeout"
              .formatted(timeout, brokerMaximum));
    }
    Duration outlasted = checkpointInterval.plus(longestOutage);
    if (timeout.compareTo(outlasted) <= 0) {
      faults.add(
          "the transaction timeout of %s does not exceed checkpoint interval and longest outage, %s together, so an outage loses rows: raise the timeout, or plan for a shorter outage"
              .formatted(timeout, outlasted));
    }
    return faults;
  }
}
