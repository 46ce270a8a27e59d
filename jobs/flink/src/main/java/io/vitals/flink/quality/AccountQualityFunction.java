package io.vitals.flink.quality;

import io.vitals.domain.account.AccountView;
import io.vitals.domain.quality.AccountQuality;
import io.vitals.domain.quality.AccountRules;
import io.vitals.domain.quality.AccountSummary;
import io.vitals.domain.quality.OpenExceptions;
import io.vitals.domain.quality.OpenExceptions.Whose;
import io.vitals.flink.punctuated.OutboundRecord;
import io.vitals.schemas.AccountChange;
import io.vitals.schemas.SubscriptionChange;
import io.vitals.schemas.topics.Topic;
import io.vitals.schemas.wire.RecordReader;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Holds what quality knows of an account and tells its faults as they open, change and close. Rows
 * wait for their time, so it does not matter which topic was read first. What changes with time
 * alone, as when a subscription ends, is found at the start of its day, UTC. Bounded by the
 * account's subscriptions and open faults, the rows of the time not yet reached, and a timer a day
 * on which something was ever due.
 */
final class AccountQualityFunction
    extends KeyedProcessFunction<String, QualityRow, OutboundRecord> {
  private static final long serialVersionUID = 1L;

  /** Each account when it looks different to the portfolio. */
  static final OutputTag<SummaryAt> SUMMARIES =
      new OutputTag<>("summaries", TypeInformation.of(SummaryAt.class));

  static final ValueStateDescriptor<AccountQuality> ACCOUNT =
      new ValueStateDescriptor<>("account", TypeInformation.of(AccountQuality.class));
  static final ValueStateDescriptor<OpenExceptions> OPEN =
      new ValueStateDescriptor<>("open", TypeInformation.of(OpenExceptions.class));
  static final ValueStateDescriptor<AccountSummary> SUMMARY =
      new ValueStateDescriptor<>("summary", TypeInformation.of(AccountSummary.class));
  static final MapStateDescriptor<Long, List<QualityRow>> AHEAD =
      new MapStateDescriptor<>(
          "ahead", Types.LONG, Types.LIST(TypeInformation.of(QualityRow.class)));

  private transient ValueState<AccountQuality> account;
  private transient ValueState<OpenExceptions> open;
  private transient ValueState<AccountSummary> summary;
  private transient MapState<Long, List<QualityRow>> ahead;
  private transient RecordReader<AccountChange> accounts;
  private transient RecordReader<SubscriptionChange> subscriptions;
  private transient ExceptionRows rows;

  @Override
  public void open(OpenContext context) {
    account = getRuntimeContext().getState(ACCOUNT);
    open = getRuntimeContext().getState(OPEN);
    summary = getRuntimeContext().getState(SUMMARY);
    ahead = getRuntimeContext().getMapState(AHEAD);
    accounts = RecordReader.of(AccountChange.class);
    subscriptions = RecordReader.of(SubscriptionChange.class);
    rows = new ExceptionRows();
  }

  @Override
  public void processElement(QualityRow row, Context context, Collector<OutboundRecord> out)
      throws Exception {
    List<QualityRow> sameInstant = new ArrayList<>();
    if (ahead.contains(row.time())) {
      sameInstant.addAll(ahead.get(row.time()));
    }
    sameInstant.add(row);
    ahead.put(row.time(), sameInstant);
    context.timerService().registerEventTimeTimer(row.time());
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<OutboundRecord> out)
      throws Exception {
    if (context.timerService().currentWatermark() == Long.MAX_VALUE) {
      return;
    }
    AccountQuality known = account.value() == null ? AccountQuality.empty() : account.value();
    if (ahead.contains(time)) {
      for (QualityRow row : ahead.get(time)) {
        known = applied(known, row);
      }
      ahead.remove(time);
      account.update(known);
    }
    Instant now = Instant.ofEpochMilli(time);
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    known.nextChange(today).ifPresent(day -> judgeAt(day, context.timerService()));
    AccountView view = known.account().at(today);
    AccountSummary seen = AccountSummary.of(context.getCurrentKey(), known, view);
    if (!seen.equals(summary.value())) {
      summary.update(seen);
      context.output(SUMMARIES, new SummaryAt(time, seen));
    }
    OpenExceptions before = open.value() == null ? OpenExceptions.none() : open.value();
    Whose whose = new Whose(seen.accountId(), null, seen.ownerId(), segment(seen), seen.arrMinor());
    OpenExceptions.Step step = before.next(AccountRules.findings(known, today), whose, now);
    if (!step.rows().isEmpty()) {
      open.update(step.next());
      step.rows().forEach(row -> out.collect(rows.of(row)));
    }
  }

  private static void judgeAt(LocalDate day, TimerService timers) {
    timers.registerEventTimeTimer(day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli());
  }

  static String segment(AccountSummary account) {
    return account.segment().isEmpty() ? null : account.segment();
  }

  private AccountQuality applied(AccountQuality known, QualityRow row) {
    if (row.score() != null) {
      return known.with(row.score());
    }
    return row.topic() == Topic.CRM_ACCOUNTS
        ? known.with(accounts.read(row.change()))
        : known.with(subscriptions.read(row.change()));
  }
}
