package io.vitals.domain.health;

import static io.vitals.domain.health.BandState.HOLDS;
import static io.vitals.domain.health.BandState.NEVER;

import io.vitals.schemas.GateApplied;
import io.vitals.schemas.HealthBand;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The gates of a model: each caps the band, never the points. A gate acts at once and is released
 * when its condition was clear for the release time; what is not known changes nothing.
 */
final class Gates {
  private enum Verdict {
    HOLDS,
    CLEAR,
    NOT_KNOWN
  }

  private final List<GateRule> rules;
  private final Duration releaseAfter;
  private final ConfidenceFloors floors;

  Gates(List<GateRule> rules, Duration releaseAfter, ConfidenceFloors floors) {
    this.rules = List.copyOf(rules);
    this.releaseAfter = releaseAfter;
    this.floors = floors;
  }

  /** The state of every gate at an instant; the array given when nothing changed. */
  long[] next(long[] before, Scorecard card, GateFacts facts, Instant now) {
    return next(before, card, facts, now, false);
  }

  /**
   * The state of the gates right after a change row: those that rows decide are judged, the others
   * stay as they are; the array given when nothing changed.
   */
  long[] afterRow(long[] before, Variant variant, GateFacts facts, Instant now) {
    return next(before, Scorecard.nothing(variant), facts, now, true);
  }

  private long[] next(
      long[] before, Scorecard card, GateFacts facts, Instant now, boolean onlyDecidedByRows) {
    long[] after = new long[GateRule.SLOTS];
    Arrays.fill(after, NEVER);
    long millis = now.toEpochMilli();
    for (GateRule rule : rules) {
      int slot = rule.slot();
      long old = slot < before.length ? before[slot] : NEVER;
      boolean judged = !onlyDecidedByRows || rule.kind().isDecidedByRows();
      long next =
          switch (judged ? verdict(rule, card, facts) : Verdict.NOT_KNOWN) {
            case HOLDS -> HOLDS;
            case CLEAR -> old == HOLDS ? millis : old;
            case NOT_KNOWN -> old;
          };
      boolean released =
          judged && next != NEVER && next != HOLDS && millis - next >= releaseAfter.toMillis();
      after[slot] = released ? NEVER : next;
    }
    return Arrays.equals(before, after) ? before : after;
  }

  /** A band under the gates that act. */
  HealthBand capped(HealthBand band, long[] states) {
    HealthBand lowest = band;
    for (GateRule rule : rules) {
      if (states[rule.slot()] != NEVER && rule.cap().compareTo(lowest) > 0) {
        lowest = rule.cap();
      }
    }
    return lowest;
  }

  /** The next release, epoch milliseconds; {@link BandState#NEVER} when none is due. */
  long nextMoment(long[] states) {
    long earliest = NEVER;
    for (long state : states) {
      if (state != NEVER && state != HOLDS) {
        earliest = BandRule.earlier(earliest, state + releaseAfter.toMillis());
      }
    }
    return earliest;
  }

  /** The gates that act, each once with its lowest cap, in words. */
  List<GateApplied> applied(long[] states, Scorecard card) {
    List<GateApplied> applied = new ArrayList<>();
    if (states.length == 0) {
      return applied;
    }
    GateKind capsLower = null;
    for (GateRule rule : rules) {
      long state = states[rule.slot()];
      if (state == NEVER || rule.kind() == capsLower) {
        continue;
      }
      if (rule.cap() == HealthBand.AT_RISK) {
        capsLower = rule.kind();
      }
      applied.add(
          GateApplied.newBuilder()
              .setGate(rule.kind().key())
              .setCap(rule.cap())
              .setText(text(rule, card, state == HOLDS))
              .setConditionHolds(state == HOLDS)
              .build());
    }
    return applied;
  }

  private Verdict verdict(GateRule rule, Scorecard card, GateFacts facts) {
    double limit = rule.limitFor(card.variant());
    return switch (rule.kind()) {
      case OPEN_ESCALATION -> verdict(facts.openEscalations() > 0);
      case RENEWAL_WITHOUT_OWNER -> {
        if (facts.ownerKnown()) {
          yield Verdict.CLEAR;
        }
        yield facts.daysToRenewal() == null
            ? Verdict.NOT_KNOWN
            : verdict(facts.daysToRenewal() <= limit);
      }
      case URGENT_TICKET_AGE ->
          facts.oldestUrgentHours() == null
              ? Verdict.NOT_KNOWN
              : verdict(facts.oldestUrgentHours() > limit);
      case NO_ACTIVITY -> atLeast(facts.daysSinceActivity(), limit);
      case NOTICED_ARR -> atLeast(facts.noticedArrRatio(), limit);
      case LOW_COVERAGE ->
          card.coverage() == Scorecard.NONE
              ? Verdict.NOT_KNOWN
              : verdict(card.coverage() < floors.watchBelow());
      case COMPONENT_COLLAPSE -> {
        if (card.variant().componentWeight(rule.component()) < rule.minWeight()) {
          yield Verdict.CLEAR;
        }
        long mean = card.componentMicros(rule.component());
        yield mean == Scorecard.NONE
            ? Verdict.NOT_KNOWN
            : verdict(mean < rule.limit() * Curve.POINT);
      }
    };
  }

  private static Verdict atLeast(Double value, double limit) {
    return value == null ? Verdict.NOT_KNOWN : verdict(value >= limit);
  }

  private static Verdict verdict(boolean holds) {
    return holds ? Verdict.HOLDS : Verdict.CLEAR;
  }

  private String text(GateRule rule, Scorecard card, boolean holds) {
    String limit = Words.number(rule.limitFor(card.variant()));
    String words =
        switch (rule.kind()) {
          case OPEN_ESCALATION -> "open escalation";
          case RENEWAL_WITHOUT_OWNER -> "renewal within " + limit + " d and no owner";
          case URGENT_TICKET_AGE -> "urgent ticket open longer than " + limit + " h";
          case NO_ACTIVITY -> "no activity for " + limit + " d";
          case NOTICED_ARR ->
              "at least " + Words.number(100 * rule.limit()) + " % of ARR under notice";
          case LOW_COVERAGE -> "coverage below " + Words.micros(floors.watchBelow());
          case COMPONENT_COLLAPSE ->
              card.variant().componentName(rule.component())
                  + " below "
                  + Words.number(rule.limit())
                  + " points";
        };
    return holds ? words : words + " (clear, not yet released)";
  }
}
