package io.vitals.domain.account;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Amounts in minor units of the reporting currency. */
final class ReportingAmount {
  private static final int RATE_SCALE = 6;
  private static final int LONG_BITS = 63;

  private ReportingAmount() {}

  /**
   * {@code minor * rateMicros / 1e6}, rounded half up (away from zero, so that a credit mirrors its
   * charge).
   *
   * @param minor the amount in minor units of its currency, null when not known
   * @param rateMicros reporting currency for one unit of it, in millionths
   * @return null when the amount is not known, the rate is not positive, or the result does not fit
   *     into 64 bits: no such amount exists, and an unknown one must not pass for zero
   */
  static Long of(Long minor, long rateMicros) {
    if (minor == null || rateMicros <= 0) {
      return null;
    }
    var exact =
        BigDecimal.valueOf(minor)
            .multiply(BigDecimal.valueOf(rateMicros, RATE_SCALE))
            .setScale(0, RoundingMode.HALF_UP)
            .toBigInteger();
    return exact.bitLength() > LONG_BITS ? null : exact.longValue();
  }

  /** The sum, or the nearest number that a long can hold. */
  static long sum(long a, long b) {
    long sum = a + b;
    boolean overflow = ((a ^ sum) & (b ^ sum)) < 0;
    return overflow ? (a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
  }
}
