package io.vitals.domain.health;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as texts for people show them. */
final class Words {
  private Words() {}

  /** A value with at most three decimals. */
  static String number(double value) {
    return plain(BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP));
  }

  /** Millionths with at most two decimals. */
  static String micros(long micros) {
    return plain(BigDecimal.valueOf(micros, 6).setScale(2, RoundingMode.HALF_UP));
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
