package io.vitals.domain.health;

/**
 * What is known of an account when it is scored.
 *
 * @param variant what chooses the model's variant
 * @param inputs the inputs of the score
 * @param late what late data changed since the account was last scored; null when nothing
 * @param gates what gates judge
 * @param active whether it has an active subscription; without one it is not scored
 */
public record ScoringFacts(
    VariantFacts variant,
    InputValues inputs,
    LateCorrection late,
    GateFacts gates,
    boolean active) {}
