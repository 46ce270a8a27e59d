package io.vitals.local.simulator;

import io.vitals.local.simulator.Seeds.Purpose;
import io.vitals.local.simulator.TermPlan.Fate;
import io.vitals.schemas.ChurnReason;
import io.vitals.schemas.LifecycleStage;
import io.vitals.schemas.Operation;
import io.vitals.schemas.OutcomeKind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;

/** The life of a customer, day by day: its terms, what the CRM learns of them, and how it fares. */
final class AccountLife {
  private static final Duration SNAPSHOT_LAG = Duration.ofMillis(500);
  private static final int ONBOARDING_DAYS = 45;
  private static final int ADOPTING_DAYS = 180;
  private static final int RENEWING_DAYS = 120;
  private static final double MOOD_SIGMA = 0.12;

  /** Use falls first; below two thirds of it, days without any come. */
  private static final double FADING_PRESENCE = 1.5;

  private static final int OWNERS = 14;
  private static final List<ChurnReason> REASONS =
      List.of(
          ChurnReason.PRICING,
          ChurnReason.PRODUCT_FIT,
          ChurnReason.SUPPORT,
          ChurnReason.BUDGET,
          ChurnReason.COMPETITOR,
          ChurnReason.FEATURES);

  private final AccountProfile profile;
  private final Seeds seeds;
  private final CrmImage crm;
  private final LocalDate start;
  private TermPlan term;
  private long termNumber;
  private boolean active;
  private boolean churned;
  private double level = 1;
  private double vigor;
  private double distress;
  private boolean present;

  /**
   * A life not yet begun.
   *
   * @param start the day on which everything that is known of it is told
   */
  AccountLife(AccountProfile profile, Seeds seeds, CrmImage crm, LocalDate start) {
    this.profile = profile;
    this.seeds = seeds;
    this.crm = crm;
    this.start = start;
    long tenure = Math.max(0, start.toEpochDay() - profile.customerSince().toEpochDay());
    this.termNumber = tenure / TermPlan.TERM_DAYS;
    this.term = TermPlan.draw(profile, termNumber, seeds);
  }

  /** Lives a day; days come one after the other, from the start on. */
  void live(LocalDate day) {
    if (churned || day.isBefore(profile.customerSince())) {
      return;
    }
    SplittableRandom random = seeds.random(Purpose.CRM, profile.index(), day.toEpochDay());
    if (active) {
      crm.at(profile.region().officeInstant(day, random), lag(random));
      change(day, random);
    } else {
      open(day, random);
    }
    long epochDay = day.toEpochDay();
    double trend = term.level(epochDay);
    distress = Math.min(1, Math.max(0, 1 - trend));
    vigor = level * trend * rampUp(day) * mood(epochDay);
    double presence = profile.presence() * Math.min(1, FADING_PRESENCE * trend);
    present = seeds.random(Purpose.PRESENCE, profile.index(), epochDay).nextDouble() < presence;
  }

  AccountProfile profile() {
    return profile;
  }

  /** Whether the CRM knows of it. */
  boolean inCrm() {
    return active || churned;
  }

  /** What the CRM holds of it. */
  CrmImage crm() {
    return crm;
  }

  /** Whether it is a customer now. */
  boolean active() {
    return active;
  }

  /** Use today relative to the steady use of a customer of its size. */
  double vigor() {
    return vigor;
  }

  /** Whether anybody of it comes today. */
  boolean present() {
    return present;
  }

  /** Use today relative to what its seats promise: seats given up are missed by nobody. */
  double vigorPerSeat() {
    return vigor / level;
  }

  /** How badly it fares today: 0 well, towards 1 as use falls away. */
  double distress() {
    return distress;
  }

  /** Seats paid for now. */
  int seats() {
    return crm.seats();
  }

  private void open(LocalDate day, SplittableRandom random) {
    active = true;
    boolean known = day.equals(start);
    if (known) {
      crm.at(day.atStartOfDay(ZoneOffset.UTC).toInstant(), SNAPSHOT_LAG);
    } else {
      Instant signed = profile.region().officeInstant(day, random);
      crm.at(signed, lag(random));
    }
    boolean addOn = profile.segment() != Segment.SMB && random.nextDouble() < 0.3;
    // Some customers have nobody yet: a field that completeness has to find.
    String owner = random.nextDouble() < 0.1 ? null : owner(random);
    Operation op = known ? Operation.SNAPSHOT : Operation.CREATE;
    crm.open(op, stage(day), owner, LocalDate.ofEpochDay(term.endDay()), addOn);
    if (term.fate() == Fate.CHURN && day.toEpochDay() > term.noticeDay()) {
      giveNotice();
    }
  }

  private void change(LocalDate day, SplittableRandom random) {
    long epochDay = day.toEpochDay();
    if (term.fate() == Fate.CHURN && epochDay == term.noticeDay()) {
      giveNotice();
    }
    if (epochDay == term.endDay()) {
      endTerm(day, random);
    }
    if (active) {
      crm.stage(stage(day));
      if (random.nextInt(250) == 0) {
        crm.owner(owner(random));
      }
    }
  }

  private void giveNotice() {
    crm.notice(LocalDate.ofEpochDay(term.noticeDay()), LocalDate.ofEpochDay(term.endDay()));
  }

  private void endTerm(LocalDate day, SplittableRandom random) {
    ChurnReason reason = REASONS.get(random.nextInt(REASONS.size()));
    Fate fate = term.fate();
    if (fate == Fate.CHURN) {
      active = false;
      churned = true;
      crm.churn();
      crm.outcome(OutcomeKind.CHURN, day, reason);
      return;
    }
    double seats = seats() * (fate == Fate.RENEW ? 1 : term.endLevel());
    level *= term.endLevel();
    termNumber++;
    term = TermPlan.draw(profile, termNumber, seeds);
    crm.renew(LocalDate.ofEpochDay(term.endDay()), (int) Math.max(1, Math.round(seats)));
    if (fate == Fate.CONTRACT) {
      crm.outcome(OutcomeKind.DOWNGRADE, day, reason);
    }
  }

  private LifecycleStage stage(LocalDate day) {
    long tenure = day.toEpochDay() - profile.customerSince().toEpochDay();
    if (tenure < ONBOARDING_DAYS) {
      return LifecycleStage.ONBOARDING;
    }
    if (term.endDay() - day.toEpochDay() <= RENEWING_DAYS) {
      return LifecycleStage.RENEWING;
    }
    return tenure < ADOPTING_DAYS ? LifecycleStage.ADOPTING : LifecycleStage.MATURE;
  }

  private double rampUp(LocalDate day) {
    double tenure = day.toEpochDay() - profile.customerSince().toEpochDay();
    return Math.min(1, 0.2 + 0.8 * tenure / ONBOARDING_DAYS);
  }

  /** Slow noise: one normal number a week, days between on the line from one to the next. */
  private double mood(long epochDay) {
    long week = Math.floorDiv(epochDay, 7L);
    double into = Math.floorMod(epochDay, 7L) / 7.0;
    double from = seeds.random(Purpose.MOOD, profile.index(), week).nextGaussian();
    double to = seeds.random(Purpose.MOOD, profile.index(), week + 1).nextGaussian();
    return Math.exp(MOOD_SIGMA * (from + into * (to - from)));
  }

  private static String owner(SplittableRandom random) {
    return "csm-" + (100 + random.nextInt(OWNERS));
  }

  private static Duration lag(SplittableRandom random) {
    return Duration.ofSeconds(10 + random.nextInt(170));
  }
}
