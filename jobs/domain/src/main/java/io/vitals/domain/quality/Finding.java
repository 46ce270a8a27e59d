package io.vitals.domain.quality;

import io.vitals.schemas.ExceptionType;

/**
 * A fault as it shows now.
 *
 * @param type what kind of fault
 * @param subject what of the account it is about; empty when the type says it all
 * @param evidence what shows it, in words
 * @param count how many records or days show it
 */
public record Finding(ExceptionType type, String subject, String evidence, long count) {}
