package io.vitals.domain.health;

import io.vitals.schemas.LifecycleStage;

/**
 * What chooses a model's variant.
 *
 * @param stage where the customer stands; null when not known
 * @param segment the market segment; null when not known
 * @param product the product; null when not known
 */
public record VariantFacts(LifecycleStage stage, String segment, String product) {}
