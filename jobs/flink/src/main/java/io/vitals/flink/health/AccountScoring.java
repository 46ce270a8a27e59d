package io.vitals.flink.health;

import io.vitals.domain.account.AccountState;
import io.vitals.domain.account.UsagePlacement;
import io.vitals.domain.adoption.UsageDelta;
import io.vitals.domain.health.Completeness;
import io.vitals.domain.health.IngestHours;
import io.vitals.domain.health.InputValues;
import io.vitals.domain.health.LateCorrection;
import io.vitals.domain.health.Model;
import io.vitals.domain.health.NextClose;
import io.vitals.domain.health.ScoreState;
import io.vitals.domain.health.Scored;
import io.vitals.domain.health.Scorer;
import io.vitals.flink.health.AccountMarks.SubscriptionUse;
import io.vitals.flink.health.AccountSight.Seen;
import io.vitals.flink.punctuated.OutboundRecord;
import io.vitals.schemas.AccountFacts;
import io.vitals.schemas.Entity;
import java.time.Instant;
import java.time.LocalDate;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.flink.util.Collector;

/**
 * Scores an account from its state, keeps what scoring must remember, and writes the row if it is
 * worth one.
 */
final class AccountScoring {
  private final AccountStates states;
  private final AccountSight sight;
  private final IncompleteHours incompleteHours;
  private final SourceCompleteness completeness;
  private final Models models;
  private final AccountScoreRows rows = new AccountScoreRows();

  AccountScoring(
      AccountStates states,
      AccountSight sight,
      IncompleteHours incompleteHours,
      SourceCompleteness completeness,
      Models models) {
    this.states = states;
    this.sight = sight;
    this.incompleteHours = incompleteHours;
    this.completeness = completeness;
    this.models = models;
  }

  /** Scores a touched account between two closes; one that was not touched is left alone. */
  void provisional(String accountId, long time, Collector<OutboundRecord> out) {
    AccountMarks marks = states.marks();
    if (marks.touched()) {
      Instant now = Instant.ofEpochMilli(time);
      Completeness complete = completeness.at(now);
      Set<Entity> recovered = incompleteHours.recovered(complete, time);
      score(accountId, look(now, complete, recovered), time, false, out);
    }
  }

  /**
   * Scores what was known at the close of an hour.
   *
   * @param close the last millisecond of the hour
   * @return when the account must be scored next though nothing becomes known; empty: never
   */
  OptionalLong close(String accountId, long close, Collector<OutboundRecord> out) {
    Instant now = Instant.ofEpochMilli(close);
    states.keep(states.support().pruned(now));
    states.keep(placeUsage(states.account(), states.marks()));
    Completeness complete = completeness.at(now);
    Set<Entity> recovered = incompleteHours.close(complete, close);
    Seen seen = look(now, complete, recovered);
    Scored scored = score(accountId, seen, close, true, out);
    return nextClose(seen, scored, close);
  }

  /**
   * Adds telemetry that corrects hours already closed, and scores at once what it changes: one new
   * row at the current time that names the hours; past rows stay. While use is incomplete it is
   * only added: it counts when it is complete.
   */
  void correct(
      String accountId, long now, Runnable update, UsageDelta late, Collector<OutboundRecord> out) {
    Instant instant = Instant.ofEpochMilli(now);
    Completeness complete = completeness.at(instant);
    if (complete.usage().isBefore(instant)) {
      update.run();
      states.keep(states.marks().withCorrection(late.eventHour()));
      return;
    }
    boolean trendWasKnown = states.marks().trendKnown();
    InputValues before = sight.at(instant, complete, trendWasKnown).facts().inputs();
    update.run();
    states.keep(states.marks().withCorrection(late.eventHour()));
    Seen after = sight.at(instant, complete, trendWasKnown);
    score(
        accountId,
        after.corrected(new LateCorrection(before, after.facts().inputs())),
        now,
        false,
        out);
  }

  /**
   * Lets the gates of hour closes see change rows that took effect, whatever follows in the hour.
   */
  void afterRow(long time) {
    Instant now = Instant.ofEpochMilli(time);
    Seen seen = sight.at(now, completeness.at(now), states.marks().trendKnown());
    states.keep(Scorer.afterRow(seen.model(), seen.facts(), states.score(), now));
  }

  private Seen look(Instant now, Completeness complete, Set<Entity> recovered) {
    Seen seen = sight.at(now, complete, states.marks().trendKnown());
    if (recovered.isEmpty()) {
      return seen;
    }
    return seen.corrected(
        LateCorrection.recovered(recovered, states.score(), seen.facts().inputs(), seen.model()));
  }

  private Scored score(
      String accountId, Seen seen, long time, boolean closesHour, Collector<OutboundRecord> out) {
    AccountMarks marks = states.marks();
    AccountFacts facts = rows.facts(seen.account(), seen.inputs(), marks);
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
            seen.model(), known, seen.facts(), previous, seen.now(), closesHour, factsChanged);
    AccountMarks next = marks.scored(closesHour, seen.trendKnown());
    if (scored.isWorthARow()) {
      rows.withFigures(facts, seen.inputs(), states.support(), seen.complete().tickets());
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

  private OptionalLong nextClose(Seen seen, Scored scored, long close) {
    OptionalDouble idle = seen.inputs().adoption().daysSinceLastActivity();
    return new NextClose(
            seen.account().active(),
            idle.isPresent() ? idle.getAsDouble() : null,
            seen.inputs().support().open().urgent(),
            scored.nextBandMoment().isPresent(),
            states.marks().touchedSinceRow(),
            states.marks().held(),
            models.known().nextEffectiveAfter(seen.now()).orElse(null),
            states.account().nextChange(seen.account().today()).orElse(null))
        .after(close);
  }
}
