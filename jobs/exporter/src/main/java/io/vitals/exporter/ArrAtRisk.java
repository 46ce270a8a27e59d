package io.vitals.exporter;

import io.vitals.schemas.AccountHealth;
import io.vitals.schemas.CountBand;
import java.util.Comparator;

/**
 * Which accounts matter most when not all can have series of their own.
 *
 * <p><b>ARR at risk</b> of an account is its annual recurring revenue while it is counted at risk,
 * on watch, held or unknown, and nothing while it is healthy or not scored. Accounts come by how
 * sure the danger is (at risk, watch, held, unknown, then the rest) and within that by ARR,
 * greatest first. An ARR that is not known is not zero: it stands after every known amount and
 * before zero. Ties fall by account id, so that the choice changes only when an account does.
 */
final class ArrAtRisk {
  static final Comparator<AccountHealth> WORST_FIRST =
      Comparator.comparingInt(ArrAtRisk::danger)
          .thenComparing(Comparator.comparingDouble(ArrAtRisk::weight).reversed())
          .thenComparing(AccountHealth::getAccountId);

  /** Less than the least amount there is, one minor unit, and more than none. */
  private static final double UNKNOWN_WEIGHT = 0.5;

  private ArrAtRisk() {}

  private static int danger(AccountHealth account) {
    CountBand band = account.getCountBand();
    return switch (band) {
      case AT_RISK -> 0;
      case WATCH -> 1;
      case HELD -> 2;
      case UNKNOWN -> 3;
      case HEALTHY -> 4;
      case NOT_SCORED -> 5;
    };
  }

  private static double weight(AccountHealth account) {
    Long arrMinor = account.getFacts().getArrMinor();
    return arrMinor == null ? UNKNOWN_WEIGHT : arrMinor;
  }
}
