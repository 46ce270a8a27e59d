package io.vitals.local.cli.replay;

import io.vitals.schemas.CountBand;
import io.vitals.schemas.HealthStatus;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * The published health of one account.
 *
 * @param score 0 to 100, empty when unknown or not scored
 * @param band the band it is counted in
 * @param confidence fresh weight over applicable weight, 0 to 1; empty when nothing is applicable
 * @param arr annual recurring revenue in whole units of the currency
 */
public record AccountLine(
    String accountId,
    Optional<BigDecimal> score,
    CountBand band,
    HealthStatus status,
    Optional<BigDecimal> confidence,
    BigDecimal arr) {}
