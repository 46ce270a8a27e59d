package io.vitals.domain.intake;

import io.vitals.schemas.IdentityMapping;
import java.util.Optional;

/** The identity map as known now. */
@FunctionalInterface
public interface Identities {
  /**
   * Whom a key names.
   *
   * @param accountId {@code tenant:opaque}; null: nobody, the key was taken out of the map
   * @param since ingest time of the mapping, epoch milliseconds: it says nothing of records before
   */
  record Identity(String accountId, long since) {}

  /** Whether a row of the map can be used; an account id of null says that the key names nobody. */
  static boolean isMapping(IdentityMapping row) {
    return !row.getAccountKey().isEmpty() && !"".equals(row.getAccountId());
  }

  /** The row for exactly this source (null: for any source) and key; null if there is none. */
  Identity row(String source, String key);

  /** Whom the key of this source names: the source's own row first, then the row for any source. */
  default Optional<Identity> resolve(String source, String key) {
    Identity own = row(source, key);
    Identity identity = own != null ? own : row(null, key);
    return identity == null || identity.accountId() == null
        ? Optional.empty()
        : Optional.of(identity);
  }
}
