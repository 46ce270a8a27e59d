package io.vitals.domain.account;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/** Amounts in minor units of the reporting currency. */
public final class ReportingAmount {
  /** What amounts of all currencies are added up in. */
  static final Currency REPORTING = Currency.getInstance("USD");

  private static final int LONG_BITS = 63;

  private ReportingAmount() {}

  /**
   * The amount in the reporting currency, rounded half up (away from zero, so that a credit mirrors
   * its charge). The rate is of units, so both currencies' fraction digits count: a yen has no
   * minor unit, a Kuwaiti dinar has a thousand.
   *
   * @param minor the amount in minor units of its currency, null when not known
   * @param currency ISO 4217 code of the amount, null when not known
   * @param rate units of the reporting currency for one unit of it; null when not told, which says
   *     1 of the reporting currency and nothing of any other
   * @return null when the amount, its currency or the rate is not known, the rate is not a positive
   *     number, or the result does not fit into 64 bits: no such amount exists, and an unknown one
   *     must not pass for zero
   */
  public static Long of(Long minor, String currency, Double rate) {
    int digits = fractionDigits(currency);
    BigDecimal known = rate(currency, rate);
    if (minor == null || digits < 0 || known.signum() <= 0) {
      return null;
    }
    var exact =
        BigDecimal.valueOf(minor)
            .multiply(known)
            .scaleByPowerOfTen(REPORTING.getDefaultFractionDigits() - digits)
            .setScale(0, RoundingMode.HALF_UP)
            .toBigInteger();
    return exact.bitLength() > LONG_BITS ? null : exact.longValue();
  }

  /** The sum, or the nearest number that a long can hold. */
  public static long sum(long a, long b) {
    long sum = a + b;
    boolean overflow = ((a ^ sum) & (b ^ sum)) < 0;
    return overflow ? (a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
  }

  /** Zero when it is not known. */
  private static BigDecimal rate(String currency, Double rate) {
    if (rate == null) {
      return REPORTING.getCurrencyCode().equals(currency) ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    return Double.isFinite(rate) ? BigDecimal.valueOf(rate) : BigDecimal.ZERO;
  }

  /** Negative for what is no currency, or one without units, such as gold. */
  private static int fractionDigits(String currency) {
    try {
      return currency == null ? -1 : Currency.getInstance(currency).getDefaultFractionDigits();
    } catch (IllegalArgumentException unknown) {
      return -1;
    }
  }
}
