package io.vitals.flink.intake;

import io.vitals.domain.intake.Identities;
import io.vitals.domain.intake.IdentityHistory;
import io.vitals.schemas.IdentityMapping;
import org.apache.flink.api.common.state.BroadcastState;

/** The identity map as it stands in broadcast state, which is on heap. Not thread-safe. */
final class IdentityMap implements Identities {
  private final BroadcastState<String, IdentityHistory> histories;

  IdentityMap(BroadcastState<String, IdentityHistory> histories) {
    this.histories = histories;
  }

  /**
   * Takes in a row; false if it says what was known.
   *
   * @param time the row's ingest time, epoch milliseconds
   * @param watermark what was superseded by then is forgotten, epoch milliseconds
   */
  boolean remember(IdentityMapping row, long time, long watermark) throws Exception {
    String key = stateKey(row.getSource(), row.getAccountKey());
    IdentityHistory known = histories.contains(key) ? histories.get(key) : IdentityHistory.empty();
    IdentityHistory history = known.with(row.getAccountId(), time, watermark);
    if (history.equals(known)) {
      return false;
    }
    histories.put(key, history);
    return true;
  }

  @Override
  public IdentityHistory history(String source, String key) {
    try {
      return histories.get(stateKey(source, key));
    } catch (Exception e) {
      throw new IllegalStateException("broadcast state on heap cannot fail", e);
    }
  }

  private static String stateKey(String source, String key) {
    return (source == null ? "" : source) + '\u0000' + key;
  }
}
