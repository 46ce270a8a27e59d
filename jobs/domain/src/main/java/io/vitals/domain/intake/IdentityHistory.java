package io.vitals.domain.intake;

import io.vitals.domain.intake.Identities.Identity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whom a key named from when on. A record is resolved by what held when it was learned of, also
 * when the map is read ahead of it: else a remap would move what came before it, and a replay would
 * tell another story than the first run. Flat, for state; bounded, since what was superseded before
 * time is forgotten.
 *
 * @param accountIds {@code tenant:opaque}, by rising time; empty: nobody, the key was taken out
 * @param since ingest times of the mappings, epoch milliseconds
 */
public record IdentityHistory(List<String> accountIds, List<Long> since) {
  private static final String NOBODY = "";

  public IdentityHistory {
    accountIds = accountIds == null ? List.of() : accountIds;
    since = since == null ? List.of() : since;
  }

  /** A key nothing was said of. */
  public static IdentityHistory empty() {
    return new IdentityHistory(null, null);
  }

  /**
   * With a mapping added; the same object if it says again what the last one said, which then holds
   * since it was first said.
   *
   * @param accountId null: the key names nobody from now on
   * @param time ingest time of the mapping, epoch milliseconds
   * @param watermark what was superseded by then is forgotten, epoch milliseconds
   */
  public IdentityHistory with(String accountId, long time, long watermark) {
    String named = accountId == null ? NOBODY : accountId;
    int size = accountIds.size();
    if (size > 0 && accountIds.get(size - 1).equals(named)) {
      return this;
    }
    int from = 0;
    while (from + 1 < size && since.get(from + 1) <= watermark) {
      from++;
    }
    List<String> ids = new ArrayList<>(accountIds.subList(from, size));
    List<Long> times = new ArrayList<>(since.subList(from, size));
    ids.add(named);
    times.add(time);
    return new IdentityHistory(ids, times);
  }

  /**
   * Whom the key names for a record: the mapping that held when it was learned of, else the next
   * that names somebody; empty while there is none.
   *
   * @param learned when we learned of the record, epoch milliseconds
   */
  public Optional<Identity> at(long learned) {
    int first = 0;
    while (first + 1 < since.size() && since.get(first + 1) <= learned) {
      first++;
    }
    for (int i = first; i < accountIds.size(); i++) {
      if (!accountIds.get(i).equals(NOBODY)) {
        return Optional.of(new Identity(accountIds.get(i), since.get(i)));
      }
    }
    return Optional.empty();
  }
}
