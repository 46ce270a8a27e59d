package io.vitals.exporter;

import io.vitals.schemas.AccountHealth;
import io.vitals.schemas.CountBand;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What stands in each count band. Every band of an active account is present, with 0 where it is
 * empty.
 *
 * @param byBand total by band, the five of active accounts
 */
record BandTotals(Map<CountBand, Total> byBand) {

  /** The bands that sum to the active accounts. */
  static final List<CountBand> ACTIVE =
      List.of(
          CountBand.HEALTHY, CountBand.WATCH, CountBand.AT_RISK, CountBand.HELD, CountBand.UNKNOWN);

  /**
   * One band.
   *
   * @param accounts accounts in it
   * @param arrMinor sum of their known ARR, minor units of the reporting currency
   * @param arrUnknown accounts whose ARR is not known, so that the sum lacks them
   */
  record Total(int accounts, long arrMinor, int arrUnknown) {
    private static final Total ZERO = new Total(0, 0, 0);

    private Total plus(Long accountArrMinor) {
      return accountArrMinor == null
          ? new Total(accounts + 1, arrMinor, arrUnknown + 1)
          : new Total(accounts + 1, arrMinor + accountArrMinor, arrUnknown);
    }
  }

  /** The totals of these accounts; those in no band of an active account are left out. */
  static BandTotals of(Collection<AccountHealth> accounts) {
    Map<CountBand, Total> byBand = new EnumMap<>(CountBand.class);
    ACTIVE.forEach(band -> byBand.put(band, Total.ZERO));
    for (AccountHealth account : accounts) {
      byBand.computeIfPresent(
          account.getCountBand(), (band, total) -> total.plus(account.getFacts().getArrMinor()));
    }
    return new BandTotals(Collections.unmodifiableMap(byBand));
  }
}
