package io.vitals.local.simulator;

/**
 * A customer as others know it.
 *
 * @param accountId our id of it
 * @param segment its market segment
 * @param workspaceKey how the product spells it
 * @param organizationKey how the help desk spells it
 * @param eventsAnHour telemetry events to be expected of it in each of the next hours, at least
 * @param steady whether it is a customer that fares well now
 */
public record Customer(
    String accountId,
    String segment,
    String workspaceKey,
    String organizationKey,
    double eventsAnHour,
    boolean steady) {}
