package io.vitals.domain.health;

import static io.vitals.domain.health.PublishedPast.isLevel;
import static io.vitals.domain.health.PublishedPast.lower;
import static io.vitals.domain.health.PublishedPast.worse;

import io.vitals.domain.freshness.EntityFreshness;
import io.vitals.domain.freshness.FreshnessRules;
import io.vitals.domain.health.PublishedPast.Span;
import io.vitals.schemas.AccountHealth;
import io.vitals.schemas.AccountScore;
import io.vitals.schemas.Entity;
import io.vitals.schemas.FreshnessStatus;
import io.vitals.schemas.HealthBand;
import io.vitals.schemas.HealthStatus;
import io.vitals.schemas.InputStatus;
import io.vitals.schemas.LedgerCause;
import io.vitals.schemas.LedgerLine;
import io.vitals.schemas.MissingReason;
import io.vitals.schemas.ScoreInput;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What of a score may be published while data is stale. The rules, in order; each later one can
 * only make it worse:
 *
 * <ol>
 *   <li>An account that is not scored is published as such and nothing stays held.
 *   <li>STALE, SILENT and RECOVERING hold, LATE does not. An input counts as fed when it is known
 *       or once had a source; an entity of which no status is known holds nothing.
 *   <li>When the first input is held, what was published when its source was last well becomes the
 *       ceiling: what came better since is taken back, since a break is found later than it began.
 *       An account never published before takes its own score: its confidence limits it.
 *   <li>While held, the ceiling only sinks: score and band are the worst since the break.
 *   <li>Confidence is fresh weight over applicable weight, late counted as fresh. Below the first
 *       floor of the row's model, or when the score itself is unknown, the band is UNKNOWN and the
 *       score omitted.
 *   <li>Below the second floor the band is at most WATCH. While held, neither comes back better:
 *       what follows is at most WATCH until the data is fresh again.
 *   <li>A healthy account that is held is counted as held; watch and at risk stay what they are.
 * </ol>
 *
 * <p>Every new score row is published; a change of freshness only when the published score in whole
 * points, the band, the confidence or the status changes. So the ledger is that of the score row
 * and one line for what is held back or given back, and sums exactly to the published change.
 */
public final class FreshnessGate {
  private static final long MILLION = 1_000_000;

  private final PublishedPast past;

  /**
   * A gate.
   *
   * @param detection the longest time between the last good data and its break being found
   */
  public FreshnessGate(Duration detection) {
    this.past = new PublishedPast(detection);
  }

  /**
   * Decides on a new row of {@code account.score}.
   *
   * @param row the new row
   * @param freshness how what feeds the inputs does
   * @param state what the last decision left
   * @param now the instant of the decision
   */
  public Gated onScore(AccountScore row, EntityFreshness freshness, GateState state, Instant now) {
    return decide(row, freshness, state, now, true);
  }

  /**
   * Decides on a change of freshness.
   *
   * @param row the latest row, already decided on once
   * @param freshness how what feeds the inputs does
   * @param state what the last decision left
   * @param now the instant of the decision
   */
  public Gated onFreshness(
      AccountScore row, EntityFreshness freshness, GateState state, Instant now) {
    return decide(row, freshness, state, now, false);
  }

  /**
   * Whether {@link #onFreshness} may find anything to do. It does not while nothing is held and
   * nothing holds: its row was decided on under the same terms, and late counts as fresh. Cheap,
   * since it needs no row.
   *
   * @param freshness how what feeds the inputs does
   * @param state what the last decision left
   */
  public static boolean mayChange(EntityFreshness freshness, GateState state) {
    return state.held() || freshness.statuses().values().stream().anyMatch(FreshnessRules::holds);
  }

  private Gated decide(
      AccountScore row, EntityFreshness freshness, GateState state, Instant now, boolean newRow) {
    if (row.getBand() == HealthBand.NOT_SCORED) {
      return result(
          row,
          row.getInputs(),
          notScored(),
          "no active subscription",
          freshness.knownAt(),
          state,
          now,
          newRow);
    }
    Set<String> holding = new TreeSet<>();
    long lastGood = Long.MAX_VALUE;
    List<ScoreInput> inputs = new ArrayList<>();
    long fresh = 0;
    long applicable = 0;
    for (ScoreInput input : row.getInputs()) {
      FreshnessStatus status = worst(input, freshness, holding);
      lastGood = Math.min(lastGood, lastGood(input, freshness));
      boolean missing = input.getStatus() == InputStatus.MISSING;
      if (input.getMissingReason() != MissingReason.NOT_APPLICABLE) {
        applicable += input.getWeightMicros();
        fresh += missing || FreshnessRules.holds(status) ? 0 : input.getWeightMicros();
      }
      inputs.add(missing ? input : withStatus(input, status));
    }
    Long confidence =
        applicable == 0 ? null : (2 * fresh * MILLION + applicable) / (2 * applicable);
    ConfidenceFloors floors =
        new ConfidenceFloors(row.getUnknownBelowMicros(), row.getWatchBelowMicros());
    Span ceiling = holding.isEmpty() ? null : ceiling(state, lastGood);
    Verdict verdict = verdict(row, ceiling, confidence, floors);
    String reason = reason(verdict, holding, floors);
    return result(row, inputs, verdict, reason, freshness.knownAt(), state, now, newRow);
  }

  /** What is published and what stays held. */
  private record Verdict(
      Long score,
      HealthBand band,
      HealthStatus status,
      Long confidence,
      boolean held,
      Long heldScore,
      HealthBand heldBand) {}

  private static Verdict notScored() {
    return new Verdict(
        null, HealthBand.NOT_SCORED, HealthStatus.NOT_SCORED, null, false, null, null);
  }

  /** The best that may be published while something is held. */
  private Span ceiling(GateState state, long lastGood) {
    Long score = state.held() ? state.heldScore() : state.publishedScore();
    HealthBand band = state.held() ? state.heldBand() : state.publishedBand();
    Span then = past.at(state.past(), lastGood);
    if (then != null) {
      score = lower(then.worstScore(), score);
      band = worse(then.worstBand(), band);
    }
    return new Span(lastGood, score, band, score, band);
  }

  /** Up to when all was well with what feeds an input, if it holds anything. */
  private static long lastGood(ScoreInput input, EntityFreshness freshness) {
    long earliest = Long.MAX_VALUE;
    if (counts(input)) {
      for (Entity entity : input.getEntities()) {
        earliest = Math.min(earliest, freshness.lastGood().getOrDefault(entity, Long.MAX_VALUE));
      }
    }
    return earliest;
  }

  private static boolean counts(ScoreInput input) {
    boolean fed = input.getStatus() != InputStatus.MISSING || input.getSource() != null;
    return fed && input.getWeightMicros() > 0;
  }

  /**
   * @param ceiling the best that may be published; null while nothing is held
   */
  private static Verdict verdict(
      AccountScore row, Span ceiling, Long confidence, ConfidenceFloors floors) {
    boolean held = ceiling != null;
    Long score = row.getScoreMicros();
    HealthBand band = row.getBand();
    if (held) {
      score = lower(ceiling.worstScore(), score);
      band = worse(ceiling.worstBand(), band);
    }
    boolean unknown =
        score == null
            || !isLevel(row.getBand())
            || confidence == null
            || confidence < floors.unknownBelow();
    if (unknown || confidence < floors.watchBelow()) {
      band = worse(HealthBand.WATCH, band);
    }
    Long heldScore = held ? score : null;
    HealthBand heldBand = held ? band : null;
    if (unknown) {
      return new Verdict(
          null, HealthBand.UNKNOWN, HealthStatus.UNKNOWN, confidence, held, heldScore, heldBand);
    }
    HealthStatus status = held ? HealthStatus.HELD : HealthStatus.FRESH;
    return new Verdict(score, band, status, confidence, held, heldScore, heldBand);
  }

  private static FreshnessStatus worst(
      ScoreInput input, EntityFreshness freshness, Set<String> holding) {
    boolean counts = counts(input);
    FreshnessStatus worst = FreshnessStatus.FRESH;
    for (Entity entity : input.getEntities()) {
      FreshnessStatus status = freshness.status(entity);
      if (counts && FreshnessRules.holds(status)) {
        holding.add(words(entity) + " " + words(status));
      }
      if (FreshnessRules.holds(status)
          || (status == FreshnessStatus.LATE && !FreshnessRules.holds(worst))) {
        worst = status;
      }
    }
    return worst;
  }

  private static ScoreInput withStatus(ScoreInput input, FreshnessStatus status) {
    InputStatus shown =
        switch (status) {
          case FRESH -> InputStatus.FRESH;
          case LATE -> InputStatus.LATE;
          case STALE, SILENT, RECOVERING -> InputStatus.STALE;
        };
    if (shown == input.getStatus()) {
      return input;
    }
    return ScoreInput.newBuilder(input).setStatus(shown).build();
  }

  private static String words(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String reason(Verdict verdict, Set<String> holding, ConfidenceFloors floors) {
    List<String> reasons = new ArrayList<>();
    if (!holding.isEmpty()) {
      reasons.add("held: " + String.join(", ", holding));
    }
    if (verdict.confidence() == null) {
      reasons.add("nothing to score by");
    } else if (verdict.confidence() < floors.unknownBelow()) {
      reasons.add(below(verdict.confidence(), floors.unknownBelow()) + ": unknown");
    } else if (verdict.confidence() < floors.watchBelow()) {
      reasons.add(below(verdict.confidence(), floors.watchBelow()) + ": at most watch");
    }
    return reasons.isEmpty() ? null : String.join("; ", reasons);
  }

  private static String below(long confidence, long floor) {
    return "confidence " + Words.micros(confidence) + " below " + Words.micros(floor);
  }

  private Gated result(
      AccountScore row,
      List<ScoreInput> inputs,
      Verdict verdict,
      String reason,
      Long knownAt,
      GateState state,
      Instant now,
      boolean newRow) {
    boolean worth = newRow || differs(verdict, state);
    boolean sameBand = verdict.band() == state.publishedBand();
    long since = sameBand ? state.publishedSince() : now.toEpochMilli();
    AccountHealth health =
        AccountHealth.newBuilder()
            .setIngestTime(now)
            .setAccountId(row.getAccountId())
            .setScoredAt(row.getIngestTime())
            .setScoreMicros(verdict.score())
            .setBand(verdict.band())
            .setBandBeforeGates(row.getBandBeforeGates())
            .setBandSince(Instant.ofEpochMilli(since))
            .setStatus(verdict.status())
            .setCountBand(BandMovements.countBand(verdict.band(), verdict.status()))
            .setConfidenceMicros(verdict.confidence())
            .setModel(row.getModel())
            .setModelHash(row.getModelHash())
            .setVariant(row.getVariant())
            .setCodeVersion(row.getCodeVersion())
            .setDictionaryVersion(row.getDictionaryVersion())
            .setCoverageMicros(row.getCoverageMicros())
            .setInputs(inputs)
            .setGates(row.getGates())
            .setHeldReason(reason)
            .setLedger(ledger(newRow ? row.getLedger() : List.of(), verdict, state, reason))
            .setFacts(row.getFacts())
            .setFreshnessKnownAt(knownAt == null ? null : Instant.ofEpochMilli(knownAt))
            .build();
    GateState next =
        worth
            ? new GateState(
                verdict.score(),
                verdict.band(),
                since,
                verdict.status(),
                verdict.confidence(),
                verdict.held(),
                verdict.heldScore(),
                verdict.heldBand(),
                past.with(state.past(), now.toEpochMilli(), verdict.score(), verdict.band()))
            : new GateState(
                state.publishedScore(),
                state.publishedBand(),
                state.publishedSince(),
                state.publishedStatus(),
                state.publishedConfidence(),
                verdict.held(),
                verdict.heldScore(),
                verdict.heldBand(),
                state.past());
    return new Gated(health, worth, next);
  }

  private static boolean differs(Verdict verdict, GateState state) {
    return verdict.band() != state.publishedBand()
        || verdict.status() != state.publishedStatus()
        || !Objects.equals(verdict.confidence(), state.publishedConfidence())
        || !Objects.equals(points(verdict.score()), points(state.publishedScore()));
  }

  private static Long points(Long micros) {
    return micros == null ? null : Long.valueOf((micros + Curve.POINT / 2) / Curve.POINT);
  }

  private static List<LedgerLine> ledger(
      List<LedgerLine> carried, Verdict verdict, GateState state, String reason) {
    if (verdict.score() == null || state.publishedScore() == null) {
      return List.of();
    }
    List<LedgerLine> lines = new ArrayList<>(carried);
    long held = verdict.score() - state.publishedScore();
    for (LedgerLine line : carried) {
      held -= line.getDeltaMicros();
    }
    if (held != 0) {
      String text =
          verdict.held() ? reason : "data recovered: what was held back counts from now on";
      lines.add(
          LedgerLine.newBuilder()
              .setCause(LedgerCause.HELD)
              .setInput(null)
              .setDeltaMicros(held)
              .setText(text)
              .build());
    }
    return lines;
  }
}
