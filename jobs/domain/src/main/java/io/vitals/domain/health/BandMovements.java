package io.vitals.domain.health;

import io.vitals.schemas.AccountHealth;
import io.vitals.schemas.BandMovement;
import io.vitals.schemas.CountBand;
import io.vitals.schemas.HealthBand;
import io.vitals.schemas.HealthStatus;
import java.util.Optional;

/** The classes accounts are counted in, and how they move between them. */
public final class BandMovements {
  private BandMovements() {}

  /**
   * The class of a published row: a healthy account that is held is counted as held, watch and at
   * risk stay what they are.
   */
  static CountBand countBand(HealthBand band, HealthStatus status) {
    return switch (band) {
      case HEALTHY -> status == HealthStatus.HELD ? CountBand.HELD : CountBand.HEALTHY;
      case WATCH -> CountBand.WATCH;
      case AT_RISK -> CountBand.AT_RISK;
      case UNKNOWN -> CountBand.UNKNOWN;
      case NOT_SCORED -> CountBand.NOT_SCORED;
    };
  }

  /**
   * How the account moves when this row is published.
   *
   * @param before what was published before
   * @param row the row to publish
   * @return the move; empty when it stays where it is
   */
  public static Optional<BandMovement> between(GateState before, AccountHealth row) {
    CountBand from =
        before.publishedBand() == null
            ? CountBand.NOT_SCORED
            : countBand(before.publishedBand(), before.publishedStatus());
    if (from == row.getCountBand()) {
      return Optional.empty();
    }
    return Optional.of(
        BandMovement.newBuilder()
            .setIngestTime(row.getIngestTime())
            .setAccountId(row.getAccountId())
            .setFrom(from)
            .setTo(row.getCountBand())
            .setSegment(row.getFacts().getSegment())
            .setArrMinor(row.getFacts().getArrMinor())
            .build());
  }
}
