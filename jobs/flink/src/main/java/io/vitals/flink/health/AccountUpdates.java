package io.vitals.flink.health;

import io.vitals.domain.account.AccountState;
import io.vitals.domain.adoption.Adoption;
import io.vitals.domain.adoption.UsageDelta;
import io.vitals.domain.support.SupportState;
import io.vitals.flink.health.AccountMarks.SubscriptionUse;
import io.vitals.schemas.AccountChange;
import io.vitals.schemas.SubscriptionChange;
import io.vitals.schemas.TicketChange;
import io.vitals.schemas.topics.Topic;
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
    SupportState support = applied(states.support(), record.topic(), record.change());
    states.keep(support);
    AccountState account = applied(states.account(), record.topic(), record.change());
    states.keep(account);
    states.keep(states.marks().withTouch());
  }

  /** An account with a change row; the same if the row is not of the account. */
  AccountState applied(AccountState account, Topic topic, byte[] change) {
    return switch (topic) {
      case CRM_ACCOUNTS -> account.with(accounts.read(change));
      case CRM_SUBSCRIPTIONS -> account.with(subscriptions.read(change), ZoneOffset.UTC);
      default -> account;
    };
  }

  /** Tickets with a change row; the same if the row is not of a ticket. */
  SupportState applied(SupportState support, Topic topic, byte[] change) {
    return topic == Topic.TICKETS_CHANGES ? support.with(tickets.read(change)) : support;
  }

  /** When what a change row tells happened, epoch milliseconds. */
  long eventTime(AccountRecord record) {
    return switch (record.topic()) {
      case TICKETS_CHANGES -> tickets.read(record.change()).getEventTime().toEpochMilli();
      case CRM_ACCOUNTS -> accounts.read(record.change()).getEventTime().toEpochMilli();
      default -> subscriptions.read(record.change()).getEventTime().toEpochMilli();
    };
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
