package io.vitals.local.terminal;

import io.vitals.schemas.CountBand;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Values as words and figures for people, the same everywhere. */
public final class Text {

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final MathContext FIVE_DIGITS = new MathContext(5);

  private Text() {}

  /** A time to the minute, UTC. */
  public static String minute(Instant instant) {
    return MINUTE.format(instant);
  }

  /** A time of day to the minute, UTC. */
  static String time(Instant instant) {
    return TIME.format(instant);
  }

  /** A whole number with its thousands parted by commas. */
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** An amount in whole units, with its thousands parted by commas. */
  public static String amount(BigDecimal value) {
    return String.format(
        Locale.ROOT, "%,d", value.setScale(0, RoundingMode.HALF_UP).toBigInteger());
  }

  /** Points of a score, to one decimal. */
  public static String points(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  static String change(double value) {
    return String.format(Locale.ROOT, "%+.1f", value);
  }

  static String percent(double share) {
    return (int) Math.floor(share * 100) + " %";
  }

  /** Minutes and seconds, as in {@code 1:05}. */
  static String clock(Duration duration) {
    return String.format(Locale.ROOT, "%d:%02d", duration.toMinutes(), duration.toSecondsPart());
  }

  static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }

  /** A band in words. */
  public static String band(CountBand band) {
    return word(band);
  }

  /** A constant of an enum in words. */
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Any finite number, to five significant digits. */
  public static String number(double value) {
    BigDecimal rounded = new BigDecimal(value).round(FIVE_DIGITS).stripTrailingZeros();
    boolean readable =
        rounded.signum() == 0 || Math.abs(rounded.precision() - rounded.scale()) <= 10;
    return readable ? rounded.toPlainString() : rounded.toString();
  }

  /** Filled up on the right, or cut, to {@code width} characters. */
  public static String left(String text, int width) {
    String cut = cut(text, width);
    return cut + " ".repeat(width - length(cut));
  }

  /** Filled up on the left to {@code width} characters. */
  public static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - length(text))) + text;
  }

  /** At most {@code width} characters of {@link #shown}. */
  public static String cut(String text, int width) {
    int[] shown = shown(text).codePoints().toArray();
    return shown.length <= width
        ? new String(shown, 0, shown.length)
        : new String(shown, 0, width - 1) + "~";
  }

  /** What a terminal may be given. Names come from outside: control characters are left out. */
  public static String shown(String text) {
    int[] shown = text.codePoints().filter(point -> !Character.isISOControl(point)).toArray();
    return new String(shown, 0, shown.length);
  }

  /** How many characters it has. */
  public static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
