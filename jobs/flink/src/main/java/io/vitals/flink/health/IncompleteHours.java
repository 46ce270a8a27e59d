package io.vitals.flink.health;

import io.vitals.domain.account.AccountState;
import io.vitals.domain.health.CatchUp;
import io.vitals.domain.health.Completeness;
import io.vitals.domain.health.HeldState;
import io.vitals.domain.health.HeldState.HeldRow;
import io.vitals.domain.health.IngestHours;
import io.vitals.domain.support.SupportState;
import io.vitals.schemas.Entity;
import io.vitals.schemas.topics.Topic;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * Keeps of an account what it takes to make up for hours in which a source was incomplete, and does
 * so when the data is there. Costs nothing while everything is complete.
 */
final class IncompleteHours {
  private final AccountStates states;
  private final CatchUp catchUp;
  private final AccountUpdates updates;

  /** How complete everything is at the moment of a call: no past is seen as more than that. */
  private Completeness known;

  IncompleteHours(AccountStates states, AccountSight sight, AccountUpdates updates) {
    this.states = states;
    this.updates = updates;
    this.catchUp =
        new CatchUp(
            (now, account, support, trendWasKnown) -> {
              AccountSight.Seen seen =
                  sight.at(now, known.upTo(now), account, support, trendWasKnown);
              return new CatchUp.Seen(seen.model(), seen.facts(), seen.trendKnown());
            },
            new CatchUp.Rows() {
              @Override
              public AccountState apply(AccountState account, HeldRow row) {
                return updates.applied(account, Topic.named(row.topic()), row.change());
              }

              @Override
              public SupportState apply(SupportState support, HeldRow row) {
                return updates.applied(support, Topic.named(row.topic()), row.change());
              }
            });
  }

  /** Notes that something is about to become known of an account while a source is incomplete. */
  void before(AccountRecord record, Completeness complete, long now) {
    boolean behind = complete.all().toEpochMilli() < now;
    if (!behind && !states.marks().held()) {
      return;
    }
    known = complete;
    HeldState held = begun(complete, now);
    if (record.usage() == null) {
      long from = record.time();
      if (upTo(record.topic(), complete).toEpochMilli() < now) {
        from = Math.min(from, Math.max(updates.eventTime(record), held.settledTo() + 1));
        states.keep(states.marks().withCorrection(hourOf(from)));
      }
      states.keep(
          catchUp.bounded(
              held.with(new HeldRow(from, record.topic().topicName(), record.change()))));
    }
  }

  /**
   * At the close of an hour: settles what became known of those before.
   *
   * @return what was incomplete when the account was last scored and is no longer
   */
  Set<Entity> close(Completeness complete, long close) {
    boolean behind = complete.all().toEpochMilli() < close;
    if (!behind && !states.marks().held()) {
      return EnumSet.noneOf(Entity.class);
    }
    known = complete;
    HeldState held = begun(complete, close);
    Instant limit = Instant.ofEpochMilli(close).minus(CatchUp.LONGEST);
    if (behind) {
      Instant settled = complete.all().isBefore(limit) ? limit : complete.all();
      states.keep(catchUp.settle(held, settled).behind(incomplete(complete, close)));
    } else {
      HeldState settled = catchUp.finish(held, Instant.ofEpochMilli(close));
      states.keep(states.score().withClosed(settled.bands()));
      states.keep(states.marks().withTrend(settled.trendKnown()).withHeld(false));
      states.dropHeld();
    }
    return recovered(held, complete, close);
  }

  /** What was incomplete when last asked at a close and is no longer. */
  Set<Entity> recovered(Completeness complete, long now) {
    return states.marks().held()
        ? recovered(states.held(), complete, now)
        : EnumSet.noneOf(Entity.class);
  }

  private static Set<Entity> recovered(HeldState held, Completeness complete, long now) {
    Set<Entity> recovered = EnumSet.noneOf(Entity.class);
    recovered.addAll(held.behind());
    recovered.removeAll(incomplete(complete, now));
    return recovered;
  }

  private HeldState begun(Completeness complete, long now) {
    if (states.marks().held()) {
      return states.held();
    }
    states.keep(states.marks().withHeld(true));
    HeldState held =
        new HeldState(
                complete.all().toEpochMilli(),
                states.score().closed(),
                states.marks().trendKnown(),
                states.account(),
                states.support(),
                null,
                null)
            .behind(incomplete(complete, now));
    states.keep(held);
    return held;
  }

  private static Set<Entity> incomplete(Completeness complete, long now) {
    Set<Entity> incomplete = EnumSet.noneOf(Entity.class);
    if (complete.usage().toEpochMilli() < now) {
      incomplete.add(Entity.TELEMETRY);
    }
    if (complete.tickets().toEpochMilli() < now) {
      incomplete.add(Entity.TICKET);
    }
    if (complete.crm().toEpochMilli() < now) {
      incomplete.add(Entity.ACCOUNT);
      incomplete.add(Entity.SUBSCRIPTION);
    }
    return incomplete;
  }

  private static Instant upTo(Topic topic, Completeness complete) {
    return topic == Topic.TICKETS_CHANGES ? complete.tickets() : complete.crm();
  }

  private static int hourOf(long time) {
    return (int) Math.floorDiv(time, IngestHours.MILLIS_AN_HOUR);
  }
}
