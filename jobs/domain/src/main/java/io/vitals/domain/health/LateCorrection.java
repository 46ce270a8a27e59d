package io.vitals.domain.health;

/**
 * What late data changed: the inputs at the same instant without and with it. Only inputs that
 * differ are corrected.
 *
 * @param before the inputs as if the late data had not come
 * @param after the inputs with it
 */
public record LateCorrection(InputValues before, InputValues after) {}
