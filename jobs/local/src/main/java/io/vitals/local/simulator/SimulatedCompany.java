package io.vitals.local.simulator;

import io.vitals.local.history.Feed;
import io.vitals.local.history.Heartbeats;
import io.vitals.local.history.History;
import io.vitals.local.history.HistoryEntry;
import io.vitals.local.history.SettledTicks;
import io.vitals.local.history.SourceRecord;
import io.vitals.schemas.IdentityMapping;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * A software company with its customers, as its product, help desk and CRM tell of them: growing,
 * steady and fading accounts, weekly rhythm and working hours by region, support waves, renewals,
 * notices and churn that fading use foretells by weeks. It runs in one direction, hour by hour, and
 * holds no more than what is on its way; first through the history, then on without end.
 *
 * <p>At the start the identity map and a CRM snapshot tell all that is known. Ingest time is
 * simulated time, event time never later. A regular record arrives within {@link #SETTLING}; one in
 * 200 telemetry events comes hours late, one in 1,000 twice. Not thread-safe.
 */
public final class SimulatedCompany {
  /** Source of telemetry. */
  public static final String TELEMETRY = "telemetry";

  /** Source of tickets. */
  public static final String TICKETS = "tickets";

  /** Source of accounts, subscriptions, outcomes, identity and control totals. */
  public static final String CRM = "crm";

  /** How long after it happened a source waits before it calls a time complete. */
  public static final Duration SETTLING = Duration.ofMinutes(5);

  private static final Duration HISTORY_HEARTBEAT = Duration.ofMinutes(15);
  private static final Duration LIVE_HEARTBEAT = Duration.ofMinutes(1);
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long HOURS_A_DAY = 24;
  private static final List<Feed> FEEDS =
      List.of(
          new Feed(CRM, Topic.IDENTITY_MAP),
          new Feed(CRM, Topic.SOURCE_CRM),
          new Feed(TICKETS, Topic.SOURCE_TICKETS),
          new Feed(TELEMETRY, Topic.SOURCE_TELEMETRY));

  private final SimulationPlan plan;
  private final Arrivals arrivals = new Arrivals();
  private final List<AccountLife> lives = new ArrayList<>();
  private final Telemetry telemetry;
  private final HelpDesk helpDesk;
  private final NightlyTotals nightlyTotals;
  private long nextHour;

  /** A company at the start of its history. */
  public SimulatedCompany(SimulationPlan plan) {
    this.plan = plan;
    Seeds seeds = new Seeds(plan.seed());
    LocalDate start = plan.start().atZone(ZoneOffset.UTC).toLocalDate();
    List<AccountProfile> profiles = new ArrayList<>();
    for (int index = 0; index < plan.accounts(); index++) {
      profiles.add(AccountProfile.draw(index, seeds, start, plan.days()));
    }
    String enterprise = null;
    for (AccountProfile profile : profiles) {
      boolean child = profile.segment() == Segment.MID_MARKET && profile.index() % 7 == 3;
      CrmImage crm = new CrmImage(profile, child ? enterprise : null, arrivals);
      lives.add(new AccountLife(profile, seeds, crm, start));
      if (profile.segment() == Segment.ENTERPRISE) {
        enterprise = profile.crmKey();
      }
    }
    double meanSize = profiles.stream().mapToDouble(AccountProfile::size).average().orElseThrow();
    double eventsPerHour = plan.eventsPerAccountDay() / HOURS_A_DAY / meanSize;
    this.telemetry = new Telemetry(seeds, eventsPerHour, arrivals);
    this.helpDesk = new HelpDesk(seeds, arrivals);
    this.nightlyTotals = new NightlyTotals(arrivals);
    this.nextHour = plan.start().toEpochMilli() / HOUR;
    mapIdentities(profiles);
  }

  /** The history, once; its heartbeats come every quarter of an hour, its ticks every hour. */
  public History history() {
    Iterator<HistoryEntry> beating =
        new Heartbeats(
            recordsUntil(plan.end()), FEEDS, HISTORY_HEARTBEAT, SETTLING, plan.start(), plan.end());
    return new History(
        plan.start(), plan.end(), new SettledTicks(beating, plan.start(), plan.end()));
  }

  /** Lives through what is left of the history without telling of it. */
  public void skipHistory() {
    Iterator<SourceRecord> rest = recordsUntil(plan.end());
    while (rest.hasNext()) {
      rest.next();
    }
  }

  /**
   * What follows the history, without end and without ticks; heartbeats come every minute.
   *
   * @throws IllegalStateException if the history was neither read to its end nor skipped
   */
  public Iterator<HistoryEntry> life() {
    if (nextTime() < plan.end().toEpochMilli()) {
      throw new IllegalStateException("the history is not over");
    }
    return new Heartbeats(
        recordsUntil(Instant.MAX), FEEDS, LIVE_HEARTBEAT, SETTLING, plan.end(), Instant.MAX);
  }

  /**
   * Its customers as they are now.
   *
   * @param from from when on their use is to be expected
   */
  public Customers customers(Instant from) {
    long hour = from.toEpochMilli() / HOUR;
    return new Customers(
        lives.stream()
            .filter(AccountLife::active)
            .map(
                life -> {
                  AccountProfile profile = life.profile();
                  return new Customer(
                      profile.accountId(),
                      profile.segment().label(),
                      profile.workspaceKey(),
                      profile.organizationKey(),
                      Math.min(telemetry.expected(life, hour), telemetry.expected(life, hour + 2)),
                      life.present() && life.distress() < 0.1);
                })
            .toList());
  }

  private Iterator<SourceRecord> recordsUntil(Instant end) {
    long endTime = end.equals(Instant.MAX) ? Long.MAX_VALUE : end.toEpochMilli();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return nextTime() < endTime;
      }

      @Override
      public SourceRecord next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return arrivals.next();
      }
    };
  }

  /** Time of the next record; lives on until nothing that happens later can arrive before it. */
  private long nextTime() {
    while (arrivals.nextTime() >= nextHour * HOUR) {
      liveAnHour();
    }
    return arrivals.nextTime();
  }

  private void liveAnHour() {
    if (nextHour % HOURS_A_DAY == 0) {
      LocalDate day = LocalDate.ofEpochDay(nextHour / HOURS_A_DAY);
      if (nextHour * HOUR > plan.start().toEpochMilli()) {
        nightlyTotals.send(lives, day);
      }
      for (AccountLife life : lives) {
        life.live(day);
        if (life.active()) {
          helpDesk.send(life, day);
        }
      }
    }
    for (AccountLife life : lives) {
      if (life.active()) {
        telemetry.send(life, nextHour);
      }
    }
    nextHour++;
  }

  private void mapIdentities(List<AccountProfile> profiles) {
    RecordWriter<IdentityMapping> writer = RecordWriter.of(IdentityMapping.class);
    for (AccountProfile profile : profiles) {
      map(writer, TELEMETRY, profile.workspaceKey(), profile);
      map(writer, TICKETS, profile.organizationKey(), profile);
      map(writer, CRM, profile.crmKey(), profile);
    }
  }

  private void map(
      RecordWriter<IdentityMapping> writer, String source, String key, AccountProfile profile) {
    IdentityMapping mapping =
        IdentityMapping.newBuilder()
            .setSource(source)
            .setAccountKey(key)
            .setAccountId(profile.accountId())
            .build();
    arrivals.add(Topic.IDENTITY_MAP, source + "/" + key, CRM, plan.start(), writer.write(mapping));
  }
}
