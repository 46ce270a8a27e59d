package io.vitals.domain.intake;

import io.vitals.schemas.AccountChange;
import io.vitals.schemas.ChurnOutcome;
import io.vitals.schemas.Entity;
import io.vitals.schemas.Operation;
import io.vitals.schemas.SubscriptionChange;
import io.vitals.schemas.TelemetryEvent;
import io.vitals.schemas.TicketChange;
import io.vitals.schemas.topics.Topic;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;

/**
 * A source record seen alike whatever it is about: whose it is, when it happened, what tells it
 * from others, where it goes.
 *
 * @param record the record itself
 * @param entity what it is about
 * @param topic the canonical topic it goes to
 * @param source the source that sent it
 * @param id the source's id of it
 * @param accountKey the account's key as the source spells it
 * @param eventTime when it happened
 * @param operation what it does; CREATE for telemetry
 */
record RecordKind(
    SpecificRecord record,
    Entity entity,
    Topic topic,
    String source,
    String id,
    String accountKey,
    Instant eventTime,
    Operation operation) {

  /** The key of an account's parent; null when there is none. */
  String parentKey() {
    return record instanceof AccountChange account
            && account.getParentAccountKey() != null
            && !account.getParentAccountKey().isEmpty()
        ? account.getParentAccountKey()
        : null;
  }

  /** The record seen so; null if it is of no account. */
  static RecordKind of(SpecificRecord record) {
    if (record instanceof TelemetryEvent e) {
      return new RecordKind(
          e,
          Entity.TELEMETRY,
          Topic.TELEMETRY_EVENTS,
          e.getSource(),
          e.getEventId(),
          e.getAccountKey(),
          e.getEventTime(),
          Operation.CREATE);
    } else if (record instanceof TicketChange t) {
      return new RecordKind(
          t,
          Entity.TICKET,
          Topic.TICKETS_CHANGES,
          t.getSource(),
          t.getTicketId(),
          t.getAccountKey(),
          t.getEventTime(),
          t.getOp());
    } else if (record instanceof AccountChange a) {
      return new RecordKind(
          a,
          Entity.ACCOUNT,
          Topic.CRM_ACCOUNTS,
          a.getSource(),
          a.getAccountKey(),
          a.getAccountKey(),
          a.getEventTime(),
          a.getOp());
    } else if (record instanceof SubscriptionChange s) {
      return new RecordKind(
          s,
          Entity.SUBSCRIPTION,
          Topic.CRM_SUBSCRIPTIONS,
          s.getSource(),
          s.getSubscriptionId(),
          s.getAccountKey(),
          s.getEventTime(),
          s.getOp());
    } else if (record instanceof ChurnOutcome o) {
      return new RecordKind(
          o,
          Entity.OUTCOME,
          Topic.CRM_OUTCOMES,
          o.getSource(),
          o.getOutcomeId(),
          o.getAccountKey(),
          o.getEventTime(),
          o.getOp());
    }
    return null;
  }
}
