package io.vitals.flink.intake;

import io.vitals.domain.intake.Identities;
import io.vitals.flink.intake.IntakeOperator.IdentityRow;
import io.vitals.schemas.IdentityMapping;
import java.util.Objects;
import org.apache.flink.api.common.state.BroadcastState;

/** The identity map as it stands in broadcast state, which is on heap. Not thread-safe. */
final class IdentityMap implements Identities {
  private final BroadcastState<String, IdentityRow> rows;

  IdentityMap(BroadcastState<String, IdentityRow> rows) {
    this.rows = rows;
  }

  /**
   * Takes in a row; false if it says what was known. A mapping that is said again holds since it
   * was first said: else whatever was read between would count from another time than what was read
   * after.
   *
   * @param time the row's ingest time, epoch milliseconds
   */
  boolean remember(IdentityMapping row, long time) throws Exception {
    String key = stateKey(row.getSource(), row.getAccountKey());
    IdentityRow known = rows.get(key);
    if (known != null && Objects.equals(known.accountId(), row.getAccountId())) {
      return false;
    }
    rows.put(key, new IdentityRow(row.getAccountId(), time));
    return true;
  }

  @Override
  public Identity row(String source, String key) {
    try {
      IdentityRow row = rows.get(stateKey(source, key));
      return row == null ? null : new Identity(row.accountId(), row.since());
    } catch (Exception e) {
      throw new IllegalStateException("broadcast state on heap cannot fail", e);
    }
  }

  private static String stateKey(String source, String key) {
    return (source == null ? "" : source) + '\u0000' + key;
  }
}
