/**
 * The intake job: the one door through which source records and time come in. Start reading at
 * {@link io.vitals.flink.intake.IntakeJob}; what it decides stands in {@code
 * io.vitals.domain.intake}.
 */
package io.vitals.flink.intake;
