package io.vitals.flink.health;

import io.vitals.domain.adoption.Adoption;
import io.vitals.domain.adoption.Days;
import io.vitals.domain.adoption.WorkingDays;
import io.vitals.domain.health.IngestHours;
import io.vitals.flink.health.AccountStates.Waiting;
import io.vitals.flink.punctuated.OutboundRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Holds an account and scores it.
 *
 * <p>Change rows take effect at their ingest time: they wait until time has come there, so a score
 * does not depend on which topic was read first. Telemetry is added at once while time is within
 * its hour, and waits when it is ahead of it. A timer at each close of an hour scores what was
 * known then, exactly ({@code final}); between closes a touched account is scored at the scoring
 * interval. A moment that time has run past by minutes (history loads, or an outage is made up for)
 * is put off to the next one after now: what is due in between is not seen by anybody.
 */
final class AccountFunction
    extends KeyedBroadcastProcessFunction<String, AccountRecord, Announcement, OutboundRecord> {
  private static final long serialVersionUID = 1L;

  static final MapStateDescriptor<String, ModelRow> MODELS =
      new MapStateDescriptor<>("models", Types.STRING, TypeInformation.of(ModelRow.class));

  /** Time in life moves by seconds, in a demo by a minute; by more it is catching up. */
  private static final long LONGEST_LAG_TO_SCORE_MILLIS = Duration.ofMinutes(5).toMillis();

  private final HealthSettings settings;

  private transient AccountStates states;
  private transient AccountUpdates updates;
  private transient AccountScoring scoring;
  private transient IncompleteHours incompleteHours;
  private transient Models models;
  private transient SourceCompleteness completeness;

  AccountFunction(HealthSettings settings) {
    this.settings = settings;
  }

  @Override
  public void open(OpenContext context) {
    models = new Models(settings.models());
    states = new AccountStates(getRuntimeContext());
    Adoption adoption = new Adoption(Days.UTC, new WorkingDays(settings.holidays()));
    updates = new AccountUpdates(states, adoption, models);
    completeness = new SourceCompleteness(settings.sources());
    AccountSight sight = new AccountSight(states, models, adoption, settings.fed());
    incompleteHours = new IncompleteHours(states, sight, updates);
    scoring = new AccountScoring(states, sight, incompleteHours, completeness, models);
  }

  @Override
  public void processBroadcastElement(
      Announcement news, Context context, Collector<OutboundRecord> out) throws Exception {
    if (news.model() != null) {
      context.getBroadcastState(MODELS).put(news.model().key(), news.model());
      models.changed();
      return;
    }
    completeness.add(
        news.completeness(),
        context.getBroadcastState(SourceCompleteness.STATE),
        context.currentWatermark());
  }

  @Override
  public void processElement(
      AccountRecord record, ReadOnlyContext context, Collector<OutboundRecord> out)
      throws Exception {
    refresh(context);
    TimerService timers = context.timerService();
    long now = timers.currentWatermark();
    boolean hourHasBegun = record.usage() != null && record.time() - 1 <= now;
    if (!hourHasBegun) {
      letWait(record, timers);
      return;
    }
    states.begin();
    take(context.getCurrentKey(), record, now + 1, out);
    states.end();
    scheduleAfterTouch(now + 1, timers);
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<OutboundRecord> out)
      throws Exception {
    TimerService timers = context.timerService();
    if (timers.currentWatermark() == Long.MAX_VALUE) {
      return;
    }
    refresh(context);
    states.begin();
    boolean touchedBefore = states.marks().touched();
    Waiting due = states.waiting().get(time);
    if (due != null) {
      states.waiting().remove(time);
      for (AccountRecord record : due.records()) {
        take(context.getCurrentKey(), record, time, out);
      }
      if (due.records().stream().anyMatch(record -> record.usage() == null)) {
        scoring.afterRow(time);
      }
      scheduleAfterTouch(time, timers);
    }
    if (IngestHours.isClose(time)) {
      scoring.close(context.getCurrentKey(), time, out).ifPresent(timers::registerEventTimeTimer);
    } else if (touchedBefore && isScoringMoment(time)) {
      long now = timers.currentWatermark();
      long close = IngestHours.closeOf(time);
      if (now < close && now - time <= LONGEST_LAG_TO_SCORE_MILLIS) {
        scoring.provisional(context.getCurrentKey(), time, out);
      } else {
        scheduleScoring(now, close, timers);
      }
    }
    states.end();
  }

  private void refresh(ReadOnlyContext context) throws Exception {
    models.refresh(context.getBroadcastState(MODELS).immutableEntries());
    completeness.read(context.getBroadcastState(SourceCompleteness.STATE).immutableEntries());
  }

  private void take(
      String accountId, AccountRecord record, long now, Collector<OutboundRecord> out) {
    incompleteHours.before(record, completeness.at(Instant.ofEpochMilli(now)), now);
    if (record.usage() != null && record.usage().isLateCorrection()) {
      scoring.correct(accountId, now, () -> updates.apply(record), record.usage(), out);
    } else {
      updates.apply(record);
    }
  }

  private void letWait(AccountRecord record, TimerService timers) throws Exception {
    Waiting before = states.waiting().get(record.time());
    List<AccountRecord> records = new ArrayList<>();
    if (before != null) {
      records.addAll(before.records());
    }
    records.add(record);
    states.waiting().put(record.time(), new Waiting(records));
    timers.registerEventTimeTimer(record.time());
  }

  private void scheduleAfterTouch(long time, TimerService timers) {
    long close = IngestHours.closeOf(time);
    scheduleScoring(time, close, timers);
    timers.registerEventTimeTimer(close);
  }

  private void scheduleScoring(long time, long close, TimerService timers) {
    long interval = settings.scoringInterval().toMillis();
    long moment = (Math.floorDiv(time, interval) + 1) * interval;
    if (moment < close) {
      timers.registerEventTimeTimer(moment);
    }
  }

  private boolean isScoringMoment(long time) {
    return Math.floorMod(time, settings.scoringInterval().toMillis()) == 0;
  }
}
