package io.vitals.local.list;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Values of records as those of lists; null stays null. */
public final class Values {
  private static final int MICRO_DECIMALS = 6;
  private static final int MINOR_DECIMALS = 2;
  private static final int DECIMALS = 3;

  private Values() {}

  /** Minor units as an amount in whole units. */
  public static BigDecimal amount(Long minor) {
    return minor == null ? null : BigDecimal.valueOf(minor, MINOR_DECIMALS);
  }

  /** Millionths as a number with three decimals. */
  static BigDecimal micros(Long micros) {
    return micros == null
        ? null
        : BigDecimal.valueOf(micros, MICRO_DECIMALS).setScale(DECIMALS, RoundingMode.HALF_UP);
  }

  /** Milliseconds as seconds. */
  static BigDecimal seconds(Long millis) {
    return millis == null ? null : BigDecimal.valueOf(millis, DECIMALS);
  }

  /** A symbol as it is written: {@code at_risk}. */
  public static String word(Enum<?> symbol) {
    return symbol == null ? null : symbol.name().toLowerCase(Locale.ROOT);
  }

  /** Text; what is empty is missing. */
  public static String text(String text) {
    return text == null || text.isEmpty() ? null : text;
  }
}
