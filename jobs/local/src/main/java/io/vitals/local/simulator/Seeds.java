package io.vitals.local.simulator;

import java.util.SplittableRandom;

/** Randomness by name: the same purpose, subject and time give the same numbers. */
record Seeds(long seed) {
  /** What the numbers are for. */
  enum Purpose {
    PROFILE,
    TERM,
    MOOD,
    TELEMETRY,
    TICKETS,
    WAVE,
    CRM,
    PRESENCE
  }

  /**
   * A fresh sequence.
   *
   * @param subject the account or segment
   * @param time the day, hour or term
   */
  SplittableRandom random(Purpose purpose, long subject, long time) {
    long state = mix(seed + purpose.ordinal());
    state = mix(state ^ subject);
    return new SplittableRandom(mix(state + time));
  }

  /** The finaliser of SplitMix64 (Steele, Lea, Flood 2014). */
  private static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
