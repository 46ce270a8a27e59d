package io.vitals.domain.freshness;

/**
 * What arrived in one partition of a source's topic. Times are epoch milliseconds, {@link
 * FreshnessState#NEVER} where there is none.
 *
 * @param partition the partition
 * @param lastArrival latest arrival that could be used
 * @param lastOffset its offset; -1 when not known
 * @param completeThrough what heartbeats in it said; a partition that had one is expected to have
 *     more
 */
public record PartitionArrivals(
    int partition, long lastArrival, long lastOffset, long completeThrough) {

  boolean beats() {
    return completeThrough != FreshnessState.NEVER;
  }

  PartitionArrivals with(long arrival, long offset, long complete) {
    return new PartitionArrivals(
        partition,
        Math.max(lastArrival, arrival),
        Math.max(lastOffset, offset),
        Math.max(completeThrough, complete));
  }
}
