package io.vitals.domain.anomaly.peers;

import io.vitals.domain.anomaly.CountSettings;
import io.vitals.domain.anomaly.series.SeriesCount;
import java.util.Arrays;

/**
 * The last count of an account's series in each slot of the season. Flat; the array is never
 * changed.
 *
 * @param last by slot; NaN where there was none
 */
@SuppressWarnings("ArrayRecordComponent") // flat on purpose; compared by no one
public record SlotCounts(double[] last) {
  /** None yet, of a season of so many slots. */
  public static SlotCounts none(int slots) {
    double[] none = new double[slots];
    Arrays.fill(none, Double.NaN);
    return new SlotCounts(none);
  }

  /**
   * What a count says for peers.
   *
   * @param settings how it is judged
   */
  public PeerCount compare(SeriesCount count, CountSettings settings) {
    int slot = settings.seasonSlot(count.bucketStart());
    Double before = Double.isNaN(last[slot]) ? null : Double.valueOf(last[slot]);
    return new PeerCount(count.segment(), count.series(), slot, last.length, count.count(), before);
  }

  /** This after that count. */
  public SlotCounts with(PeerCount count) {
    double[] next = last.clone();
    next[count.slot()] = count.count();
    return new SlotCounts(next);
  }
}
