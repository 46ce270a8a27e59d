package io.vitals.local.terminal;

import java.util.Map;
import java.util.stream.Stream;

/**
 * What the terminal can show.
 *
 * @param colour whether it shows colours
 * @param unicode whether it shows characters beyond ASCII
 */
public record Style(boolean colour, boolean unicode) {

  /** Plain ASCII. */
  public static final Style PLAIN = new Style(false, false);

  /**
   * The style for an output.
   *
   * @param terminal whether the output is a terminal that moves its cursor
   * @param environment the process environment: {@code NO_COLOR} (see no-color.org) and the locale
   */
  public static Style of(boolean terminal, Map<String, String> environment) {
    boolean colour = terminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Style(colour, unicodeLocale(environment));
  }

  private static boolean unicodeLocale(Map<String, String> environment) {
    return Stream.of("LC_ALL", "LC_CTYPE", "LANG")
        .map(name -> environment.getOrDefault(name, ""))
        .filter(value -> !value.isEmpty())
        .findFirst()
        .map(
            value ->
                value.replace("-", "").regionMatches(true, value.indexOf('.') + 1, "utf8", 0, 4))
        .orElse(false);
  }

  String paint(Tone tone, String text) {
    return colour ? tone.paint(text) : text;
  }

  /** A bar of {@code width} characters; anything above nothing shows at least one. */
  String bar(double share, int width, Tone tone) {
    int filled = (int) Math.round(Math.max(0, Math.min(1, share)) * width);
    if (filled == 0 && share > 0) {
      filled = 1;
    }
    String full = (unicode ? "█" : "#").repeat(filled);
    String rest = (unicode ? "·" : "-").repeat(width - filled);
    return (full.isEmpty() ? "" : paint(tone, full))
        + (rest.isEmpty() ? "" : paint(Tone.ABSENT, rest));
  }
}
