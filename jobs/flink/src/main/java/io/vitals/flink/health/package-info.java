/**
 * The health job: what every account scores and what of it is published. Start reading at {@link
 * io.vitals.flink.health.HealthJob}; the decisions stand in {@code io.vitals.domain.account},
 * {@code adoption}, {@code support} and {@code health}.
 */
package io.vitals.flink.health;
