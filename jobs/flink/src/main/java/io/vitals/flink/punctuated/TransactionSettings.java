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
 * @param checkpointTimeout after which a checkpoint that is not complete fails
 * @param toleratedFailures how many checkpoints in a row may fail while the job runs on; their
 *     transactions are committed with the next that succeeds
 * @param longestOutage after which the job, restored, must still be able to commit
 */
public record TransactionSettings(
    Duration timeout,
    Duration checkpointInterval,
    Duration checkpointTimeout,
    int toleratedFailures,
    Duration longestOutage) {

  /** What is wrong with them, for a broker that allows this much at most. */
  List<String> faults(Duration brokerMaximum) {
    List<String> faults = new ArrayList<>();
    if (timeout.compareTo(brokerMaximum) > 0) {
      faults.add(
          "the transaction timeout of %s exceeds the broker's transaction.max.timeout.ms of %s: raise that or lower the timeout"
              .formatted(timeout, brokerMaximum));
    }
    Duration outlasted = longestWithoutCommit().plus(longestOutage);
    if (timeout.compareTo(outlasted) <= 0) {
      faults.add(
          "the transaction timeout of %s does not exceed the longest time without a commit (%s: %d checkpoints that fail and one that succeeds) and the longest outage, %s together, so rows would be lost: raise the timeout, or plan for a shorter outage"
              .formatted(timeout, longestWithoutCommit(), toleratedFailures, outlasted));
    }
    return faults;
  }

  /** From the begin of a transaction to its commit, while the job runs. */
  private Duration longestWithoutCommit() {
    return checkpointInterval
        .plus(checkpointTimeout)
        .multipliedBy(toleratedFailures + 1L)
        .plus(checkpointInterval);
  }
}
