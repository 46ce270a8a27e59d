package io.vitals.domain.alerting;

import io.vitals.domain.health.PublishedPast;
import io.vitals.schemas.HealthBand;

/**
 * The levels (healthy, watch, at risk) that were published of an account, the last two. Flat.
 *
 * @param before the level before the present one; null when there was none
 * @param level the last one; null when there was none
 * @param since since when, epoch milliseconds
 */
public record BandHistory(HealthBand before, HealthBand level, long since) {

  /** Nothing published yet. */
  public static BandHistory none() {
    return new BandHistory(null, null, 0);
  }

  /** With what is published now; a band that is no level changes nothing. */
  public BandHistory with(AccountSituation now) {
    return PublishedPast.isLevel(now.band()) && now.band() != level
        ? new BandHistory(level, now.band(), now.bandSince())
        : this;
  }

  /** Whether the last change was for the worse. */
  boolean isDown() {
    return before != null && level.compareTo(before) > 0;
  }
}
