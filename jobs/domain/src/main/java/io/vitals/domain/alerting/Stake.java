package io.vitals.domain.alerting;

import java.util.List;

/**
 * What is at stake in a condition. Flat; null is not known, which is neither little nor much.
 *
 * @param arrMinor ARR, minor units of the reporting currency
 * @param shareOfArr its share of active ARR
 * @param accounts how many accounts
 * @param renewalEpochDay nearest renewal of the account; null also when it is not of an account
 * @param raised whether the condition is of the graver sort
 * @param affected accounts told of by it, the greatest ARR first
 */
public record Stake(
    Long arrMinor,
    Double shareOfArr,
    Integer accounts,
    Integer renewalEpochDay,
    boolean raised,
    List<String> affected) {
  /** Nothing is known. */
  static final Stake UNKNOWN = new Stake(null, null, null, null, false, null);

  /** Reads an absent list as empty. */
  public Stake {
    affected = affected == null ? List.of() : affected;
  }

  /** Days from a day until the account renews; null when not known. */
  Integer daysToRenewal(long epochDay) {
    return renewalEpochDay == null ? null : (Integer) (int) (renewalEpochDay - epochDay);
  }
}
