package io.vitals.domain.intake;

import io.vitals.domain.intake.Identities.Identity;
import io.vitals.domain.intake.Judgement.Accepted;
import io.vitals.domain.intake.Judgement.Alive;
import io.vitals.domain.intake.Judgement.Late;
import io.vitals.domain.intake.Judgement.Rejected;
import io.vitals.domain.intake.Judgement.Unresolved;
import io.vitals.schemas.AccountChange;
import io.vitals.schemas.ChurnOutcome;
import io.vitals.schemas.DeadLetterReason;
import io.vitals.schemas.Entity;
import io.vitals.schemas.Heartbeat;
import io.vitals.schemas.IdentityMapping;
import io.vitals.schemas.Operation;
import io.vitals.schemas.SubscriptionChange;
import io.vitals.schemas.TelemetryEvent;
import io.vitals.schemas.TicketChange;
import io.vitals.schemas.wire.RecordTime;
import io.vitals.schemas.wire.RecordWriter;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/**
 * Judges a decoded source record and makes it canonical: keys resolved, user ids hashed, personal
 * data dropped, ingest time set. The rules in their order:
 *
 * <ol>
 *   <li>Its source must be declared: nobody knows what an undeclared source feeds.
 *   <li>It must have an id and an account's key.
 *   <li>Its event time must be plausible ({@link EventTimeRule}), before anything is looked up for
 *       it.
 *   <li>Its account's key must be in the identity map, else it waits.
 *   <li>So must the key of an account's parent, lest the parent depend on what was read first.
 * </ol>
 *
 * A record learned of before a mapping that it needs counts from the mapping on, whichever of both
 * was read first. Whoever waited in vain is judged at last: without its account a record is of no
 * use, without its parent an account is one of its own. Not thread-safe.
 */
public final class RecordIntake {
  private final Map<String, Set<String>> eventNames;
  private final UserHash userHash;
  private final RecordWriter<TelemetryEvent> telemetry = RecordWriter.of(TelemetryEvent.class);
  private final RecordWriter<TicketChange> tickets = RecordWriter.of(TicketChange.class);
  private final RecordWriter<AccountChange> accounts = RecordWriter.of(AccountChange.class);
  private final RecordWriter<SubscriptionChange> subscriptions =
      RecordWriter.of(SubscriptionChange.class);
  private final RecordWriter<ChurnOutcome> outcomes = RecordWriter.of(ChurnOutcome.class);

  /**
   * Intake.
   *
   * @param eventNames of each declared source the event names in its taxonomy; empty: it has none,
   *     and its names are not judged
   * @param userHash the hash of user ids
   */
  public RecordIntake(Map<String, Set<String>> eventNames, UserHash userHash) {
    Map<String, Set<String>> copy = new HashMap<>();
    eventNames.forEach((source, names) -> copy.put(source, Set.copyOf(names)));
    this.eventNames = Map.copyOf(copy);
    this.userHash = userHash;
  }

  /**
   * Judges a record; the record is changed into its canonical form when it is accepted.
   *
   * @param decoded the record as the source sent it
   * @param ingestTime when we learned of it
   * @param identities the identity map as known now
   */
  public Judgement judge(SpecificRecord decoded, Instant ingestTime, Identities identities) {
    return judge(decoded, ingestTime, identities, true);
  }

  /**
   * Judges a record that may wait no longer, by what is known now: never {@link Unresolved}.
   *
   * @param decoded the record as the source sent it
   * @param ingestTime when we learned of it
   * @param identities the identity map as known now
   */
  public Judgement judgeAtLast(SpecificRecord decoded, Instant ingestTime, Identities identities) {
    return judge(decoded, ingestTime, identities, false);
  }

  private Judgement judge(
      SpecificRecord decoded, Instant ingestTime, Identities identities, boolean mayWait) {
    if (decoded instanceof Heartbeat heartbeat) {
      return eventNames.containsKey(heartbeat.getSource())
          ? new Alive(heartbeat.getSource(), heartbeat.getCompleteThrough().toEpochMilli())
          : undeclared(heartbeat.getSource(), Entity.HEARTBEAT, null);
    }
    if (decoded instanceof IdentityMapping mapping) {
      return new Rejected(
          mapping.getSource(),
          Entity.UNKNOWN,
          null,
          DeadLetterReason.MISSING_FIELD,
          "a mapping needs an account key, and an account id that is not empty");
    }
    RecordKind kind = RecordKind.of(decoded);
    if (kind == null) {
      return new Rejected(
          null,
          Entity.UNKNOWN,
          null,
          DeadLetterReason.WRONG_TOPIC,
          decoded.getSchema().getName() + " is no record of a source");
    }
    Set<String> taxonomy = eventNames.get(kind.source());
    if (taxonomy == null) {
      return undeclared(kind.source(), kind.entity(), kind.operation());
    }
    if (kind.id().isEmpty() || kind.accountKey().isEmpty()) {
      return new Rejected(
          kind.source(),
          kind.entity(),
          kind.operation(),
          DeadLetterReason.MISSING_FIELD,
          "no id or no account key");
    }
    Optional<Judgement> untimely = judgeTime(kind, ingestTime);
    if (untimely.isPresent()) {
      return untimely.get();
    }
    Optional<Identity> identity =
        identities.resolve(kind.source(), kind.accountKey(), ingestTime.toEpochMilli());
    if (identity.isEmpty()) {
      return mayWait ? unresolved(kind, kind.accountKey()) : unknownAccount(kind);
    }
    String parentKey = kind.parentKey();
    Optional<Identity> parent =
        parentKey == null
            ? Optional.empty()
            : identities.resolve(kind.source(), parentKey, ingestTime.toEpochMilli());
    if (parentKey != null && parent.isEmpty() && mayWait) {
      return unresolved(kind, parentKey);
    }
    String accountId = identity.get().accountId();
    long countsFrom = Math.max(ingestTime.toEpochMilli(), identity.get().since());
    countsFrom = Math.max(countsFrom, parent.map(Identity::since).orElse(countsFrom));
    long filledFields = OptionalFields.of(kind.entity()).filledIn(decoded);
    String eventName = decoded instanceof TelemetryEvent event ? event.getEventName() : null;
    boolean nameJudged = eventName != null && !taxonomy.isEmpty();
    boolean nameUnknown = nameJudged && !taxonomy.contains(eventName);
    byte[] value =
        canonical(
            kind,
            accountId,
            parent.map(Identity::accountId).orElse(null),
            Instant.ofEpochMilli(countsFrom));
    return new Accepted(
        kind.topic(),
        accountId,
        kind.source(),
        kind.entity(),
        kind.operation(),
        kind.eventTime().toEpochMilli(),
        countsFrom,
        RecordTime.contentHash(value) ^ kind.entity().name().hashCode(),
        value,
        filledFields,
        nameJudged,
        nameUnknown ? UnknownNames.countedAs(eventName) : null);
  }

  private static Unresolved unresolved(RecordKind kind, String awaitedKey) {
    return new Unresolved(kind.source(), kind.entity(), kind.operation(), awaitedKey);
  }

  private static Rejected unknownAccount(RecordKind kind) {
    return new Rejected(
        kind.source(),
        kind.entity(),
        kind.operation(),
        DeadLetterReason.UNKNOWN_ACCOUNT,
        "its account key was not in identity.map when it could wait no longer");
  }

  private static Rejected undeclared(String source, Entity entity, Operation operation) {
    return new Rejected(
        source,
        entity,
        operation,
        DeadLetterReason.UNDECLARED_SOURCE,
        "the sources file does not declare it");
  }

  private static Optional<Judgement> judgeTime(RecordKind kind, Instant ingestTime) {
    EventTimeRule.Verdict verdict =
        kind.entity() == Entity.TELEMETRY
            ? EventTimeRule.judgeEvent(kind.eventTime(), ingestTime)
            : EventTimeRule.judgeChange(kind.eventTime(), ingestTime);
    return switch (verdict) {
      case ACCEPTED -> Optional.empty();
      case BEFORE_2000 ->
          Optional.of(
              new Rejected(
                  kind.source(),
                  kind.entity(),
                  kind.operation(),
                  DeadLetterReason.EVENT_TIME_BEFORE_2000,
                  "event time " + kind.eventTime()));
      case AHEAD ->
          Optional.of(
              new Rejected(
                  kind.source(),
                  kind.entity(),
                  kind.operation(),
                  DeadLetterReason.EVENT_TIME_AHEAD,
                  "event time " + kind.eventTime() + ", learned of " + ingestTime));
      case TOO_LATE ->
          Optional.of(
              new Late(
                  kind.source(),
                  kind.entity(),
                  kind.eventTime().toEpochMilli(),
                  kind.accountKey()));
    };
  }

  private byte[] canonical(
      RecordKind kind, String accountId, String parentAccountId, Instant countsFrom) {
    SpecificRecord record = kind.record();
    if (record instanceof TelemetryEvent event) {
      boolean named = event.getUserId() != null;
      // A hash that the source made is no keyed hash of ours, so it is not let in.
      event.setUserHash(named ? userHash.of(accountId, event.getUserId()) : null);
      event.setUserHashKeyVersion(named ? userHash.keyVersion() : null);
      event.setUserId(null);
      event.setAccountId(accountId);
      event.setIngestTime(countsFrom);
      return telemetry.write(event);
    } else if (record instanceof TicketChange ticket) {
      ticket.setAccountId(accountId);
      ticket.setIngestTime(countsFrom);
      return tickets.write(ticket);
    } else if (record instanceof AccountChange account) {
      account.setOwnerId(opaque(account.getOwnerId()));
      account.setParentAccountId(parentAccountId);
      account.setAccountId(accountId);
      account.setIngestTime(countsFrom);
      return accounts.write(account);
    } else if (record instanceof SubscriptionChange subscription) {
      subscription.setAccountId(accountId);
      subscription.setIngestTime(countsFrom);
      return subscriptions.write(subscription);
    } else if (record instanceof ChurnOutcome outcome) {
      outcome.setFeedback(null);
      outcome.setAccountId(accountId);
      outcome.setIngestTime(countsFrom);
      return outcomes.write(outcome);
    }
    throw new IllegalStateException("no canonical form of " + record.getClass());
  }

  /** An owner's id becomes a label, and persons are never named there: an address is hashed. */
  private String opaque(String ownerId) {
    return ownerId != null && ownerId.contains("@") ? userHash.ofOwner(ownerId) : ownerId;
  }
}
