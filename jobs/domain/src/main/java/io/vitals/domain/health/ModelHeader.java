package io.vitals.domain.health;

import java.time.Instant;

/**
 * Which model it is.
 *
 * @param id its name
 * @param version rising
 * @param hash SHA-256 of the file's text, hex
 * @param effectiveFrom from when on it scores
 * @param approvedBy who approved it; null when nobody did
 * @param approvedAt when; null when nobody did
 */
record ModelHeader(
    String id,
    int version,
    String hash,
    Instant effectiveFrom,
    String approvedBy,
    Instant approvedAt) {

  String reference() {
    return id + "@" + version;
  }
}
