package io.vitals.domain.health;

/** How often a product is meant to be used. */
public enum ExpectedUse {
  DAILY,
  WEEKLY
}
