package io.vitals.local.terminal;

import io.vitals.schemas.CountBand;

/** A colour with a meaning. Grey is not green: what is held or unknown is never shown as good. */
enum Tone {
  GOOD("32"),
  CAUTION("33"),
  BAD("31"),
  UNSURE("37"),
  ABSENT("90"),
  STRONG("1"),
  QUIET("2");

  private final String code;

  Tone(String code) {
    this.code = code;
  }

  static Tone of(CountBand band) {
    return switch (band) {
      case HEALTHY -> GOOD;
      case WATCH -> CAUTION;
      case AT_RISK -> BAD;
      case HELD -> UNSURE;
      case UNKNOWN, NOT_SCORED -> ABSENT;
    };
  }

  /** The text between the escape sequences (ECMA-48 SGR) that colour it. */
  String paint(String text) {
    return "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
