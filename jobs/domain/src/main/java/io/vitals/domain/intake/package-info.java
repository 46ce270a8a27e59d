/**
 * The one door: what intake decides about a source record. When it happened against when we learned
 * of it, whose it is, whether it came before, and what has arrived from where. Pure Java; may use
 * the records of {@code io.vitals.schemas}. Start reading at {@link
 * io.vitals.domain.intake.EventTimeRule} and {@link io.vitals.domain.intake.RecordIntake}.
 */
package io.vitals.domain.intake;
