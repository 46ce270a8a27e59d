package io.vitals.domain.intake;

import io.vitals.schemas.IdentityMapping;
import java.util.Optional;

/** The identity map as known now. */
@FunctionalInterface
public interface Identities {
  /**
   * Whom a key names.
   *
   * @param accountId {@code tenant:opaque}
   * @param since ingest time of the mapping, epoch milliseconds: it says nothing of records before
   */
  record Identity(String accountId, long since) {}

  /** Whether a row of the map can be used; an account id of null says that the key names nobody. */
  static boolean isMapping(IdentityMapping row) {
    return !row.getAccountKey().isEmpty() && !"".equals(row.getAccountId());
  }

  /** What was said of exactly this source (null: any source) and key; null if nothing. */
  IdentityHistory history(String source, String key);

  /**
   * Whom the key of this source names: by the source's own mappings if there are any, else by those
   * for any source.
   *
   * @param learned when we learned of the record that has the key, epoch milliseconds
   */
  default Optional<Identity> resolve(String source, String key, long learned) {
    IdentityHistory own = history(source, key);
    IdentityHistory history = own != null ? own : history(null, key);
    return history == null ? Optional.empty() : history.at(learned);
  }
}
