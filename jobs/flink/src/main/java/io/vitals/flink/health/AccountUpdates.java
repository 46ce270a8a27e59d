package io.vitals.flink.health;

import io.vitals.domain.account.AccountState;
import io.vitals.domain.adoption.Adoption;
import io.vitals.domain.adoption.UsageDelta;
import io.vitals.domain.support.SupportState;
import io.vitals.flink.health.AccountMarks.SubscriptionUse;
import io.vitals.schemas.AccountChange;
import io.vitals.schemas.SubscriptionChange;
import io.vitals.schemas.TicketChange;
import io.vitals.schemas.wire.RecordReader;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Adds what became known to an account's state. */
final class AccountUpdates {
  private final AccountStates states;
  private final Adoption adoption;
  private final Models models;
  private final RecordReader<TicketChange> tickets = RecordReader.of(TicketChange.class);
  private final RecordReader<AccountChange> accounts = RecordReader.of(AccountChange.class);
  private final RecordReader<SubscriptionChange> subscriptions =
      RecordReader.of(SubscriptionChange.class);

  AccountUpdates(AccountStates states, Adoption adoption, Models models) {
    this.states = states;
    this.adoption = adoption;
    this.models = models;
  }

  void apply(AccountRecord record) {
    if (record.usage() != null) {
      addUsage(record.usage(), Instant.ofEpochMilli(record.time()));
      return;
    }
    switch (record.topic()) {
      case TICKETS_CHANGES -> {
        SupportState support = states.support().with(tickets.read(record.change()));
        states.keep(support);
      }
      case CRM_ACCOUNTS -> {
        AccountState account = states.account().with(accounts.read(record.change()));
        states.keep(account);
      }
      case CRM_SUBSCRIPTIONS -> {
        AccountState account =
            states.account().with(subscriptions.read(record.change()), ZoneOffset.UTC);
        states.keep(account);
      }
      default -> throw new IllegalStateException("no input of health: " + record.topic());
    }
    states.keep(states.marks().withTouch());
  }

  /** A model known by the beginning of the hour decides, so batches make no difference. */
  private void addUsage(UsageDelta usage, Instant since) {
    states.keep(
        adoption.apply(states.adoption(), states, usage, models.known().keyFeaturesAt(since)));
    states.keep(states.marks().withUsage(usage.records(), underSubscriptions(usage)));
  }

  private List<SubscriptionUse> underSubscriptions(UsageDelta usage) {
    if (usage.subscriptionIds() == null) {
      return List.of();
    }
    int day = adoption.days().dayOfHour(usage.eventHour());
    List<SubscriptionUse> uses = new ArrayList<>(usage.subscriptionIds().length);
    for (int i = 0; i < usage.subscriptionIds().length; i++) {
      uses.add(
          new SubscriptionUse(usage.subscriptionIds()[i], day, usage.recordsPerSubscription()[i]));
    }
    return uses;
  }
}
