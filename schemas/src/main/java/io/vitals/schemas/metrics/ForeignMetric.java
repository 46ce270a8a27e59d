package io.vitals.schemas.metrics;

/**
 * A metric that is not ours and that rules or boards use.
 *
 * @param name the name as exposed
 * @param origin who exposes it
 * @param definition what it says, in a sentence
 * @param unit the unit of its value, in words
 */
public record ForeignMetric(String name, String origin, String definition, String unit) {}
