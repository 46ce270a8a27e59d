package io.vitals.local.simulator;

import io.vitals.local.simulator.Seeds.Purpose;
import java.util.SplittableRandom;

/**
 * One yearly term of a customer: how it will end, and how use foretells that.
 *
 * @param endDay first day after the term, since the epoch
 * @param fate how it ends
 * @param trendDays how long use moves towards {@code endLevel}: until the notice of a customer who
 *     leaves, until the end of another's term
 * @param endLevel use at the end relative to before
 * @param noticeDays days before the end on which a customer who leaves gives notice
 * @param dipDay first day of a passing weakness, since the epoch
 * @param dipDays its length; 0 for none
 * @param dipLevel use during it
 */
record TermPlan(
    long endDay,
    Fate fate,
    int trendDays,
    double endLevel,
    int noticeDays,
    long dipDay,
    int dipDays,
    double dipLevel) {
  static final int TERM_DAYS = 365;

  /** How a term ends. */
  enum Fate {
    CHURN,
    CONTRACT,
    RENEW,
    EXPAND
  }

  /**
   * Draws a term.
   *
   * @param number of the term, from 0
   */
  static TermPlan draw(AccountProfile profile, long number, Seeds seeds) {
    SplittableRandom random = seeds.random(Purpose.TERM, profile.index(), number);
    long endDay = profile.customerSince().toEpochDay() + (number + 1) * TERM_DAYS;
    double share = random.nextDouble();
    // The first customer never leaves, so that there is always something to come.
    double churn = profile.index() == 0 ? 0 : profile.segment().churnShare();
    if (share < churn) {
      int trend = 50 + random.nextInt(31);
      double level = random.nextDouble(0.05, 0.2);
      int notice = 45 + random.nextInt(46);
      return new TermPlan(endDay, Fate.CHURN, trend, level, notice, 0, 0, 1);
    }
    if (share < churn + 0.1) {
      int trend = 60 + random.nextInt(31);
      return new TermPlan(endDay, Fate.CONTRACT, trend, random.nextDouble(0.5, 0.7), 0, 0, 0, 1);
    }
    if (share < churn + 0.35) {
      return new TermPlan(endDay, Fate.EXPAND, 120, random.nextDouble(1.2, 1.5), 0, 0, 0, 1);
    }
    boolean dips = random.nextDouble() < 0.5;
    return new TermPlan(
        endDay,
        Fate.RENEW,
        1,
        1,
        0,
        endDay - 30 - random.nextInt(TERM_DAYS - 60),
        dips ? 12 + random.nextInt(15) : 0,
        random.nextDouble(0.5, 0.75));
  }

  /** Use on a day relative to the term's beginning. */
  double level(long day) {
    if (day >= dipDay && day < dipDay + dipDays) {
      return dipLevel;
    }
    double left = (double) Math.max(0, endDay - noticeDays - day) / trendDays;
    return left >= 1 ? 1 : 1 + (endLevel - 1) * (1 - left);
  }

  /** Day on which notice is given, since the epoch; meaningful for a customer who leaves. */
  long noticeDay() {
    return endDay - noticeDays;
  }
}
