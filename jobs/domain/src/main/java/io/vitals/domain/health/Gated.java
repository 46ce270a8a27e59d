package io.vitals.domain.health;

import io.vitals.schemas.AccountHealth;

/**
 * What the freshness gate decided.
 *
 * @param health the row to publish
 * @param isWorthARow whether to publish it; {@code next} takes it that this is done
 * @param next what to remember
 */
public record Gated(AccountHealth health, boolean isWorthARow, GateState next) {}
