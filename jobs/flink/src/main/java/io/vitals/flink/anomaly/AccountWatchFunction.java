package io.vitals.flink.anomaly;

import io.vitals.domain.anomaly.series.AccountStanding;
import io.vitals.domain.anomaly.series.AccountWatch;
import io.vitals.domain.anomaly.series.AccountWatchState;
import io.vitals.domain.anomaly.series.Family;
import io.vitals.domain.anomaly.series.HourCounts;
import io.vitals.domain.anomaly.series.Hours;
import io.vitals.domain.anomaly.series.SeriesCount;
import io.vitals.domain.anomaly.series.Subject;
import io.vitals.domain.freshness.SourceDeclaration;
import io.vitals.flink.health.Announcement;
import io.vitals.flink.health.SourceCompleteness;
import io.vitals.schemas.SignalScope;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Counts an account's hours and days, once they are complete. An account without an active
 * subscription is not watched: what is kept of it ends when time has come to where it became so.
 * Bounded by two weeks of hours.
 */
final class AccountWatchFunction
    extends KeyedBroadcastProcessFunction<String, AccountInput, Announcement, SeriesCount> {
  private static final long serialVersionUID = 1L;

  /** What happened in hours that were counted. */
  static final OutputTag<AccountHour> HOURS =
      new OutputTag<>("hours", TypeInformation.of(AccountHour.class));

  static final ValueStateDescriptor<AccountStanding> STANDING =
      new ValueStateDescriptor<>("standing", TypeInformation.of(AccountStanding.class));
  static final ValueStateDescriptor<AccountWatchState> WATCH =
      new ValueStateDescriptor<>("watch", TypeInformation.of(AccountWatchState.class));
  static final MapStateDescriptor<Integer, HourCounts> COUNTS =
      new MapStateDescriptor<>("counts", Types.INT, TypeInformation.of(HourCounts.class));

  /** When what is kept of an account ends, epoch milliseconds. */
  static final ValueStateDescriptor<Long> END = new ValueStateDescriptor<>("end", Types.LONG);

  private final Map<String, SourceDeclaration> sources;

  private transient ValueState<AccountStanding> standing;
  private transient ValueState<AccountWatchState> watched;
  private transient MapState<Integer, HourCounts> counts;
  private transient ValueState<Long> end;
  private transient SourceCompleteness completeness;

  AccountWatchFunction(Map<String, SourceDeclaration> sources) {
    this.sources = new TreeMap<>(sources);
  }

  @Override
  public void open(OpenContext context) {
    standing = getRuntimeContext().getState(STANDING);
    watched = getRuntimeContext().getState(WATCH);
    counts = getRuntimeContext().getMapState(COUNTS);
    end = getRuntimeContext().getState(END);
    completeness = new SourceCompleteness(sources);
  }

  @Override
  public void processBroadcastElement(
      Announcement news, Context context, Collector<SeriesCount> out) throws Exception {
    completeness.add(
        news.completeness(),
        context.getBroadcastState(SourceCompleteness.STATE),
        context.currentWatermark());
  }

  @Override
  public void processElement(
      AccountInput input, ReadOnlyContext context, Collector<SeriesCount> out) throws Exception {
    if (input.standing() != null) {
      stand(input, context.timerService());
    } else if (input.usage() != null) {
      int hour = input.usage().eventHour();
      AccountWatchState state = watched.value();
      // Use may be read days before the score that says whose it is.
      if (state == null || hour >= state.usageFrom()) {
        counts.put(hour, known(hour).with(input.usage()));
        wake(hour, context.timerService());
      }
    } else {
      count(input.ticket(), context.timerService());
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<SeriesCount> out)
      throws Exception {
    AccountWatchState state = watched.value();
    if (context.timerService().currentWatermark() == Long.MAX_VALUE) {
      return;
    }
    if (end.value() != null && end.value() <= time) {
      end(context.getCurrentKey(), out);
      return;
    }
    if (state == null) {
      // By now it would be known: these were hours of no customer.
      new StoredHours(counts).forgetBefore(Hours.of(time) + 1);
      return;
    }
    completeness.read(context.getBroadcastState(SourceCompleteness.STATE).immutableEntries());
    AccountStanding facts = standing.value();
    AccountWatchState next =
        AccountWatch.count(
            state,
            Subject.account(context.getCurrentKey(), facts),
            time,
            completeness.at(Instant.ofEpochMilli(time)),
            new StoredHours(counts),
            output(facts, context, out));
    watched.update(next);
    context.timerService().registerEventTimeTimer(AccountWatch.nextJudging(next, time));
  }

  private void stand(AccountInput input, TimerService timers) throws Exception {
    if (input.standing().active()) {
      standing.update(input.standing());
      end.clear();
      if (watched.value() == null) {
        AccountWatchState start = AccountWatch.start(Hours.of(input.time()) + 1);
        watched.update(start);
        timers.registerEventTimeTimer(AccountWatch.nextJudging(start, input.time()));
      }
    } else if (standing.value() != null && end.value() == null) {
      // Scores are read ahead of time: what was counted before is judged first, for what it was.
      end.update(Hours.nextJudging(Math.max(input.time(), timers.currentWatermark())));
      timers.registerEventTimeTimer(end.value());
    }
  }

  private void end(String account, Collector<SeriesCount> out) {
    standing.clear();
    watched.clear();
    counts.clear();
    end.clear();
    out.collect(SeriesCount.end(SignalScope.ACCOUNT, account));
  }

  private void count(AccountInput.TicketTimes ticket, TimerService timers) throws Exception {
    AccountWatchState state = watched.value();
    int from = state == null ? Integer.MIN_VALUE : state.supportFrom();
    int opened = Hours.of(ticket.opened());
    if (opened >= from) {
      counts.put(opened, known(opened).withOpened(ticket.id()));
      wake(opened, timers);
    }
    if (ticket.escalated() != null && Hours.of(ticket.escalated()) >= from) {
      int escalated = Hours.of(ticket.escalated());
      counts.put(escalated, known(escalated).withEscalated(ticket.id()));
      wake(escalated, timers);
    }
  }

  private HourCounts known(int hour) throws Exception {
    HourCounts known = counts.get(hour);
    return known == null ? HourCounts.none() : known;
  }

  /** Sums over accounts need each hour in which something happened at its time. */
  private static void wake(int hour, TimerService timers) {
    long due = Hours.judgedAt(hour);
    long now = timers.currentWatermark();
    timers.registerEventTimeTimer(due > now ? due : Hours.nextJudging(now));
  }

  private AccountWatch.Output output(
      AccountStanding facts, OnTimerContext context, Collector<SeriesCount> out) {
    return new AccountWatch.Output() {
      @Override
      public void count(SeriesCount count) {
        out.collect(count);
      }

      @Override
      public void hour(int hour, Family family, HourCounts counts) {
        String segment = facts == null ? null : facts.segment();
        context.output(HOURS, AccountHour.of(segment, hour, family, counts));
      }
    };
  }
}
