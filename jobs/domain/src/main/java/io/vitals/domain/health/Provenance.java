package io.vitals.domain.health;

/**
 * Where a value comes from.
 *
 * @param eventTime when what it tells last happened, epoch milliseconds UTC
 * @param ingestTime when we last learned something for it, epoch milliseconds UTC
 * @param source the source it comes from
 */
public record Provenance(long eventTime, long ingestTime, String source) {}
