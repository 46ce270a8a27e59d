package io.vitals.flink.health;

import io.vitals.domain.account.AccountState;
import io.vitals.domain.account.AccountView;
import io.vitals.domain.adoption.Adoption;
import io.vitals.domain.adoption.AdoptionState;
import io.vitals.domain.adoption.AdoptionView;
import io.vitals.domain.health.AccountInputs;
import io.vitals.domain.health.Completeness;
import io.vitals.domain.health.LateCorrection;
import io.vitals.domain.health.Model;
import io.vitals.domain.health.ScoringFacts;
import io.vitals.domain.support.SupportState;
import io.vitals.schemas.Entity;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;

/** Sees an account at an instant, as its state shows it. */
final class AccountSight {
  private static final int ARR_CHANGE_DAYS = 90;

  private final AccountStates states;
  private final Models models;
  private final Adoption adoption;
  private final Set<Entity> fed;

  AccountSight(AccountStates states, Models models, Adoption adoption, Set<Entity> fed) {
    this.states = states;
    this.models = models;
    this.adoption = adoption;
    this.fed = fed;
  }

  /**
   * An account seen at an instant.
   *
   * @param now the instant
   * @param complete up to when what feeds it is complete
   */
  record Seen(
      Instant now,
      Completeness complete,
      Model model,
      AccountView account,
      AccountInputs inputs,
      ScoringFacts facts) {

    Seen corrected(LateCorrection late) {
      return new Seen(
          now,
          complete,
          model,
          account,
          inputs,
          new ScoringFacts(facts.variant(), facts.inputs(), late, facts.gates(), facts.active()));
    }

    boolean trendKnown() {
      return inputs.trendIsKnown(facts);
    }
  }

  /** The account now, as all that is known shows it. */
  Seen at(Instant now, Completeness complete, boolean trendWasKnown) {
    return at(now, complete, states.account(), states.support(), trendWasKnown);
  }

  /** The account as CRM rows and tickets given show it; its use is that of the state. */
  Seen at(
      Instant now,
      Completeness complete,
      AccountState rows,
      SupportState tickets,
      boolean trendWasKnown) {
    LocalDate today = LocalDate.ofInstant(complete.crm(), ZoneOffset.UTC);
    AdoptionState opened = adoption.advance(states.adoption(), states, complete.usage());
    if (opened.today() != states.adoption().today()) {
      states.keep(opened);
    }
    AccountView account = rows.at(today);
    AdoptionView usage = adoption.view(opened, states, complete.usage());
    Model model = models.known().inForceAt(now);
    AccountInputs inputs =
        new AccountInputs(
            model,
            account,
            rows.arrOn(today.minusDays(ARR_CHANGE_DAYS)),
            usage,
            tickets.at(complete.tickets()),
            fed,
            trendWasKnown);
    return new Seen(
        now,
        complete,
        model,
        account,
        inputs,
        new ScoringFacts(
            inputs.variantFacts(), inputs.values(), null, inputs.gateFacts(), account.active()));
  }
}
