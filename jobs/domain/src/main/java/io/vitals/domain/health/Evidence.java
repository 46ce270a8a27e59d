package io.vitals.domain.health;

/**
 * What an input needs to be known; 0 where it needs nothing of the kind. With less it is missing:
 * too little evidence.
 *
 * @param minEvents events in its window
 * @param minEventsOnceSeen the same once it was known, so that it does not come and go
 * @param minTenureDays days since the account was first seen
 * @param minRatings ratings in its window
 */
public record Evidence(int minEvents, int minEventsOnceSeen, int minTenureDays, int minRatings) {
  /** Nothing needed. */
  public static final Evidence NONE = new Evidence(0, 0, 0, 0);
}
