package io.vitals.domain.health;

import static io.vitals.domain.health.BandState.NEVER;

import io.vitals.domain.health.ScoreState.Row;
import io.vitals.schemas.HealthBand;
import java.time.Duration;
import java.time.Instant;

/**
 * Scores an account: the score, its band with hysteresis, the gates, and whether that is worth a
 * row. Cheap enough for every touch of an account: ledger, contributions and texts are worked out
 * only when a row is written.
 */
public final class Scorer {
  private static final Duration AT_LEAST_EVERY = Duration.ofDays(1);

  private Scorer() {}

  /**
   * Scores.
   *
   * @param model the model in force
   * @param known the model of the last row, by its hash; null when it is no longer known, the same
   *     as {@code model} or there was no row
   * @param facts what is known of the account now
   * @param previous what the last call returned as {@link Scored#next()}
   * @param now the instant of the score, not before that of the last call
   * @param closesHour whether everything before the end of an hour and nothing else is known
   * @param factsChanged whether what a row says besides the score differs from the last row (of an
   *     hour's close, when this is one): that is worth a row too
   */
  public static Scored score(
      Model model,
      Model known,
      ScoringFacts facts,
      ScoreState previous,
      Instant now,
      boolean closesHour,
      boolean factsChanged) {
    Variant variant = variant(model, facts);
    Scorecard card = card(variant, facts);
    BandState before = closesHour ? previous.closed() : previous.live();
    BandState bands = bands(model, card, facts, before, now);
    double[] late = lateValues(previous, facts);
    Row row =
        new Row(
            now.toEpochMilli(),
            card.score() == Scorecard.NONE
                ? Scorecard.NONE
                : (card.score() + Curve.POINT / 2) / Curve.POINT,
            bands.shown(),
            card.coverage(),
            card.firstDriver());
    boolean closing = closesHour && (factsChanged || differsInFigures(previous.lastClosed(), row));
    boolean worth = closing || factsChanged || differs(previous.last(), row);
    ScoreState next =
        worth
            ? new ScoreState(
                model.hash(),
                model.reference(),
                variant.name(),
                facts.inputs().values(),
                facts.inputs().statuses(),
                null,
                card.score(),
                row,
                closing ? row : previous.lastClosed(),
                bands,
                closesHour ? bands : previous.closed())
            : new ScoreState(
                previous.modelHash(),
                previous.modelReference(),
                previous.variant(),
                previous.values(),
                previous.statuses(),
                late,
                previous.scoreMicros(),
                previous.last(),
                previous.lastClosed(),
                bands,
                closesHour ? bands : previous.closed());
    return new Scored(model, known, facts, card, previous, late, bands, worth, closing, next);
  }

  /**
   * What to remember right after change rows took effect, before the account is scored: the gates
   * of hour closes see a cause that comes and goes within the hour.
   *
   * @param model the model in force
   * @param facts what is known of the account now
   * @param previous what the last call returned
   * @param now the instant of the rows
   */
  public static ScoreState afterRow(
      Model model, ScoringFacts facts, ScoreState previous, Instant now) {
    BandState before = previous.closed();
    BandState after = afterRow(model, facts, before, now);
    return after == before ? previous : previous.withClosed(after);
  }

  /**
   * Bands and gates right after change rows took effect; the state given when nothing changed.
   *
   * @param model the model in force
   * @param facts what is known of the account then
   * @param before bands and gates before
   * @param now the instant of the rows
   */
  static BandState afterRow(Model model, ScoringFacts facts, BandState before, Instant now) {
    if (!facts.active()) {
      return before;
    }
    long[] gates =
        model.gates().afterRow(before.gates(), variant(model, facts), facts.gates(), now);
    return gates == before.gates() ? before : before.withGates(gates);
  }

  /**
   * Bands and gates at the close of an hour.
   *
   * @param model the model in force
   * @param facts what is known of the account then
   * @param before bands and gates at the close before
   * @param now the close
   */
  static BandState atClose(Model model, ScoringFacts facts, BandState before, Instant now) {
    Variant variant = variant(model, facts);
    return bands(model, card(variant, facts), facts, before, now);
  }

  private static Variant variant(Model model, ScoringFacts facts) {
    return model.variants().select(facts.variant(), facts.inputs(), facts.gates().daysToRenewal());
  }

  private static Scorecard card(Variant variant, ScoringFacts facts) {
    return facts.active()
        ? Scorecard.of(variant, facts.inputs().values(), facts.inputs().statuses())
        : Scorecard.nothing(variant);
  }

  private static BandState bands(
      Model model, Scorecard card, ScoringFacts facts, BandState before, Instant now) {
    if (!facts.active()) {
      BandState ended =
          new BandState(null, NEVER, NEVER, null, before.shown(), before.shownSince());
      return ended.withShown(ended.gates(), HealthBand.NOT_SCORED, now.toEpochMilli());
    }
    long[] gates = model.gates().next(before.gates(), card, facts.gates(), now);
    if (card.score() == Scorecard.NONE || card.coverage() < model.floors().unknownBelow()) {
      return before
          .withLevel(before.level(), NEVER, NEVER)
          .withShown(gates, HealthBand.UNKNOWN, now.toEpochMilli());
    }
    BandState next = model.bandRule().next(before, card.score(), now);
    return next.withShown(gates, model.gates().capped(next.level(), gates), now.toEpochMilli());
  }

  private static boolean differsInFigures(Row old, Row row) {
    return old.time() == NEVER
        || row.points() != old.points()
        || row.band() != old.band()
        || row.coverageMicros() != old.coverageMicros()
        || row.time() - old.time() >= AT_LEAST_EVERY.toMillis();
  }

  private static boolean differs(Row old, Row row) {
    return differsInFigures(old, row) || row.firstDriver() != old.firstDriver();
  }

  /**
   * The last row's values with what late data changed since. When the customer moved the same input
   * in between, the correction is carried over as a difference.
   */
  private static double[] lateValues(ScoreState previous, ScoringFacts facts) {
    double[] corrected = previous.lateValues();
    LateCorrection late = facts.late();
    if (late == null || !previous.hasRow()) {
      return corrected;
    }
    double[] before = late.before().values();
    double[] after = late.after().values();
    for (int position = 0; position < previous.values().length; position++) {
      double difference = after[position] - before[position];
      if (Double.isNaN(difference) || difference == 0) {
        continue;
      }
      // An earlier correction's array belongs to the previous state, so it is copied once.
      if (corrected == null || corrected == previous.lateValues()) {
        corrected = corrected == null ? previous.values().clone() : corrected.clone();
      }
      corrected[position] =
          corrected[position] == before[position]
              ? after[position]
              : corrected[position] + difference;
    }
    return corrected;
  }
}
