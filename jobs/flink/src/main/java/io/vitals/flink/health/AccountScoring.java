package io.vitals.flink.health;

import io.vitals.domain.account.AccountState;
import io.vitals.domain.account.AccountView;
import io.vitals.domain.account.UsagePlacement;
import io.vitals.domain.adoption.Adoption;
import io.vitals.domain.adoption.AdoptionState;
import io.vitals.domain.adoption.AdoptionView;
import io.vitals.domain.adoption.UsageDelta;
import io.vitals.domain.health.AccountInputs;
import io.vitals.domain.health.IngestHours;
import io.vitals.domain.health.InputValues;
import io.vitals.domain.health.LateCorrection;
import io.vitals.domain.health.Model;
import io.vitals.domain.health.NextClose;
import io.vitals.domain.health.ScoreState;
import io.vitals.domain.health.Scored;
import io.vitals.domain.health.Scorer;
import io.vitals.domain.health.ScoringFacts;
import io.vitals.domain.support.SupportState;
import io.vitals.domain.support.SupportView;
import io.vitals.flink.health.AccountMarks.SubscriptionUse;
import io.vitals.flink.punctuated.OutboundRecord;
import io.vitals.schemas.AccountFacts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.apache.flink.util.Collector;

/**
 * Scores an account from its state, keeps what scoring must remember, and writes the row if it is
 * worth one.
 */
final class AccountScoring {
  private static final int ARR_CHANGE_DAYS = 90;

  private final AccountStates states;
  private final HealthSettings settings;
  private final Models models;
  private final Adoption adoption;
  private final AccountScoreRows rows = new AccountScoreRows();

  AccountScoring(AccountStates states, HealthSettings settings, Models models, Adoption adoption) {
    this.states = states;
    this.settings = settings;
    this.models = models;
    this.adoption = adoption;
  }

  /** An account as its state shows it at an instant. */
  private record Sight(
      Instant now, Model model, AccountView account, AccountInputs inputs, ScoringFacts facts) {}

  /** Scores a touched account between two closes; one that was not touched is left alone. */
  void provisional(String accountId, long time, Collector<OutboundRecord> out) {
    AccountMarks marks = states.marks();
    if (marks.touched()) {
      score(accountId, look(Instant.ofEpochMilli(time), marks, null), marks, time, false, out);
    }
  }

  /**
   * Scores what was known at the close of an hour.
   *
   * @param close the last millisecond of the hour
   * @return when the account must be scored next though nothing becomes known; empty: never
   */
  OptionalLong close(String accountId, long close, Collector<OutboundRecord> out) {
    states.keep(states.support().pruned(Instant.ofEpochMilli(close)));
    AccountMarks marks = placeUsage(states.account(), states.marks());
    Sight sight = look(Instant.ofEpochMilli(close), marks, null);
    Scored scored = score(accountId, sight, marks, close, true, out);
    return nextClose(sight, scored, close);
  }

  /**
   * Adds telemetry that corrects hours already closed, and scores at once what it changes: one new
   * row at the current time that names the hours; past rows stay.
   */
  void correct(
      String accountId, long now, Runnable update, UsageDelta late, Collector<OutboundRecord> out) {
    Instant instant = Instant.ofEpochMilli(now);
    Sight before = look(instant, states.marks(), null);
    update.run();
    AccountMarks marks = states.marks().withCorrection(late.eventHour());
    Sight after = look(instant, marks, before);
    score(accountId, after, marks, now, false, out);
  }

  /**
   * Lets the gates of hour closes see change rows that took effect, whatever follows in the hour.
   */
  void afterRow(long time) {
    Sight sight = look(Instant.ofEpochMilli(time), states.marks(), null);
    states.keep(Scorer.afterRow(sight.model(), sight.facts(), states.score(), sight.now()));
  }

  private Sight look(Instant now, AccountMarks marks, Sight beforeCorrection) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    AdoptionState opened = adoption.advance(states.adoption(), states, now);
    if (opened.today() != states.adoption().today()) {
      states.keep(opened);
    }
    AccountState state = states.account();
    SupportState tickets = states.support();
    AccountView account = state.at(today);
    AdoptionView usage = adoption.view(opened, states, now);
    SupportView support = tickets.at(now);
    Model model = models.known().inForceAt(now);
    AccountInputs inputs =
        new AccountInputs(
            model,
            account,
            state.arrOn(today.minusDays(ARR_CHANGE_DAYS)),
            usage,
            support,
            settings.fed(),
            marks.trendKnown());
    InputValues values = inputs.values();
    LateCorrection late =
        beforeCorrection == null
            ? null
            : new LateCorrection(beforeCorrection.facts().inputs(), values);
    return new Sight(
        now,
        model,
        account,
        inputs,
        new ScoringFacts(
            inputs.variantFacts(), values, late, inputs.gateFacts(), account.active()));
  }

  private Scored score(
      String accountId,
      Sight sight,
      AccountMarks marks,
      long time,
      boolean closesHour,
      Collector<OutboundRecord> out) {
    AccountFacts facts = rows.facts(sight.account(), sight.inputs(), marks);
    int factsHash = rows.hashOf(facts);
    boolean factsChanged =
        closesHour
            ? factsHash != marks.closedFactsHash()
                || (IngestHours.isCloseOfDay(time) && marks.touchedSinceRow())
            : factsHash != marks.factsHash();
    ScoreState previous = states.score();
    Model known = models.known().withHash(previous.modelHash()).orElse(null);
    Scored scored =
        Scorer.score(
            sight.model(), known, sight.facts(), previous, sight.now(), closesHour, factsChanged);
    AccountMarks next = marks.scored(closesHour, sight.inputs().trendIsKnown(sight.facts()));
    if (scored.isWorthARow()) {
      rows.withFigures(facts, sight.inputs(), states.support(), sight.now());
      out.collect(rows.row(accountId, time, scored, facts, marks.correctedHours()));
      next = next.withRow(factsHash, scored.isFinal());
    }
    states.keep(scored.next());
    states.keep(next);
    return scored;
  }

  private AccountMarks placeUsage(AccountState account, AccountMarks marks) {
    if (marks.usage().isEmpty()) {
      return marks;
    }
    long before = 0;
    long after = 0;
    for (SubscriptionUse use : marks.usage()) {
      UsagePlacement placement =
          account.placeUsage(use.subscriptionId(), LocalDate.ofEpochDay(use.epochDay()));
      before += placement == UsagePlacement.BEFORE_SUBSCRIPTION ? use.records() : 0;
      after += placement == UsagePlacement.AFTER_SUBSCRIPTION ? use.records() : 0;
    }
    return marks.withPlacedUsage(before, after);
  }

  private OptionalLong nextClose(Sight sight, Scored scored, long close) {
    OptionalDouble idle = sight.inputs().adoption().daysSinceLastActivity();
    return new NextClose(
            sight.account().active(),
            idle.isPresent() ? idle.getAsDouble() : null,
            sight.inputs().support().open().urgent(),
            scored.nextBandMoment().isPresent(),
            states.marks().touchedSinceRow(),
            models.known().nextEffectiveAfter(sight.now()).orElse(null),
            states.account().nextChange(sight.account().today()).orElse(null))
        .after(close);
  }
}
